import type { RowTree } from '../document/row-tree.ts'
import type { CellRef } from '../document/table-view.ts'
import type { Dependencies } from './language/dependencies.ts'
import type { StructureFormulas } from './language/structure-formulas.ts'

/** Rows of a column that may read differently. */
export type Moved = ReadonlySet<number> | 'all'

/**
 * What follows from changed cells: column by column in the order of calculation, so that each is looked at once.
 * A formula over this row moves in that row, one over a whole column in every row, one over the rows below in all rows above.
 */
export function spread(
  { order }: StructureFormulas,
  entered: ReadonlyMap<string, Moved>,
  tree: () => RowTree,
): ReadonlyMap<string, Moved> {
  const moved = new Map<string, Moved>(entered)
  const computed = new Map<string, Moved>()
  for (const { column, dependencies } of order) {
    const mine = movedBy(dependencies, moved, tree)
    if (mine === undefined) continue
    moved.set(column.id, mine)
    computed.set(column.id, mine)
  }
  return computed
}

function movedBy(
  { row, whole, along }: Dependencies,
  moved: ReadonlyMap<string, Moved>,
  tree: () => RowTree,
): Moved | undefined {
  let mine: ReadonlySet<number> | undefined
  const add = (theirs: ReadonlySet<number>) => {
    mine = mine === undefined ? theirs : new Set<number>([...mine, ...theirs])
  }
  for (const id of whole) {
    const theirs = moved.get(id)
    if (theirs === undefined) continue
    const way = along.get(id)
    if (theirs === 'all' || way === undefined) return 'all'
    if (way !== 'above') add(rowsAbove(theirs, tree()))
    if (way !== 'below') add(rowsAt(theirs, tree()))
  }
  for (const id of row) {
    const theirs = moved.get(id)
    if (theirs === 'all') return 'all'
    if (theirs !== undefined) add(theirs)
  }
  return mine
}

/** All that the rows stand under, however far up: a blank row stands for what is below it. */
function rowsAbove(rows: ReadonlySet<number>, { parent }: RowTree): ReadonlySet<number> {
  const above = new Set<number>()
  for (const row of rows) for (let at = parent[row] ?? -1; at >= 0 && !above.has(at); at = parent[at]!) above.add(at)
  return above
}

/** The rows and their children. */
function rowsAt(rows: ReadonlySet<number>, { end }: RowTree): ReadonlySet<number> {
  const found = new Set(rows)
  for (const row of rows) for (let at = row + 1; at < (end[row] ?? 0); at = end[at]!) found.add(at)
  return found
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
