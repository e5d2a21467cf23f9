import type { ChangeState } from './standing.ts'

/** Where a department stands in the table's course. */
export const COURSE_STATES = ['filling', 'submitted', 'returned'] as const
export type CourseState = (typeof COURSE_STATES)[number]

export const COURSE_EVENT_KINDS = ['submit', 'recall', 'reopen'] as const

/** A step of a department's submission; steps are only ever added (REV-20). */
export interface CourseEvent {
  readonly id: number
  readonly department: string
  readonly kind: (typeof COURSE_EVENT_KINDS)[number]
  readonly base: string
  readonly words: string
  readonly account: string
  readonly accountName: string
  readonly at: number
}

export interface Course {
  readonly state: CourseState
  /** the last step; null where the department has taken none */
  readonly last: CourseEvent | null
}

/**
 * @param events of the department and this base, oldest first
 * @param changes the states of the department's changes
 */
export function courseOf(events: readonly CourseEvent[], changes: Iterable<ChangeState>): Course {
  const last = events.at(-1) ?? null
  for (const state of changes) if (state === 'returned' || state === 'proposed') return { state: 'returned', last }
  return { state: last?.kind === 'submit' ? 'submitted' : 'filling', last }
}

export type CourseRefusal = 'already-submitted' | 'not-submitted' | 'already-decided'

/** Why a step cannot be taken now; null where it can. */
export function courseRefusal(
  kind: CourseEvent['kind'],
  last: CourseEvent | null,
  decidedSinceSubmission: boolean,
): CourseRefusal | null {
  const submitted = last?.kind === 'submit'
  switch (kind) {
    case 'submit':
      return submitted ? 'already-submitted' : null
    case 'recall':
      return !submitted ? 'not-submitted' : decidedSinceSubmission ? 'already-decided' : null
    case 'reopen':
      return submitted ? null : 'not-submitted'
  }
}
