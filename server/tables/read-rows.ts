import type { Scalar } from '../../shared/core/scalar.ts'
import type { TableView } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import type { RowCell, TableRow } from '../../shared/protocol/api-tables.ts'

export interface ReadableTable {
  readonly view: TableView
  readonly calculation: Calculation
}

/** A page of rows in display order, every column of each. */
export function readRows(table: ReadableTable, offset: number, limit: number): TableRow[] {
  const columns = table.view.structure.columns.map(({ id }) => ({ id, computed: table.calculation.isComputed(id) }))
  return table.view.rows.slice(offset, offset + limit).map(row => {
    const owner = table.view.rowFact(row, 'owner')
    const cells = columns.map(
      ({ id, computed }) => [id, (computed ? computedCell : enteredCell)(table, row, id)] as const,
    )
    return { id: row, owner: typeof owner === 'string' ? owner : null, cells: Object.fromEntries(cells) }
  })
}

function enteredCell({ view, calculation }: ReadableTable, row: string, column: string): RowCell {
  return {
    value: view.cell(row, column),
    text: calculation.text(row, column),
    ...numberOf(calculation.number(row, column)),
  }
}

function computedCell({ calculation }: ReadableTable, row: string, column: string): RowCell {
  const value = calculation.value(row, column)
  const text = calculation.text(row, column)
  const error = value !== null && typeof value === 'object' && value.kind === 'error' ? value.code : null
  return {
    value: plain(value),
    text,
    ...numberOf(calculation.number(row, column)),
    computed: true,
    ...(error !== null && { error }),
  }
}

const numberOf = (number: number | null) => (number !== null && Number.isFinite(number) ? { number } : {})

/** a result as JSON can hold it: planning values as their text, errors as nothing */
function plain(value: CellValue): Scalar {
  if (value === null || typeof value !== 'object') return value
  return value.kind === 'error' ? null : value.text
}
