import type { Scalar } from '../core/scalar.ts'
import { rowWrite, type Write } from './edit.ts'
import { orderKeysBetween } from './order-key.ts'
import { treeOf } from './row-tree.ts'
import type { TableView } from './table-view.ts'

type Rows = Pick<TableView, 'rows' | 'rowIndex' | 'rowFact'>

/** Why rows cannot be moved so. */
export type CannotMove =
  | 'not-siblings'
  | 'no-row-above'
  | 'no-row-below'
  | 'no-sibling-above'
  | 'no-parent'
  | 'into-itself'
export type RowMove = readonly Write[] | CannotMove

/** The rows without those that another of them takes along, in display order; rows that are not shown are left out. */
export function headsOf(view: Rows, rows: readonly string[]): readonly string[] {
  const { parent } = treeOf(view)
  const chosen = new Set(rows.map(row => view.rowIndex(row)).filter(at => at >= 0))
  const isHead = (at: number) => {
    for (let up = parent[at]!; up >= 0; up = parent[up]!) if (chosen.has(up)) return false
    return true
  }
  return [...chosen]
    .sort((a, b) => a - b)
    .filter(isHead)
    .map(at => view.rows[at]!)
}

/** The rows with all that stands under them, in display order. */
export function withBelow(view: Rows, rows: readonly string[]): readonly string[] {
  const { end } = treeOf(view)
  return headsOf(view, rows).flatMap(row => {
    const at = view.rowIndex(row)
    return view.rows.slice(at, end[at])
  })
}

/** Facts of new rows beside a row, under the same parent; the first ones of a table beside null. */
export function insertedRows(
  view: Rows,
  ids: readonly string[],
  beside: string | null,
  side: 'above' | 'below',
  owner: string | null,
): readonly Write[] {
  const parent = beside === null ? null : parentOf(view, beside)
  const keys =
    beside === null ? orderKeysBetween(null, null, ids.length) : keysBeside(view, beside, side, ids.length, new Set())
  return ids.flatMap((id, at) => [
    rowWrite(id, 'order', keys[at]!),
    ...(owner === null ? [] : [rowWrite(id, 'owner', owner)]),
    ...(parent === null ? [] : [rowWrite(id, 'parent', parent)]),
  ])
}

export const deletedRows = (view: Rows, rows: readonly string[]): readonly Write[] =>
  withBelow(view, rows).map(row => rowWrite(row, 'deleted', true))

/** One place up or down among the siblings, children along. */
export function movedBy(view: Rows, rows: readonly string[], step: -1 | 1): RowMove {
  const heads = headsOf(view, rows)
  const siblings = siblingsOf(view, heads)
  if (siblings === null) return 'not-siblings'
  const edge = siblings.indexOf(step < 0 ? heads[0]! : heads.at(-1)!)
  const next = siblings[edge + step]
  if (next === undefined) return step < 0 ? 'no-row-above' : 'no-row-below'
  return placed(view, heads, next, step < 0 ? 'above' : 'below')
}

/** Beside any row that they do not take along themselves, under its parent. */
export function movedBeside(view: Rows, rows: readonly string[], beside: string, side: 'above' | 'below'): RowMove {
  const heads = headsOf(view, rows)
  if (withBelow(view, heads).includes(beside)) return 'into-itself'
  return placed(view, heads, beside, side)
}

/** Under the sibling above them, as its last children. */
export function indented(view: Rows, rows: readonly string[]): RowMove {
  const heads = headsOf(view, rows)
  const siblings = siblingsOf(view, heads)
  if (siblings === null) return 'not-siblings'
  const above = siblings[siblings.indexOf(heads[0]!) - 1]
  if (above === undefined) return 'no-sibling-above'
  const last = childrenOf(view, above).at(-1)
  const keys = orderKeysBetween(last === undefined ? null : keyOf(view, last), null, heads.length)
  return heads.flatMap((row, at) => [rowWrite(row, 'parent', above), rowWrite(row, 'order', keys[at]!)])
}

/** Beside their parent, behind it and what stays under it. */
export function outdented(view: Rows, rows: readonly string[]): RowMove {
  const heads = headsOf(view, rows)
  if (siblingsOf(view, heads) === null) return 'not-siblings'
  const parent = parentOf(view, heads[0]!)
  return parent === null ? 'no-parent' : placed(view, heads, parent, 'below')
}

/** 其中 on all of the rows, or off where all have it. */
export function markedOfWhich(view: Rows, rows: readonly string[]): readonly Write[] {
  const marked = rows.every(row => view.rowFact(row, 'ofWhich') === true)
  return rows.flatMap(row =>
    marked === (view.rowFact(row, 'ofWhich') === true) ? [rowWrite(row, 'ofWhich', !marked)] : [],
  )
}

function placed(view: Rows, heads: readonly string[], beside: string, side: 'above' | 'below'): readonly Write[] {
  const parent = parentOf(view, beside)
  const keys = keysBeside(view, beside, side, heads.length, new Set(heads))
  return heads.flatMap((row, at) => [
    rowWrite(row, 'order', keys[at]!),
    // the fact may name a row that is gone, or close a circle: only what differs from where the row stands is written
    ...(parentOf(view, row) === parent ? [] : [rowWrite(row, 'parent', parent as Scalar)]),
  ])
}

/** Keys between a row and its next sibling that has another key; rows that move away themselves are not asked. */
function keysBeside(
  view: Rows,
  beside: string,
  side: 'above' | 'below',
  count: number,
  moving: ReadonlySet<string>,
): readonly string[] {
  const parent = parentOf(view, beside)
  const siblings = (parent === null ? topsOf(view) : childrenOf(view, parent)).filter(
    row => row === beside || !moving.has(row),
  )
  const key = keyOf(view, beside)
  const keys = siblings.map(row => keyOf(view, row))
  if (side === 'below') return orderKeysBetween(key, keys.find(other => other > key) ?? null, count)
  return orderKeysBetween(keys.findLast(other => other < key) ?? null, key, count)
}

const keyOf = (view: Rows, row: string) => String(view.rowFact(row, 'order'))

function parentOf(view: Rows, row: string): string | null {
  const at = treeOf(view).parent[view.rowIndex(row)]
  return at === undefined || at < 0 ? null : view.rows[at]!
}

const childrenOf = (view: Rows, row: string): readonly string[] => {
  const at = view.rowIndex(row)
  return between(view, at + 1, treeOf(view).end[at]!)
}
const topsOf = (view: Rows): readonly string[] => between(view, 0, view.rows.length)

function between(view: Rows, from: number, to: number): readonly string[] {
  const { end } = treeOf(view)
  const found: string[] = []
  for (let at = from; at < to; at = end[at]!) found.push(view.rows[at]!)
  return found
}

/** The children of the rows' common parent; null where they have none in common. */
function siblingsOf(view: Rows, heads: readonly string[]): readonly string[] | null {
  const [first, ...others] = heads
  if (first === undefined) return null
  const parent = parentOf(view, first)
  if (others.some(row => parentOf(view, row) !== parent)) return null
  return parent === null ? topsOf(view) : childrenOf(view, parent)
}
