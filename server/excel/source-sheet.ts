import type { CellValue } from '../../shared/formulas/cell-value.ts'
import type { ColumnReader } from '../../shared/formulas/evaluate/column-reader.ts'
import { excelError } from './cell-content.ts'
import { columnLetter } from './column-letter.ts'
import { PLAIN_STYLE } from './form-styles.ts'
import type { Pacer } from './pacing.ts'
import { cellText } from './safe-text.ts'
import type { PlainValue, Workbook } from './workbook-port.ts'

/** Out of sight: what formulas of the table read of other tables, as it stood at the moment of the export. */
const SOURCES_SHEET = '_sources'

/** cells on that sheet; formulas that would need more are written as their values */
const MOST_CELLS = 200_000

/** Columns of other tables, copied at one moment, each a column of the sheet. */
export interface SourceColumns {
  readonly columns: readonly (readonly CellValue[])[]
  /** `_sources!$A$1:$A$37`; null: it is not there */
  range(key: string): string | null
}

/** @param readers by the key of the names as the formulas write them */
export function copySources(readers: ReadonlyMap<string, ColumnReader>): SourceColumns {
  const columns: CellValue[][] = []
  const ranges = new Map<string, string>()
  const known = new Map<ColumnReader, string>()
  let cells = 0
  for (const [key, reader] of readers) {
    let range = known.get(reader)
    if (range === undefined) {
      const { size } = reader
      if (size === 0 || cells + size > MOST_CELLS) continue
      cells += size
      columns.push(Array.from({ length: size }, (_, row) => reader.at(row)))
      const letter = columnLetter(columns.length)
      range = `${SOURCES_SHEET}!$${letter}$1:$${letter}$${size}`
      known.set(reader, range)
    }
    ranges.set(key, range)
  }
  return { columns, range: key => ranges.get(key) ?? null }
}

export async function writeSources(workbook: Workbook, { columns }: SourceColumns, pacer: Pacer): Promise<void> {
  if (columns.length === 0) return
  const sheet = workbook.sheet({
    name: SOURCES_SHEET,
    veryHidden: true,
    columns: columns.map(() => ({ width: 100, hidden: false })),
    freeze: { rows: 0, columns: 0 },
    page: {
      titleRows: { from: 1, to: 1 },
      onOnePage: false,
      footer: '',
      margins: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.5 },
    },
  })
  const rows = Math.max(...columns.map(({ length }) => length))
  for (let row = 0; row < rows; row++) {
    sheet.row(
      columns.map(column => ({ value: plainCell(column[row] ?? null), style: PLAIN_STYLE })),
      15,
    )
    if (pacer.due) await pacer.rest()
  }
  sheet.close()
}

/** As formulas see the cell: a planning number as its number, everything that is none as its text. */
function plainCell(value: CellValue): PlainValue {
  if (typeof value === 'string') return cellText(value)
  if (typeof value !== 'object' || value === null) return value
  if (value.kind === 'error') return { error: excelError(value.code) }
  return value.kind === 'number' ? value.value : cellText(value.text)
}
