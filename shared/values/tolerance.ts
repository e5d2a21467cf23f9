import type { PlanningNumber } from './planning-value.ts'
import { clean, roundTo } from './print.ts'

/**
 * How far 左右 may be off: 2 % of the figure, but never less than half a unit of its last printed digit, since 3左右 is what
 * a 2.5 is rounded to. In the unit of the figure.
 */
export function toleranceOf(published: Pick<PlanningNumber, 'value' | 'decimals'>): number {
  return clean(Math.max(Math.abs(published.value) * 0.02, 0.5 * 10 ** -published.decimals))
}

/** Statistics are published to two decimals; a bound written with fewer does not mean that it is checked more coarsely. */
const FINEST_PUBLISHED = 2

/**
 * A figure at the precision at which it is held against a bound: the bound's printed decimals, and at least `decimals`
 * (two, where nothing else is said). So 1.9993 keeps 2以上, and 97.6 does not keep ≥98.
 */
export function atPrintedPrecision(
  figure: number,
  bound: Pick<PlanningNumber, 'decimals'>,
  decimals = FINEST_PUBLISHED,
): number {
  return roundTo(figure, Math.max(bound.decimals, decimals), 'half-up')
}
