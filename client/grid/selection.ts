/** A cell by its place on the screen: row index and column position. */
export interface Spot {
  readonly row: number
  readonly at: number
}

/** The active cell takes the typing; it lies within the range that `anchor` and `head` span. */
export interface Selection {
  readonly active: Spot
  readonly anchor: Spot
  readonly head: Spot
  /** where a walk by Tab began: Enter goes back under it, as Excel does */
  readonly walkFrom: number | null
  /** ranges that were selected before this one and still are, by Ctrl; they may overlap */
  readonly more: readonly Box[]
}

/** All four inclusive. */
export interface Box {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** How many rows and columns there are. */
export interface Extent {
  readonly rows: number
  readonly columns: number
}

export const boxOf = ({ anchor, head }: Pick<Selection, 'anchor' | 'head'>): Box => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.at, head.at),
  right: Math.max(anchor.at, head.at),
})

export const selectOne = (spot: Spot): Selection => ({
  active: spot,
  anchor: spot,
  head: spot,
  walkFrom: null,
  more: [],
})
export const extendTo = (selection: Selection, head: Spot): Selection => ({
  active: selection.active,
  anchor: selection.active,
  head,
  walkFrom: null,
  more: selection.more,
})
export const selectBox = (box: Box, active?: Spot): Selection => ({
  active: active ?? { row: box.top, at: box.left },
  anchor: { row: box.top, at: box.left },
  head: { row: box.bottom, at: box.right },
  walkFrom: null,
  more: [],
})

/** All that is selected, the range with the active cell last. */
export const boxesOf = (selection: Selection): readonly Box[] => [...selection.more, boxOf(selection)]
/** Another range begins at a spot, and what is selected stays so. */
export const withRange = (selection: Selection, next: Selection): Selection => ({ ...next, more: boxesOf(selection) })

const sameBox = (a: Box, b: Box) => a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right

/** Ctrl and a press: a range begins there; a cell that was selected by itself is selected no longer, unless it is the last. */
export function toggled(selection: Selection, spot: Spot): Selection {
  const all = boxesOf(selection)
  const one = boxOf(selectOne(spot))
  const rest = all.filter(box => !sameBox(box, one))
  const last = rest.at(-1)
  if (rest.length === all.length || !last) return withRange(selection, selectOne(spot))
  return { ...selectBox(last), more: rest.slice(0, -1) }
}

/** The smallest box around some spots; null around none. */
export const boxAround = (spots: readonly Spot[]): Box | null => {
  const [first, ...more] = spots
  if (!first) return null
  const box = { top: first.row, bottom: first.row, left: first.at, right: first.at }
  for (const { row, at } of more) {
    box.top = Math.min(box.top, row)
    box.bottom = Math.max(box.bottom, row)
    box.left = Math.min(box.left, at)
    box.right = Math.max(box.right, at)
  }
  return box
}

export const contains = (box: Box, { row, at }: Spot) =>
  row >= box.top && row <= box.bottom && at >= box.left && at <= box.right
export const isSingle = (box: Box) => box.top === box.bottom && box.left === box.right

const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value))
export const clampSpot = ({ row, at }: Spot, { rows, columns }: Extent): Spot => ({
  row: within(row, rows),
  at: within(at, columns),
})

/** The same selection after rows or columns came, went or moved: each spot follows its own cell. */
export const remap = (selection: Selection, move: (spot: Spot) => Spot): Selection => ({
  active: move(selection.active),
  anchor: move(selection.anchor),
  head: move(selection.head),
  walkFrom: null,
  more: selection.more.map(({ top, bottom, left, right }) =>
    boxOf({ anchor: move({ row: top, at: left }), head: move({ row: bottom, at: right }) }),
  ),
})
