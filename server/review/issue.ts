import type { Account } from '../../shared/accounts/account.ts'
import type { Baseline, NewBaseline } from '../../shared/review/baseline.ts'
import type { Author } from '../audit/author.ts'
import { ApiFailure } from '../errors.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { LiveTable, LiveTables } from '../sync/live-table.ts'
import type { Standings } from './read-review.ts'

export type Issue = Pick<NewBaseline, 'kind' | 'title' | 'document' | 'issuer' | 'dated' | 'note'>

/**
 * Issues the table, or takes a snapshot of it (REV-23). The record comes first, so that a server that dies on the way knows what to take back.
 * @throws ApiFailure not-allowed, changes-undecided
 */
export async function issueBaseline(
  reviews: ReviewStore,
  table: LiveTable,
  standings: () => Promise<Standings>,
  by: Author,
  now: number,
  issue: Issue,
): Promise<Baseline> {
  const { account } = by
  if (!account.roles.includes('planning')) throw new ApiFailure('not-allowed')
  // what an approved request wrote has passed its own chain
  if (closes(issue) && !isIssued(table)) requireDecided(await standings())
  const phaseBefore = table.view.structure.table.phase
  const begun = await reviews.beginBaseline({ ...issue, phaseBefore, table: table.id, account: account.id, at: now })
  return await completeBaseline(reviews, table, standings, by, begun)
}

const closes = ({ kind }: Pick<Baseline, 'kind'>) => kind === 'issued' || kind === 'adjusted'
const isIssued = (table: LiveTable) => table.view.structure.table.phase === 'issued'

function requireDecided({ changes, standing }: Standings): void {
  const open = changes.cells.filter(change => standing(change).state !== 'accepted')
  if (open.length > 0) throw new ApiFailure('changes-undecided', { params: { count: open.length } })
}

/** Closes the table, folds what stands, and completes the record. */
async function completeBaseline(
  reviews: ReviewStore,
  table: LiveTable,
  standings: () => Promise<Standings>,
  by: Author,
  begun: Baseline,
): Promise<Baseline> {
  try {
    if (closes(begun) && !isIssued(table)) {
      await table.command(by.account, [{ key: 'table:phase', value: 'issued' }], by.address)
      // somebody may have typed between the check and the closing: what nobody decided is not issued
      requireDecided(await standings())
    }
    await table.fold()
  } catch (failure) {
    await takeBack(reviews, table, by, begun)
    throw failure
  }
  const edition = table.hash
  await reviews.completeBaseline(begun.id, edition)
  return { ...begun, edition }
}

async function takeBack(
  reviews: ReviewStore,
  table: LiveTable,
  { account, address }: Author,
  begun: Baseline,
): Promise<void> {
  if (table.view.structure.table.phase !== begun.phaseBefore)
    await table.command(account, [{ key: 'table:phase', value: begun.phaseBefore }], address)
  await reviews.dropBaseline(begun.id)
}

/** What a server that died had begun to issue and nobody has seen; to be called before anybody is served. */
export async function takeBackUnfinished(
  reviews: ReviewStore,
  live: LiveTables,
  accountOf: (id: string) => Promise<Account | null>,
): Promise<void> {
  for (const begun of await reviews.unfinishedBaselines()) {
    const table = await live.open(begun.table)
    const account = await accountOf(begun.account)
    if (table === null || account === null) await reviews.dropBaseline(begun.id)
    else await takeBack(reviews, table, { account, address: null }, begun)
  }
}

/** Opens an issued table for the next round (REV-25). @throws ApiFailure not-allowed, not-issued */
export async function openForRevision(table: LiveTable, { account, address }: Author): Promise<void> {
  if (!account.roles.includes('planning')) throw new ApiFailure('not-allowed')
  if (table.view.structure.table.phase !== 'issued') throw new ApiFailure('not-issued')
  await table.command(account, [{ key: 'table:phase', value: 'drafting' }], address)
}
