import { filterRows } from '../../shared/views/filter-rows.ts'
import { sortRows } from '../../shared/views/sort-rows.ts'
import type { ViewSource } from '../../shared/views/view-source.ts'
import type { ViewFilter } from '../../shared/views/view-spec.ts'

export interface ColumnValue {
  readonly text: string
  readonly count: number
}

/** The texts of a column over the rows that the other columns' filters let through, in the order of sorting upwards; blank last. */
export function columnValues(
  source: ViewSource,
  column: string,
  filters: readonly ViewFilter[],
): readonly ColumnValue[] {
  const others = filters.filter(filter => !('column' in filter) || filter.column !== column)
  const counts = new Map<string, number>()
  const first: number[] = []
  for (const row of filterRows(source, others)) {
    const text = source.text(row, column)
    const count = counts.get(text)
    if (count === undefined) first.push(row)
    counts.set(text, (count ?? 0) + 1)
  }
  const sorted = sortRows(source, Int32Array.from(first), [{ column, direction: 'up' }])
  return Array.from(sorted, row => {
    const text = source.text(row, column)
    return { text, count: counts.get(text)! }
  })
}
