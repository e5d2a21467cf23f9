import type { Calculation } from '../../shared/formulas/calculation.ts'
import { NotExpressible } from '../../shared/formulas/excel/not-expressible.ts'
import { isForeign } from '../../shared/formulas/language/foreign-key.ts'
import { formulaToExcel } from '../../shared/formulas/to-excel.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { columnLetter } from './column-letter.ts'
import type { Snapshot } from './snapshot.ts'
import type { SourceColumns } from './source-sheet.ts'
import type { TablePlace } from './table-place.ts'

/** A computed column's formula as Excel writes it, for one row. */
export interface FormulaWriter {
  /** without `=`; null where Excel has no equivalent or the column's formula is in error: the value alone is written */
  formula(column: Column, rowIndex: number): string | null
}

/** `[一月]:[十二月]`: columns side by side, as ranges of cells in the row. */
const COLUMN_RANGE = /\]\s*:\s*\[/

export function liveFormulas(
  snapshot: Snapshot,
  calculation: Calculation,
  place: TablePlace,
  sources: SourceColumns,
): FormulaWriter {
  const { structure } = snapshot
  const letters = new Map(structure.columns.map(column => [column.id, columnLetter(place.place(column.id))]))
  const letter = (id: string) => letters.get(id) ?? '#REF!'
  const inOrder = structure.columns.every((column, index) => place.place(column.id) === index + 1)
  // A range of columns means other ones once hidden columns have been moved out from between them.
  const writable = (column: Column) =>
    calculation.columnError(column.id) === null && (inOrder || !COLUMN_RANGE.test(column.formula ?? ''))
  const dead = new Set(structure.columns.filter(column => !writable(column)).map(column => column.id))
  const column = (id: string) => {
    if (!isForeign(id)) return own(id)
    const range = sources.range(id)
    if (range === null) throw new NotExpressible('a table that does not go along')
    return range
  }
  const own = (id: string) => `$${letter(id)}$${place.firstRow}:$${letter(id)}$${place.lastRow}`
  let rowIndex = 0
  const cellAt = (id: string, at: number) => letter(id) + (place.firstRow + at)
  const context = {
    cell: (id: string) => cellAt(id, rowIndex),
    column,
    value: (id: string) => snapshot.value(rowIndex, id),
    rows: {
      tree: snapshot.tree,
      get at() {
        return rowIndex
      },
      cell: cellAt,
      value: (id: string, at: number) => snapshot.value(at, id),
    },
  }
  return {
    formula(computed, row) {
      if (dead.has(computed.id)) return null
      rowIndex = row
      try {
        return formulaToExcel(computed, structure, context)
      } catch (error) {
        if (error instanceof NotExpressible) return null
        throw error
      }
    },
  }
}
