import { filterRows } from './filter-rows.ts'
import { groupRows, type RowGroup } from './group-rows.ts'
import { sortRows } from './sort-rows.ts'
import type { ViewSource } from './view-source.ts'
import type { ViewSpec } from './view-spec.ts'

export interface Arranged {
  /** positions in the table's own order, of what is shown where nothing is folded away */
  readonly rows: Int32Array
  /** null: not grouped */
  readonly groups: readonly RowGroup[] | null
}

/** Filters, then sorts, then groups. */
export function arrange(source: ViewSource, { filters, sort, group }: ViewSpec): Arranged {
  const sorted = sortRows(source, filterRows(source, filters), sort)
  if (group === null) return { rows: sorted, groups: null }
  const groups = groupRows(source, sorted, group)
  const rows = new Int32Array(sorted.length)
  let at = 0
  for (const { rows: own } of groups) {
    rows.set(own, at)
    at += own.length
  }
  return { rows, groups }
}
