import type { Direction, Op, PlanningNumber, PlanningValue } from './planning-value.ts'
import { clean, minus, roundTo } from './print.ts'
import { atPrintedPrecision, toleranceOf } from './tolerance.ts'
import { convert } from './unit.ts'

export type Verdict = 'reached' | 'missed' | 'not-judged'

/** i18n key under `value.judge.`, with its parameters. The first five tell the rule by which it was judged, the others why not. */
export type JudgeCode =
  | 'at-least'
  | 'at-most'
  | 'more-than'
  | 'less-than'
  | 'about'
  | 'no-direction'
  | 'target-is-no-number'
  | 'actual-is-no-number'
  | 'units-differ'
  | 'readings-differ'

export interface Judgement {
  readonly verdict: Verdict
  /** `bound`: what had to be reached, in the target's unit; `actual`: the figure held against it */
  readonly reason: { readonly code: JudgeCode; readonly params: Readonly<Record<string, string | number>> }
}

/**
 * Whether a result reaches its target. The target's qualifier decides which way is better where it says so, else `direction`
 * does; `none` is never judged. SPEC.md VAL-30 and following give the rules and their tolerances.
 */
export function judge(actual: PlanningValue, target: PlanningValue, direction: Direction): Judgement {
  if (direction === 'none') return notJudged('no-direction')
  const goal = goalOf(target, direction)
  if (!goal) return notJudged('target-is-no-number', { target: target.text ?? '' })
  if (actual.kind !== 'number') return notJudged('actual-is-no-number', { actual: actual.text ?? '' })
  if (target.kind === 'number' && actual.reading && target.reading && actual.reading !== target.reading) {
    return notJudged('readings-differ', { actual: actual.reading, target: target.reading })
  }
  const figure = inUnitOf(goal, actual)
  if (figure === null) return notJudged('units-differ', { actual: actual.unit ?? '', target: goal.unit ?? '' })
  return heldAgainst(goal, { ...actual, value: figure }, direction)
}

interface Goal {
  readonly op: Op
  readonly value: number
  readonly decimals: number
  readonly unit?: string | undefined
}

/** Of a range the end that is easier to reach: 5%—6% is kept by 5%, and by 6% where less is better. */
function goalOf(target: PlanningValue, direction: 'higher' | 'lower'): Goal | null {
  if (target.kind === 'number') return target
  if (target.kind !== 'range') return null
  return { op: 'eq', value: direction === 'higher' ? target.min : target.max, decimals: 0, unit: target.unit }
}

function inUnitOf(goal: Goal, { value, unit }: PlanningNumber): number | null {
  return unit === undefined || goal.unit === undefined ? value : convert(value, unit, goal.unit)
}

function heldAgainst(goal: Goal, actual: PlanningNumber, direction: 'higher' | 'lower'): Judgement {
  const printed = { ...actual, value: atPrintedPrecision(actual.value, goal) }
  const higher = direction === 'higher'
  switch (goal.op) {
    case 'gt':
      return judged('more-than', over(actual, goal.value) > 0, actual.value, goal.value)
    case 'lt':
      return judged('less-than', over(actual, goal.value) < 0, actual.value, goal.value)
    case 'ge':
      return judged('at-least', over(printed, goal.value) >= 0, actual.value, goal.value)
    case 'le':
      return judged('at-most', over(printed, goal.value) <= 0, actual.value, goal.value)
    case 'approx': {
      const bound = clean(goal.value + (higher ? -1 : 1) * toleranceOf(goal))
      return judged('about', higher ? over(actual, bound) >= 0 : over(actual, bound) <= 0, actual.value, bound)
    }
    case 'eq':
      return higher
        ? judged('at-least', over(actual, goal.value) >= 0, actual.value, goal.value)
        : judged('at-most', over(actual, goal.value) <= 0, actual.value, goal.value)
  }
}

/** The sign of the result less the bound, on 15 digits; 超200 lies over 200, 不足200 under it. */
function over({ value, op }: PlanningNumber, bound: number): number {
  const difference = clean(value) - clean(bound)
  return difference !== 0 ? difference : op === 'gt' ? 1 : op === 'lt' ? -1 : 0
}

const judged = (code: JudgeCode, reached: boolean, actual: number, bound: number): Judgement => ({
  verdict: reached ? 'reached' : 'missed',
  reason: { code, params: { actual, bound } },
})

const notJudged = (code: JudgeCode, params: Readonly<Record<string, string | number>> = {}): Judgement => ({
  verdict: 'not-judged',
  reason: { code, params },
})

export type Agreement =
  /** `difference`: recomputed less published, at the precision at which they were compared */
  | { readonly agrees: boolean; readonly difference: number }
  /** i18n key under `value.agrees.` */
  | { readonly agrees: null; readonly code: 'published-is-no-number' | 'nothing-recomputed' }

/**
 * Whether a recomputed figure bears out the published one. `decimals` is the precision of the recomputation; both are in
 * the same unit. Unlike a target, a published figure binds both ways: 7.8左右 is not borne out by 8.20.
 */
export function agrees(recomputed: number, published: PlanningValue, decimals: number): Agreement {
  if (!Number.isFinite(recomputed)) return { agrees: null, code: 'nothing-recomputed' }
  if (published.kind === 'range') {
    const figure = roundTo(recomputed, decimals, 'half-up')
    const nearest = Math.min(Math.max(figure, published.min), published.max)
    return { agrees: figure === nearest, difference: minus(figure, nearest) }
  }
  if (published.kind !== 'number') return { agrees: null, code: 'published-is-no-number' }
  const { value } = published
  const difference = minus(atPrintedPrecision(recomputed, published, decimals), value)
  switch (published.op) {
    case 'approx':
      return { agrees: Math.abs(minus(recomputed, value)) <= toleranceOf(published), difference }
    case 'ge':
      return { agrees: difference >= 0, difference }
    case 'le':
      return { agrees: difference <= 0, difference }
    case 'gt':
      return { agrees: minus(recomputed, value) > 0, difference }
    case 'lt':
      return { agrees: minus(recomputed, value) < 0, difference }
    case 'eq':
      return { agrees: roundTo(recomputed, published.decimals, 'half-up') === value, difference }
  }
}
