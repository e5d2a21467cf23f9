import type { TableView } from '../../shared/document/table-view.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { titleUnderGroup } from '../grid/column-tree.ts'

export const columnOf = (view: TableView, column: string): Column | null =>
  view.structure.columns.find(candidate => candidate.id === column) ?? null

/** The column that names a row: the first that holds words and is no category. */
export const namingColumn = (view: TableView): Column | null =>
  view.structure.columns.find(column => column.type === 'text' && !column.hidden) ?? view.structure.columns[0] ?? null

export function rowLabel(view: TableView, row: string): string {
  const naming = namingColumn(view)
  const name = naming && view.cell(row, naming.id)
  return name === null || name === '' ? row : String(name)
}

/** Group and title on one line, as in `年均增长(%)/[累计] · 公布`. */
export const columnLabel = (column: Column): string =>
  [...(column.group?.split('\n') ?? []), titleUnderGroup(column)].map(part => part.replaceAll('\n', '')).join(' · ')

/** For people: `社会消费品零售总额 · 2025年目标值`. Rows and columns that are gone go by their ids. */
export function cellLabel(view: TableView, row: string, column: string): string {
  const found = columnOf(view, column)
  return `${rowLabel(view, row)} · ${found ? columnLabel(found) : column}`
}

/** The unit of a cell: the column's own, else what the row says in a column of units. */
export function unitOf(view: TableView, row: string, column: string): string | null {
  const own = columnOf(view, column)
  if (own?.unit) return own.unit
  if (own?.type !== 'value') return null
  const units = view.structure.columns.find(candidate => candidate.id === 'unit')
  const unit = units ? view.cell(row, units.id) : null
  return typeof unit === 'string' ? unit : null
}
