import type { ViewSpec } from '../../shared/views/view-spec.ts'
import type { SheetChange } from '../grid/sheet.ts'

/** The columns whose cells decide which rows are shown, and where. */
export const columnsOf = ({ sort, filters, group }: ViewSpec): readonly string[] => [
  ...sort.map(({ column }) => column),
  ...filters.flatMap(filter => ('column' in filter ? [filter.column] : [])),
  ...(group === null ? [] : [group]),
]

/** Whether a change may show other rows, or in another order, once the view is asked again. */
export function touches(spec: ViewSpec, { cells, columns }: SheetChange): boolean {
  if (cells === 'all') return false // an edition was taken in, or rows came: they have found their places
  if (cells.length === 0 && columns.length === 0) return false
  if (spec.filters.some(filter => filter.kind === 'row' && filter.test !== 'own')) return true
  const by = new Set(columnsOf(spec))
  return columns.some(column => by.has(column)) || cells.some(({ column }) => by.has(column))
}
