import { agrees } from '../values/judge.ts'
import type { PlanningNumber } from '../values/planning-value.ts'
import { clean, printNumber, roundTo } from '../values/print.ts'
import type { Finding, ProofReason } from './finding.ts'

type About = Pick<Finding, 'rule' | 'subject' | 'cells' | 'published' | 'unit'>
type Params = Readonly<Record<string, string | number>>

/** decimals of a recomputed figure, as statistics are published */
const DECIMALS = 2

export const because = (code: ProofReason, params: Params = {}): Finding['reason'] => ({ code, params })

export const cannotSay = (about: About, code: ProofReason, params: Params = {}): Finding => ({
  ...about,
  status: 'cannot-say',
  recomputed: null,
  difference: null,
  reason: because(code, params),
})

/** The recomputed figure as it would be printed beside the published one. */
const printed = (recomputed: number, published: PlanningNumber): string =>
  printNumber(roundTo(clean(recomputed), Math.max(DECIMALS, published.decimals), 'half-up'))

/** Whether the published figure is borne out, by the rules of the values (VAL-40 and following). */
export const bornOut = (recomputed: number, published: PlanningNumber): boolean =>
  agrees(recomputed, published, DECIMALS).agrees === true

/**
 * A recomputed figure held against the published one.
 * @param why the likely reason, asked only where the two differ
 * @param how what is to be said where they agree, instead of the qualifier's tolerance
 */
export function held(
  about: About,
  published: PlanningNumber,
  recomputed: number,
  why: () => Finding['reason'],
  how: Finding['reason'] | null = null,
): Finding {
  const verdict = agrees(recomputed, published, DECIMALS)
  if (verdict.agrees === null) return cannotSay(about, 'inputs-missing')
  return {
    ...about,
    status: verdict.agrees ? 'agrees' : 'differs',
    recomputed: printed(recomputed, published),
    difference: verdict.difference,
    reason: verdict.agrees ? (how ?? because(toleranceOf(published))) : why(),
  }
}

function toleranceOf({ op }: PlanningNumber): ProofReason {
  switch (op) {
    case 'eq':
      return 'plain'
    case 'approx':
      return 'about'
    case 'ge':
    case 'gt':
    case 'le':
    case 'lt':
      return 'bound'
  }
}

/** A figure in 万 where another is in 亿, or in % where it should be a share: one is a power of ten of the other. */
export function scaleBetween(recomputed: number, published: number): number | null {
  if (recomputed === 0 || published === 0) return null
  const factor = recomputed / published
  const power = Math.round(Math.log10(Math.abs(factor)))
  const near = power !== 0 && Math.abs(factor / 10 ** power - 1) < 0.005
  return near ? 10 ** Math.abs(power) : null
}
