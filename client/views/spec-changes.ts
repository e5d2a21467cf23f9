import type { Column } from '../../shared/tables/structure.ts'
import type { SortKey, Total, ViewFilter, ViewSpec } from '../../shared/views/view-spec.ts'

/** One view into another: all that menus and keys do. */

export type ColumnFilter = Exclude<ViewFilter, { readonly kind: 'row' }>
export type Condition = Exclude<ColumnFilter, { readonly kind: 'values' }>

export const filtersOf = ({ filters }: ViewSpec, column: string): readonly ColumnFilter[] =>
  filters.filter((filter): filter is ColumnFilter => 'column' in filter && filter.column === column)

/** One list of values and one condition a column, as in Excel; null: none. */
export function withColumnFilters(spec: ViewSpec, column: string, own: readonly ColumnFilter[]): ViewSpec {
  const others = spec.filters.filter(filter => !('column' in filter) || filter.column !== column)
  return { ...spec, filters: [...others, ...own] }
}

/** Sorting by a column alone; asked a second time, the sort goes. */
export function sortToggled(spec: ViewSpec, key: SortKey): ViewSpec {
  const [only] = spec.sort
  const same = spec.sort.length === 1 && only?.column === key.column && only.direction === key.direction
  return { ...spec, sort: same ? [] : [key] }
}

export const groupToggled = (spec: ViewSpec, column: string): ViewSpec => ({
  ...spec,
  group: spec.group === column ? null : column,
})

export function rowTestToggled(spec: ViewSpec, test: Extract<ViewFilter, { kind: 'row' }>['test']): ViewSpec {
  const isIt = (filter: ViewFilter) => filter.kind === 'row' && filter.test === test
  const filters = spec.filters.filter(filter => !isIt(filter))
  return { ...spec, filters: filters.length < spec.filters.length ? filters : [...filters, { kind: 'row', test }] }
}
export const hasRowTest = (spec: ViewSpec, test: Extract<ViewFilter, { kind: 'row' }>['test']): boolean =>
  spec.filters.some(filter => filter.kind === 'row' && filter.test === test)

export const withoutFilters = (spec: ViewSpec): ViewSpec => ({ ...spec, filters: [] })
/** all rows, in the table's own order */
export const withoutRows = (spec: ViewSpec): ViewSpec => ({ ...spec, filters: [], sort: [], group: null })

export const hiding = (spec: ViewSpec, column: string): ViewSpec => ({
  ...spec,
  hidden: [...spec.hidden.filter(id => id !== column), column],
})

/** To another place among the columns shown, frozen ones first; as many as were stay frozen. */
export function moved(spec: ViewSpec, shown: readonly Column[], column: string, to: number): ViewSpec {
  const order = shown.map(({ id }) => id).filter(id => id !== column)
  order.splice(Math.max(0, Math.min(order.length, to)), 0, column)
  return { ...spec, order, frozen: shown.filter(({ frozen }) => frozen).length }
}

export const totalled = (spec: ViewSpec, column: string, total: Total): ViewSpec => ({
  ...spec,
  totals: { ...spec.totals, [column]: total },
})
