import { type Scalar, typedScalar } from '../../shared/core/scalar.ts'
import type { Decision, Reason } from '../../shared/permissions/can.ts'
import type { Block } from './clipboard-text.ts'
import type { Box, Extent, Spot } from './selection.ts'

/** What the plans below have to know of the table. */
export interface Target extends Extent {
  readonly decide: (spot: Spot) => Decision
  readonly value: (spot: Spot) => Scalar
  readonly isCategory: (at: number) => boolean
}

export interface PlannedWrite {
  readonly spot: Spot
  readonly value: Scalar
}

/** Writes to make as one step, and what was left out and why. */
export interface Plan {
  readonly writes: readonly PlannedWrite[]
  readonly skipped: ReadonlyMap<Reason, number>
  /** rows and columns of the block that lie beyond the table */
  readonly clipped: { readonly rows: number; readonly columns: number }
  /** texts that cannot be stored, such as broken halves of a character */
  readonly unstorable: number
  /** what is selected afterwards */
  readonly box: Box
}

/** A source of values for a box: undefined leaves the cell as it is. */
type Source = (down: number, along: number) => Scalar | undefined

export function plan(target: Target, box: Box, source: Source, clipped = { rows: 0, columns: 0 }): Plan {
  const writes: PlannedWrite[] = []
  const skipped = new Map<Reason, number>()
  let unstorable = 0
  for (let row = box.top; row <= box.bottom; row++) {
    for (let at = box.left; at <= box.right; at++) {
      const spot = { row, at }
      let value: Scalar | undefined
      try {
        value = source(row - box.top, at - box.left)
      } catch {
        unstorable++
        continue
      }
      if (value === undefined) continue
      const decision = target.decide(spot)
      // A computed cell holds no value to compare with: it is refused, whatever was meant for it.
      const same = decision.reason !== 'column-is-computed' && target.value(spot) === value
      if (same) continue
      if (decision.allowed) writes.push({ spot, value })
      else skipped.set(decision.reason, (skipped.get(decision.reason) ?? 0) + 1)
    }
  }
  return { writes, skipped, clipped, unstorable, box }
}

/**
 * A block comes down with its corner on the selection's. A single value fills the whole selection, and a block repeats
 * over a selection that is an exact multiple of it; both as Excel does.
 */
export function pastePlan(target: Target, block: Block, selected: Box): Plan {
  const height = block.length
  const width = block[0]?.length ?? 0
  const selectedHeight = selected.bottom - selected.top + 1
  const selectedWidth = selected.right - selected.left + 1
  const repeats = selectedHeight % height === 0 && selectedWidth % width === 0
  const wantedHeight = repeats ? selectedHeight : height
  const wantedWidth = repeats ? selectedWidth : width
  const box = {
    top: selected.top,
    left: selected.left,
    bottom: Math.min(target.rows, selected.top + wantedHeight) - 1,
    right: Math.min(target.columns, selected.left + wantedWidth) - 1,
  }
  const clipped = {
    rows: selected.top + wantedHeight - 1 - box.bottom,
    columns: selected.left + wantedWidth - 1 - box.right,
  }
  const source: Source = (down, along) => {
    const y = down % height
    const x = along % width
    const text = block[y]![x]!
    if (text !== null) return typedScalar(text)
    // Under a merged cell: a category reads on downwards here, anything else was blank in the source too.
    if (!target.isCategory(selected.left + along)) return null
    for (let above = y - 1; above >= 0; above--) {
      const found = block[above]![x]!
      if (found !== null) return typedScalar(found)
    }
    return undefined
  }
  return plan(target, box, source, clipped)
}

export const clearPlan = (target: Target, box: Box): Plan => plan(target, box, () => null)
export const fillPlan = (target: Target, box: Box, value: Scalar): Plan => plan(target, box, () => value)

/** Ctrl+D: the first row's values all the way down; one row takes them from the row above. */
export function fillDownPlan(target: Target, selected: Box): Plan | null {
  const from = selected.top === selected.bottom ? selected.top - 1 : selected.top
  if (from < 0) return null
  return plan(target, selected, (_down, along) => target.value({ row: from, at: selected.left + along }))
}

/** Ctrl+R: the first column's values all the way to the right; one column takes them from the column before. */
export function fillRightPlan(target: Target, selected: Box): Plan | null {
  const from = selected.left === selected.right ? selected.left - 1 : selected.left
  if (from < 0) return null
  return plan(target, selected, down => target.value({ row: selected.top + down, at: from }))
}
