import type { Account } from '../../shared/accounts/account.ts'
import { type CourseEvent, courseRefusal } from '../../shared/review/course.ts'
import { ApiFailure } from '../errors.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { ownerOf, type Standings } from './read-review.ts'

interface Step {
  readonly kind: CourseEvent['kind']
  /** left out: the caller's own */
  readonly department?: string | undefined
  readonly words: string
}

/**
 * A department submits or recalls its rows, or the planning office reopens them (REV-20).
 * @throws ApiFailure not-allowed, table-closed, no-rows, already-submitted, not-submitted, already-decided, words-missing
 */
export async function takeCourseStep(
  reviews: ReviewStore,
  table: LiveTable,
  standings: Standings,
  account: Account,
  now: number,
  step: Step,
): Promise<void> {
  const { phase } = table.view.structure.table
  if (phase === 'issued' || phase === 'archived') throw new ApiFailure('table-closed')
  const isOffice = account.roles.includes('planning')
  const department = step.department ?? account.department
  const isOwn = department !== null && department === account.department
  if (department === null || (step.kind === 'reopen' ? !isOffice : !isOwn)) throw new ApiFailure('not-allowed')
  if (step.kind === 'reopen' && step.words.trim() === '') throw new ApiFailure('words-missing')
  if (!table.view.rows.some(row => ownerOf(table.view, row) === department)) throw new ApiFailure('no-rows')
  const { hash } = standings.base
  const last = (await reviews.courseEvents(table.id, hash)).findLast(event => event.department === department) ?? null
  const refusal = courseRefusal(step.kind, last, last !== null && decidedSince(standings, table, department, last.at))
  if (refusal !== null) throw new ApiFailure(refusal)
  const { kind, words } = step
  await reviews.addCourseEvent(table.id, {
    department,
    kind,
    base: hash,
    words: words.trim(),
    account: account.id,
    at: now,
  })
}

function decidedSince({ events }: Standings, table: LiveTable, department: string, at: number): boolean {
  for (const list of events.values())
    for (const event of list)
      if (event.kind !== 'answer' && event.at >= at && ownerOf(table.view, event.row) === department) return true
  return false
}
