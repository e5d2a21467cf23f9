import type { Scalar } from '../core/scalar.ts'

/** What a request must pass (REV-31), the strictest of its cells. */
export const CHAINS = ['market', 'binding', 'five-year'] as const
export type Chain = (typeof CHAINS)[number]

export const STEPS = ['planning-office', 'upper-order', 'government-proposal', 'standing-committee'] as const
export type Step = (typeof STEPS)[number]

/** Steps in order; `document`: the number of the document is part of the step. */
export const STEPS_OF: Readonly<Record<Chain, readonly Step[]>> = {
  market: ['planning-office'],
  binding: ['planning-office', 'upper-order'],
  'five-year': ['planning-office', 'government-proposal', 'standing-committee'],
}

const needsDocument = (step: Step): boolean => step !== 'planning-office'

export const REQUEST_STATES = ['open', 'approved', 'declined', 'withdrawn', 'stale'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

export interface RequestCell {
  readonly row: string
  readonly column: string
  /** the value that stood when it was asked */
  readonly seen: Scalar
  readonly value: Scalar
}

export interface RequestStep {
  readonly step: Step
  readonly document: string
  readonly words: string
  readonly account: string
  readonly accountName: string
  readonly at: number
}

export interface RevisionRequest {
  readonly id: number
  readonly table: string
  readonly title: string
  readonly reason: string
  /** a document that speaks for it: number or address */
  readonly evidence: string
  readonly chain: Chain
  readonly cells: readonly RequestCell[]
  readonly steps: readonly RequestStep[]
  readonly state: RequestState
  /** opinion of whoever declined, or what moved */
  readonly closingWords: string
  readonly account: string
  readonly accountName: string
  readonly department: string | null
  readonly at: number
  readonly closedAt: number | null
}

/** @param attributes what the attribute column says in the rows of the request */
export function chainOf(section: string, attributes: Iterable<Scalar>): Chain {
  if (section === '规划') return 'five-year'
  for (const attribute of attributes) if (attribute === '约束性') return 'binding'
  return 'market'
}

/** The step that a request waits for; null where it waits for none. */
export const nextStep = ({ state, chain, steps }: Pick<RevisionRequest, 'state' | 'chain' | 'steps'>): Step | null =>
  state === 'open' ? (STEPS_OF[chain][steps.length] ?? null) : null

export type StepRefusal = 'request-closed' | 'step-not-next' | 'document-missing' | 'own-request'

/** Why this person cannot pass this step now; null where they can (REV-32). */
export function stepRefusal(
  request: Pick<RevisionRequest, 'state' | 'chain' | 'steps' | 'account' | 'department'>,
  step: Step,
  document: string,
  by: { readonly id: string; readonly department: string | null },
): StepRefusal | null {
  if (request.state !== 'open') return 'request-closed'
  if (nextStep(request) !== step) return 'step-not-next'
  if (request.account === by.id || (request.department !== null && request.department === by.department))
    return 'own-request'
  return needsDocument(step) && document.trim() === '' ? 'document-missing' : null
}
