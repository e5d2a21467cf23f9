import type { PlanningValue } from './planning-value.ts'
import { convert } from './unit.ts'

/** A figure typed with a unit that is not the one its cell counts in. */
export interface UnitMisfit {
  readonly typed: string
  readonly expected: string
  /** the figure in the expected unit, where both measure the same thing */
  readonly converted: number | null
}

/**
 * Whether a figure says another unit than its cell counts in. Such a figure is not computed with: `338500万元` beside 亿元 would
 * be wrong by four digits without anybody seeing it.
 * @param expected the cell's unit; null: nobody has said one
 */
export function unitMisfit(value: PlanningValue, expected: string | null): UnitMisfit | null {
  if (expected === null || expected === '' || (value.kind !== 'number' && value.kind !== 'range')) return null
  const typed = value.unit
  if (typed === undefined || typed === expected || convert(1, typed, expected) === 1) return null
  return { typed, expected, converted: value.kind === 'number' ? convert(value.value, typed, expected) : null }
}
