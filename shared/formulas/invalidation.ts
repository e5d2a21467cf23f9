import type { CellRef } from '../document/table-view.ts'
import type { StructureFormulas } from './language/structure-formulas.ts'

/** Rows of a column that may read differently. */
export type Moved = ReadonlySet<number> | 'all'

/**
 * What follows from changed cells: column by column in the order of calculation, so that each is looked at once.
 * A formula over this row moves in that row, one over a whole column in every row.
 */
export function spread({ order }: StructureFormulas, entered: ReadonlyMap<string, Moved>): ReadonlyMap<string, Moved> {
  const moved = new Map<string, Moved>(entered)
  const computed = new Map<string, Moved>()
  for (const { column, dependencies } of order) {
    const mine = movedBy(dependencies.row, dependencies.whole, moved)
    if (mine === undefined) continue
    moved.set(column.id, mine)
    computed.set(column.id, mine)
  }
  return computed
}

function movedBy(
  row: ReadonlySet<string>,
  whole: ReadonlySet<string>,
  moved: ReadonlyMap<string, Moved>,
): Moved | undefined {
  for (const id of whole) if (moved.has(id)) return 'all'
  let mine: ReadonlySet<number> | undefined
  for (const id of row) {
    const theirs = moved.get(id)
    if (theirs === 'all') return 'all'
    if (theirs !== undefined) mine = mine === undefined ? theirs : new Set<number>([...mine, ...theirs])
  }
  return mine
}

/** Changed cells by column and row position; those of rows that are not shown are left out. */
export function byColumn(
  cells: readonly CellRef[],
  rowIndex: (row: string) => number,
): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>()
  for (const { row, column } of cells) {
    const at = rowIndex(row)
    if (at < 0) continue
    const rows = found.get(column)
    if (rows === undefined) found.set(column, new Set([at]))
    else rows.add(at)
  }
  return found
}
