import type { Scalar } from '../../shared/core/scalar.ts'
import type { TableView } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import type { RowCell, TableRow } from '../../shared/protocol/api-tables.ts'
import type { ColumnType } from '../../shared/tables/structure.ts'

export interface ReadableTable {
  readonly view: TableView
  readonly calculation: Calculation
}

/** department id → name */
export type DepartmentNames = ReadonlyMap<string, string>

/** A page of rows in display order, every column of each. */
export function readRows(
  table: ReadableTable,
  departments: DepartmentNames,
  offset: number,
  limit: number,
): TableRow[] {
  const readers = table.view.structure.columns.map(
    ({ id, type }) => [id, readerOf(table, departments, id, type)] as const,
  )
  return table.view.rows.slice(offset, offset + limit).map(row => ({
    id: row,
    owner: ownerOf(table, row),
    cells: Object.fromEntries(readers.map(([id, read]) => [id, read(row)])),
  }))
}

function readerOf(table: ReadableTable, departments: DepartmentNames, column: string, type: ColumnType) {
  if (type === 'owner') return (row: string) => ownerCell(ownerOf(table, row), departments)
  if (table.calculation.isComputed(column)) return (row: string) => computedCell(table, row, column)
  return (row: string) => enteredCell(table, row, column)
}

function ownerOf({ view }: ReadableTable, row: string): string | null {
  const owner = view.rowFact(row, 'owner')
  return typeof owner === 'string' ? owner : null
}

/** the row's department, which is a fact of the row and no cell of its own */
const ownerCell = (owner: string | null, departments: DepartmentNames): RowCell => ({
  value: owner,
  text: owner === null ? '' : (departments.get(owner) ?? owner),
})

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
