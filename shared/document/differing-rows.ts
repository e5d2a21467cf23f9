import type { TableModel } from './table-model.ts'

/**
 * Rows of `now` in which some of the columns may hold another value than in `base`: all that do are among them. Compares the
 * editions column by column, since a row keeps its position for ever, and takes in every row that has something laid over it.
 * @returns null where the two are no editions of one table, and every row is to be looked at
 */
export function differingRows(
  base: TableModel,
  now: TableModel,
  columns: readonly string[],
): ReadonlySet<string> | null {
  const { edition: before } = base
  const { edition: after } = now
  const shared = before.rows.length
  if (after.rows.length < shared) return null
  for (let at = 0; at < shared; at++) if (before.rows[at] !== after.rows[at]) return null
  const found = new Set<string>(after.rows.slice(shared))
  for (const column of columns) {
    const old = before.cells.get(column)
    const held = after.cells.get(column)
    if (old !== held)
      for (let at = 0; at < shared; at++) if ((old?.[at] ?? null) !== (held?.[at] ?? null)) found.add(after.rows[at]!)
    for (const row of base.laidOver(column)) found.add(row)
    for (const row of now.laidOver(column)) found.add(row)
  }
  return found
}
