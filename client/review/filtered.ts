import type { ReviewAnswer, ReviewedChange } from '../../shared/protocol/api-review.ts'
import type { CHANGE_STATES } from '../../shared/review/standing.ts'

export interface ReviewFilter {
  /** of the rows' owner; null: all */
  readonly department: string | null
  readonly only: 'all' | 'question' | (typeof CHANGE_STATES)[number]
}

export const EVERYTHING: ReviewFilter = { department: null, only: 'all' }

const waits = ({ state }: ReviewedChange) => state === 'open' || state === 'moved'
export const isToQuestion = (change: ReviewedChange): boolean => change.hints.length > 0 && waits(change)

/** What is asked about first, then what waits, then the rest; each in the order of the table. */
export function filtered({ changes }: ReviewAnswer, { department, only }: ReviewFilter): readonly ReviewedChange[] {
  const shown = changes.filter(
    change =>
      (department === null || change.owner === department) &&
      (only === 'all' || (only === 'question' ? isToQuestion(change) : change.state === only)),
  )
  const rank = (change: ReviewedChange) => (isToQuestion(change) ? 0 : waits(change) ? 1 : 2)
  return shown
    .map((change, at) => ({ change, at }))
    .sort((a, b) => rank(a.change) - rank(b.change) || a.at - b.at)
    .map(({ change }) => change)
}

export const changeKey = ({ row, column }: Pick<ReviewedChange, 'row' | 'column'>): string => `${row}:${column}`
