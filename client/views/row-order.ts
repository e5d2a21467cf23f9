import { arrange } from '../../shared/views/arrange.ts'
import type { ViewSource } from '../../shared/views/view-source.ts'
import type { ViewSpec } from '../../shared/views/view-spec.ts'

/** What stands before the name of a group in the id of its band; no row of a table has such an id. */
const BAND = '\u0000group\u0000'
export const isBand = (row: string): boolean => row.startsWith(BAND)
export const bandName = (row: string): string => row.slice(BAND.length)

/** Rows in the order in which a view shows them, bands of groups among them. */
export interface RowOrder {
  readonly rows: readonly string[]
  /** all rows that the table had then: others came since */
  readonly of: readonly string[]
}

export const moves = ({ sort, filters, group }: ViewSpec): boolean =>
  sort.length > 0 || filters.length > 0 || group !== null

export function orderOf(source: ViewSource, all: readonly string[], spec: ViewSpec): RowOrder {
  const { rows, groups } = arrange(source, spec)
  if (groups === null) return { rows: Array.from(rows, at => all[at]!), of: all }
  return { rows: groups.flatMap(({ key, rows: own }) => [BAND + key, ...Array.from(own, at => all[at]!)]), of: all }
}

/**
 * The same order after rows came and went (VIEW-7): who is gone is left out, who came stands after the row before it.
 * @param keepsOrder the view only leaves rows out: those that are left stand as the table has them
 */
export function followed(
  { rows, of }: RowOrder,
  all: readonly string[],
  indexOf: (row: string) => number,
  keepsOrder: boolean,
): RowOrder {
  const known = new Set(of)
  const shown = new Set(rows)
  if (keepsOrder) return { rows: all.filter(row => shown.has(row) || !known.has(row)), of: all }
  const after = new Map<string | null, string[]>()
  let before: string | null = null
  for (const row of all) {
    if (shown.has(row)) before = row
    else if (!known.has(row)) {
      const list = after.get(before)
      if (list) list.push(row)
      else after.set(before, [row])
    }
  }
  const placed = [...(after.get(null) ?? [])]
  for (const row of rows) {
    if (!isBand(row) && indexOf(row) < 0) continue
    placed.push(row, ...(after.get(row) ?? []))
  }
  return { rows: placed, of: all }
}
