import {
  type Box,
  boxOf,
  clampSpot,
  type Extent,
  extendTo,
  isSingle,
  type Selection,
  type Spot,
  selectBox,
  selectOne,
} from './selection.ts'

export interface Ground extends Extent {
  readonly isBlank: (spot: Spot) => boolean
  /** first row and (exclusive) end of the merged cell here; a cell that is not merged is a run of one */
  readonly runAt: (spot: Spot) => { readonly start: number; readonly end: number }
}

export type Axis = 'row' | 'column'
export type Step = -1 | 1

const shifted = (spot: Spot, axis: Axis, by: number): Spot =>
  axis === 'row' ? { row: spot.row + by, at: spot.at } : { row: spot.row, at: spot.at + by }

/** One step on; a merged cell counts as one. */
function next(ground: Ground, spot: Spot, axis: Axis, step: Step): Spot {
  if (axis === 'column') return clampSpot(shifted(spot, axis, step), ground)
  const run = ground.runAt(spot)
  return clampSpot({ row: step > 0 ? run.end : run.start - 1, at: spot.at }, ground)
}

/** Ctrl+arrow: to the edge of the filled block, or over the gap to the next filled cell, or to the edge of the table. */
function jump(ground: Ground, from: Spot, axis: Axis, step: Step): Spot {
  const inside = (spot: Spot) => {
    const clamped = clampSpot(spot, ground)
    return clamped.row === spot.row && clamped.at === spot.at
  }
  let spot = from
  let ahead = shifted(spot, axis, step)
  if (!inside(ahead)) return spot
  const overGap = ground.isBlank(from) || ground.isBlank(ahead)
  while (inside(ahead)) {
    if (overGap && !ground.isBlank(ahead)) return ahead
    if (!overGap && ground.isBlank(ahead)) return spot
    spot = ahead
    ahead = shifted(spot, axis, step)
  }
  return spot
}

export interface Move {
  readonly axis: Axis
  readonly step: Step
  readonly extend: boolean
  readonly jump: boolean
}

/** An arrow key. */
export function move(ground: Ground, selection: Selection, { axis, step, extend, jump: jumps }: Move): Selection {
  const from = extend ? selection.head : selection.active
  const to = jumps ? jump(ground, from, axis, step) : next(ground, from, axis, step)
  return extend ? extendTo(selection, to) : selectOne(to)
}

/** PageUp, PageDown, Home, End: straight to a spot, or the range up to it. */
export function goTo(ground: Ground, selection: Selection, spot: Spot, extend: boolean): Selection {
  const to = clampSpot(spot, ground)
  return extend ? extendTo(selection, to) : selectOne(to)
}

/** Enter and Tab: round the selected range if there is one, else one cell on. */
export function walk(ground: Ground, selection: Selection, axis: Axis, step: Step): Selection {
  const box = boxOf(selection)
  if (selection.more.length > 0) return throughRanges(selection, axis, step)
  if (!isSingle(box)) return { ...selection, active: round(box, selection.active, axis, step) }
  if (axis === 'row') {
    const to = next(ground, selection.active, 'row', step)
    return selectOne(
      selection.walkFrom !== null && step > 0 ? clampSpot({ row: to.row, at: selection.walkFrom }, ground) : to,
    )
  }
  return {
    ...selectOne(next(ground, selection.active, 'column', step)),
    walkFrom: selection.walkFrom ?? selection.active.at,
  }
}

/** Out of the end of one range into the beginning of the next; the last is followed by the first. */
function throughRanges(selection: Selection, axis: Axis, step: Step): Selection {
  const box = boxOf(selection)
  const on = round(box, selection.active, axis, step)
  const first = step > 0 ? { row: box.top, at: box.left } : { row: box.bottom, at: box.right }
  if (on.row !== first.row || on.at !== first.at) return { ...selection, active: on }
  const [next, more] =
    step > 0
      ? [selection.more[0]!, [...selection.more.slice(1), box]]
      : [selection.more.at(-1)!, [box, ...selection.more.slice(0, -1)]]
  const active = step > 0 ? { row: next.top, at: next.left } : { row: next.bottom, at: next.right }
  return { ...selectBox(next, active), more }
}

function round(box: Box, { row, at }: Spot, axis: Axis, step: Step): Spot {
  const width = box.right - box.left + 1
  const height = box.bottom - box.top + 1
  const down = row - box.top
  const along = at - box.left
  const size = width * height
  const place = ((axis === 'row' ? along * height + down : down * width + along) + step + size) % size
  return axis === 'row'
    ? { row: box.top + (place % height), at: box.left + Math.floor(place / height) }
    : { row: box.top + Math.floor(place / width), at: box.left + (place % width) }
}
