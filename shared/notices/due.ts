import type { CourseState } from '../review/course.ts'
import type { Phase } from '../tables/structure.ts'

const DAY = 86_400_000
/** days before the due day from which on its departments are told (NOTE-22) */
const NEAR = 3

/** Whole days from one day to another; both YYYY-MM-DD. */
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** Where a department stands in a table, for those who wait for it. */
export interface Waiting {
  /** YYYY-MM-DD; null: none */
  readonly due: string | null
  readonly phase: Phase
  readonly state: CourseState
}

/** The department still owes its rows: they are not handed in, or came back. */
export const isOwed = ({ phase, state }: Pick<Waiting, 'phase' | 'state'>): boolean =>
  phase !== 'issued' && phase !== 'archived' && state !== 'submitted'

/** @param today YYYY-MM-DD; a day is over when the next one begins */
export const isOverdue = (waiting: Waiting, today: string): boolean =>
  waiting.due !== null && isOwed(waiting) && daysBetween(today, waiting.due) < 0

/** Days that are left, where that is to be told; else null. */
export function daysToTell(waiting: Waiting, today: string): number | null {
  if (waiting.due === null || !isOwed(waiting)) return null
  const days = daysBetween(today, waiting.due)
  return days >= 0 && days <= NEAR ? days : null
}
