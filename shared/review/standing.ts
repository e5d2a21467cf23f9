import type { Scalar } from '../core/scalar.ts'
import type { ReviewEvent } from './event.ts'

/** Where a change stands (REV-11). `moved`: something was decided, and then the value became another. */
export const CHANGE_STATES = ['open', 'moved', 'returned', 'proposed', 'accepted'] as const
export type ChangeState = (typeof CHANGE_STATES)[number]

export interface Standing {
  readonly state: ChangeState
  /** the decision that counts; null where there is none */
  readonly decision: ReviewEvent | null
  /** number of the cell's newest event, undone ones too; 0 where there is none */
  readonly lastEvent: number
}

/**
 * @param events of this cell and this base, in any order
 * @param value what stands in the cell now
 */
export function standingOf(events: readonly ReviewEvent[], value: Scalar): Standing {
  const undone = new Set(events.flatMap(({ undoes }) => undoes ?? []))
  let decision: ReviewEvent | null = null
  let lastEvent = 0
  for (const event of events) {
    lastEvent = Math.max(lastEvent, event.id)
    if (isDecision(event) && !undone.has(event.id) && (decision === null || event.id > decision.id)) decision = event
  }
  return { state: stateOf(decision, value), decision, lastEvent }
}

const isDecision = ({ kind }: ReviewEvent): boolean => kind === 'accept' || kind === 'return' || kind === 'propose'

function stateOf(decision: ReviewEvent | null, value: Scalar): ChangeState {
  if (decision === null) return 'open'
  const { kind, seen, proposal } = decision
  if (kind === 'propose' && proposal === value) return 'accepted'
  if (seen !== value) return 'moved'
  switch (kind) {
    case 'accept':
      return 'accepted'
    case 'return':
      return 'returned'
    case 'propose':
      return 'proposed'
    case 'answer':
    case 'undo':
      throw new TypeError('no decision')
  }
}
