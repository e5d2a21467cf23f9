import type { Scalar } from '../../../shared/core/scalar.ts'
import { type Plan, plan, type Target } from '../block-writes.ts'
import type { Box, Spot } from '../selection.ts'
import type { Axis } from '../walk.ts'
import { type FillAs, lineFrom } from './series.ts'

/** Where a fill goes: beside its source, the longer of the two ways that the pointer has gone out of it. */
export interface FillRegion {
  readonly box: Box
  readonly axis: Axis
  /** upwards or to the left */
  readonly backwards: boolean
}

/** null while the pointer is within the source */
export function fillRegion(source: Box, to: Spot): FillRegion | null {
  const down = to.row > source.bottom ? to.row - source.bottom : Math.min(0, to.row - source.top)
  const along = to.at > source.right ? to.at - source.right : Math.min(0, to.at - source.left)
  if (down === 0 && along === 0) return null
  if (Math.abs(down) >= Math.abs(along))
    return {
      axis: 'row',
      backwards: down < 0,
      box:
        down > 0
          ? { ...source, top: source.bottom + 1, bottom: to.row }
          : { ...source, top: to.row, bottom: source.top - 1 },
    }
  return {
    axis: 'column',
    backwards: along < 0,
    box:
      along > 0
        ? { ...source, left: source.right + 1, right: to.at }
        : { ...source, left: to.at, right: source.left - 1 },
  }
}

/** The region filled from its source, line by line; columns that compute themselves need no filling. */
export function fillRegionPlan(target: Target, source: Box, { box, axis, backwards }: FillRegion, as: FillAs): Plan {
  const lines = new Map<number, (place: number) => Scalar>()
  const lineAt = (line: number) => {
    let found = lines.get(line)
    if (!found) {
      const spots: Spot[] =
        axis === 'row'
          ? Array.from({ length: source.bottom - source.top + 1 }, (_, i) => ({ row: source.top + i, at: line }))
          : Array.from({ length: source.right - source.left + 1 }, (_, i) => ({ row: line, at: source.left + i }))
      found = lineFrom(
        spots.map(spot => target.value(spot)),
        as,
      )
      lines.set(line, found)
    }
    return found
  }
  const size = axis === 'row' ? source.bottom - source.top + 1 : source.right - source.left + 1
  const filled = axis === 'row' ? box.bottom - box.top + 1 : box.right - box.left + 1
  const made = plan(target, box, (down, along) => {
    const row = box.top + down
    const at = box.left + along
    if (target.decide({ row, at }).reason === 'column-is-computed') return undefined
    const offset = axis === 'row' ? down : along
    return lineAt(axis === 'row' ? at : row)(backwards ? offset - filled : size + offset)
  })
  const whole = {
    top: Math.min(box.top, source.top),
    bottom: Math.max(box.bottom, source.bottom),
    left: Math.min(box.left, source.left),
    right: Math.max(box.right, source.right),
  }
  return { ...made, box: whole }
}

/**
 * A double press on the handle: down as far as the cells beside it are filled, on the left first.
 * @returns the last row to fill, or null where there is nothing beside to go by
 */
export function fillDownTo(
  source: Box,
  rows: number,
  columns: number,
  isBlank: (spot: Spot) => boolean,
): number | null {
  for (const at of [source.left - 1, source.right + 1]) {
    if (at < 0 || at >= columns) continue
    let row = source.bottom
    while (row + 1 < rows && !isBlank({ row: row + 1, at })) row++
    if (row > source.bottom) return row
  }
  return null
}

/** Within a selection: what its first filled cells began goes on to its end; down where it has several rows, else to the right. */
export function seriesWithin(target: Target, selected: Box): Plan | null {
  const axis: Axis = selected.bottom > selected.top ? 'row' : 'column'
  const plans: Plan[] = []
  const [from, to] = axis === 'row' ? [selected.left, selected.right] : [selected.top, selected.bottom]
  for (let line = from; line <= to; line++) {
    const whole = axis === 'row' ? { ...selected, left: line, right: line } : { ...selected, top: line, bottom: line }
    const begun = filledAtStart(target, whole, axis)
    const last = axis === 'row' ? whole.bottom : whole.right
    if (begun === null || begun >= last) continue
    const source = axis === 'row' ? { ...whole, bottom: begun } : { ...whole, right: begun }
    const box = axis === 'row' ? { ...whole, top: begun + 1 } : { ...whole, left: begun + 1 }
    const single = axis === 'row' ? source.top === source.bottom : source.left === source.right
    const value = target.value({ row: source.top, at: source.left })
    // who asks for a series of one figure means one that counts
    const as = single && lineFrom([value], 'natural')(1) === value ? 'other' : 'natural'
    plans.push(fillRegionPlan(target, source, { box, axis, backwards: false }, as))
  }
  return plans.length === 0 ? null : { ...joined(plans), box: selected }
}

function filledAtStart(target: Target, box: Box, axis: Axis): number | null {
  const [from, to] = axis === 'row' ? [box.top, box.bottom] : [box.left, box.right]
  let last: number | null = null
  for (let place = from; place <= to; place++) {
    const spot = axis === 'row' ? { row: place, at: box.left } : { row: box.top, at: place }
    if (target.value(spot) === null) break
    last = place
  }
  return last
}

/** Several plans carried out as one step. */
export function joined(plans: readonly Plan[]): Plan {
  const [first, ...more] = plans
  if (!first) throw new RangeError('no plan to join')
  const skipped = new Map(first.skipped)
  for (const plan of more)
    for (const [reason, count] of plan.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + count)
  return {
    ...first,
    writes: plans.flatMap(({ writes }) => writes),
    skipped,
    unstorable: plans.reduce((sum, { unstorable }) => sum + unstorable, 0),
  }
}
