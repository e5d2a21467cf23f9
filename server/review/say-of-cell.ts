import type { Account } from '../../shared/accounts/account.ts'
import { cellKey } from '../../shared/review/change.ts'
import type { NewReviewEvent, ReviewEvent } from '../../shared/review/event.ts'
import { ApiFailure } from '../errors.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { ownerOf, type Standings } from './read-review.ts'

interface Saying {
  readonly reviews: ReviewStore
  readonly table: LiveTable
  readonly standings: Standings
  readonly account: Account
  readonly now: number
}

/**
 * The department's words on a decision. @throws ApiFailure review-moved-on, not-allowed
 */
export async function answerDecision(
  { reviews, table, standings, account, now }: Saying,
  said: { readonly base: string; readonly row: string; readonly column: string; readonly words: string },
): Promise<void> {
  if (said.base !== standings.base.hash) throw new ApiFailure('review-moved-on')
  const owner = ownerOf(table.view, said.row)
  const isOffice = account.roles.includes('planning') || account.roles.includes('leader')
  if (!isOffice && (owner === null || owner !== account.department)) throw new ApiFailure('not-allowed')
  const seen = table.view.cell(said.row, said.column)
  const event = { ...said, kind: 'answer' as const, seen, proposal: null, undoes: null }
  await reviews.addEvents(table.id, [signed(event, account, now)])
}

/**
 * Takes back one's own decisions, all or none (REV-16). @throws ApiFailure review-moved-on, cannot-undo
 */
export async function undoDecisions(
  { reviews, table, standings, account, now }: Saying,
  { base, events: ids }: { readonly base: string; readonly events: readonly number[] },
): Promise<void> {
  if (base !== standings.base.hash) throw new ApiFailure('review-moved-on')
  const known = new Map([...standings.events.values()].flat().map(event => [event.id, event]))
  const undone = new Set([...known.values()].flatMap(({ undoes }) => undoes ?? []))
  const undos = ids.map(id => {
    const event = known.get(id)
    if (event === undefined || undone.has(id) || !isLastDecision(event, standings) || event.account !== account.id)
      throw new ApiFailure('cannot-undo')
    const { row, column } = event
    const seen = table.view.cell(row, column)
    return signed({ row, column, kind: 'undo', base, seen, proposal: null, words: '', undoes: id }, account, now)
  })
  await reviews.addEvents(table.id, undos)
}

const isLastDecision = (event: ReviewEvent, { events }: Standings): boolean =>
  !(events.get(cellKey(event)) ?? []).some(
    ({ id, kind }) => id > event.id && (kind === 'accept' || kind === 'return' || kind === 'propose'),
  )

const signed = (
  event: Omit<NewReviewEvent, 'account' | 'accountName' | 'department' | 'at'>,
  { id, name, department }: Account,
  at: number,
): NewReviewEvent => ({ ...event, account: id, accountName: name, department, at })
