import type { TableView } from './table-view.ts'

/**
 * Which row stands under which, by position in the display order: a row's descendants follow it without a gap, from `at + 1`
 * up to `end[at]`, left out. So the first child of a row with children is the next row, and a child's next sibling stands at its end.
 */
export interface RowTree {
  readonly size: number
  /** position of the parent; -1: none */
  readonly parent: Int32Array
  /** 0: no parent */
  readonly depth: Int32Array
  /** position after the last descendant */
  readonly end: Int32Array
  /** 1: 其中, a part named for information that is never added again */
  readonly ofWhich: Uint8Array
  /** some row stands under another or is 其中; if not, the table is as flat as any sheet */
  readonly has: boolean
}

type Fact = (row: string) => unknown

const trees = new WeakMap<readonly string[], RowTree>()

/** The tree of a view's rows; kept until the rows are another array, as they are whenever a row fact that counts here changes. */
export function treeOf(view: Pick<TableView, 'rows' | 'rowFact'>): RowTree {
  const { rows } = view
  let tree = trees.get(rows)
  if (tree === undefined) {
    tree = buildTree(
      rows,
      row => view.rowFact(row, 'parent'),
      row => view.rowFact(row, 'ofWhich'),
    )
    trees.set(rows, tree)
  }
  return tree
}

/** Rows in the order of their keys → in display order: children under their parents, siblings as they were. */
export function childrenUnderParents(rows: readonly string[], parentOf: Fact): readonly string[] {
  const up = parentsOf(rows, parentOf)
  if (up === null) return rows
  const { first, next } = childLists(up)
  const placed: string[] = []
  walk(first, next, at => placed.push(rows[at]!))
  return placed.every((row, at) => row === rows[at]) ? rows : placed
}

/** Siblings that are added up, 其中 left out: from a first row to the end of what holds them. */
export function* counted({ end, ofWhich }: RowTree, from: number, to: number): Generator<number> {
  for (let at = from; at < to; at = end[at]!) if (ofWhich[at] === 0) yield at
}

function buildTree(rows: readonly string[], parentOf: Fact, ofWhich: Fact): RowTree {
  const size = rows.length
  const marks = Uint8Array.from(rows, row => (ofWhich(row) === true ? 1 : 0))
  const parent = parentsOf(rows, parentOf)
  const depth = new Int32Array(size)
  const end = Int32Array.from({ length: size }, (_, at) => at + 1)
  if (parent === null) {
    const none = new Int32Array(size).fill(-1)
    return { size, parent: none, depth, end, ofWhich: marks, has: marks.includes(1) }
  }
  // where somebody shows the rows in another order, a row whose parent does not stand over it hangs nowhere
  const open: number[] = []
  for (let at = 0; at < size; at++) {
    while (open.length > 0 && open.at(-1) !== parent[at]) end[open.pop()!] = at
    if (open.length === 0) parent[at] = -1
    depth[at] = open.length
    open.push(at)
  }
  for (const at of open) end[at] = size
  return { size, parent, depth, end, ofWhich: marks, has: true }
}

/**
 * The position of each row's parent: the nearest row up its chain of parents that is shown, -1 where there is none.
 * Of rows that stand in a circle (two people moved them under one another) the first by its key stands under nobody.
 * @returns null where no row has a parent
 */
function parentsOf(rows: readonly string[], parentOf: Fact): Int32Array | null {
  const named: number[] = []
  for (let at = 0; at < rows.length; at++) if (typeof parentOf(rows[at]!) === 'string') named.push(at)
  if (named.length === 0) return null
  const place = new Map(rows.map((row, at) => [row, at]))
  const up = new Int32Array(rows.length).fill(-1)
  for (const at of named) up[at] = shownAbove(rows[at]!, place, parentOf)
  cutCircles(up, named)
  return up
}

function shownAbove(row: string, place: ReadonlyMap<string, number>, parentOf: Fact): number {
  const passed = new Set<string>()
  for (let above = parentOf(row); typeof above === 'string' && !passed.has(above); above = parentOf(above)) {
    const at = place.get(above)
    if (at !== undefined) return above === row ? -1 : at
    passed.add(above)
    if (passed.size > MOST_GONE) return -1
  }
  return -1
}

/** so many deleted rows above one another are passed over */
const MOST_GONE = 100

function cutCircles(up: Int32Array, from: readonly number[]): void {
  const round = new Int32Array(up.length)
  let walked = 0
  for (const start of from) {
    walked++
    let at = start
    while (at >= 0 && round[at] === 0) {
      round[at] = walked
      at = up[at]!
    }
    if (at < 0 || round[at] !== walked) continue
    let first = at
    for (let other = up[at]!; other !== at; other = up[other]!) if (other < first) first = other
    up[first] = -1
  }
}

/** First child and next sibling of each row; those of no parent hang on the last entry. */
function childLists(up: Int32Array): { readonly first: Int32Array; readonly next: Int32Array } {
  const root = up.length
  const first = new Int32Array(root + 1).fill(-1)
  const next = new Int32Array(root).fill(-1)
  for (let at = root - 1; at >= 0; at--) {
    const above = up[at]! < 0 ? root : up[at]!
    next[at] = first[above]!
    first[above] = at
  }
  return { first, next }
}

/** Parents before their children; by a stack of our own, since nobody bounds how deep rows hang. */
function walk(first: Int32Array, next: Int32Array, visit: (at: number) => void): void {
  const waiting: number[] = []
  for (let at = first.at(-1)!; at >= 0 || waiting.length > 0; ) {
    if (at < 0) {
      at = next[waiting.pop()!]!
      continue
    }
    visit(at)
    waiting.push(at)
    at = first[at]!
  }
}
