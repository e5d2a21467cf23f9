import type { Account } from '../../shared/accounts/account.ts'
import { meaningsOf } from '../../shared/review/columns-that-mean.ts'
import {
  chainOf,
  nextStep,
  type RevisionRequest,
  STEPS_OF,
  type Step,
  stepRefusal,
} from '../../shared/review/request.ts'
import type { Author } from '../audit/author.ts'
import { ApiFailure } from '../errors.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { ownerOf } from './read-review.ts'

interface Asked {
  readonly title: string
  readonly reason: string
  readonly evidence: string
  readonly cells: RevisionRequest['cells']
}

/**
 * Asks for another value of issued cells (REV-30).
 * @param section the table's place in the list: 规划 is a five-year plan
 * @throws ApiFailure not-issued, not-allowed, unknown-cell, cells-moved
 */
export async function askRevision(
  reviews: ReviewStore,
  table: LiveTable,
  section: string,
  account: Account,
  now: number,
  asked: Asked,
): Promise<number> {
  const { view } = table
  if (view.structure.table.phase !== 'issued') throw new ApiFailure('not-issued')
  const isOffice = account.roles.includes('planning')
  const columns = new Map(view.structure.columns.map(column => [column.id, column]))
  for (const { row, column } of asked.cells) {
    const known = columns.get(column)
    if (view.rowIndex(row) < 0 || known === undefined || known.fills === 'nobody')
      throw new ApiFailure('unknown-cell', { params: { count: 1 } })
    const mayAsk = isOffice || (account.roles.includes('clerk') && ownerOf(view, row) === account.department)
    if (!mayAsk) throw new ApiFailure('not-allowed')
  }
  if (asked.cells.some(({ row, column, seen }) => view.cell(row, column) !== seen)) throw new ApiFailure('cells-moved')
  const { attribute } = meaningsOf(view.structure)
  const attributes = attribute === null ? [] : asked.cells.map(({ row }) => view.cell(row, attribute))
  return await reviews.addRequest({
    ...asked,
    table: table.id,
    chain: chainOf(section, attributes),
    state: 'open',
    closingWords: '',
    account: account.id,
    department: account.department,
    at: now,
    closedAt: null,
  })
}

export type Passed = 'next' | 'approved' | 'stale'

/**
 * Passes the step that the request waits for; the last one writes its cells (REV-33). To be called by one at a time per table.
 * @throws ApiFailure not-allowed, request-closed, step-not-next, document-missing, own-request, cells-refused
 */
export async function passStep(
  reviews: ReviewStore,
  table: LiveTable,
  request: RevisionRequest,
  by: Author,
  now: number,
  said: { readonly step: Step; readonly document: string; readonly words: string },
): Promise<Passed> {
  const { account } = by
  if (!account.roles.includes('planning') && !account.roles.includes('leader')) throw new ApiFailure('not-allowed')
  const refusal = stepRefusal(request, said.step, said.document, account)
  if (refusal !== null) throw new ApiFailure(refusal)
  const { step, document, words } = said
  const isLast = request.steps.length + 1 === STEPS_OF[request.chain].length
  if (isLast && !(await apply(table, request, by, document))) {
    await reviews.closeRequest(request.id, 'stale', '', now)
    return 'stale'
  }
  await reviews.addStep(request.id, request.steps.length, { step, document, words, account: account.id, at: now })
  if (!isLast) return 'next'
  await reviews.closeRequest(request.id, 'approved', '', now)
  return 'approved'
}

/** All of the cells at once, each on condition that it still reads as when it was asked. A repeated one finds its own values and is content. */
async function apply(table: LiveTable, request: RevisionRequest, by: Author, document: string): Promise<boolean> {
  const { cells, title, reason } = request
  const reads = (which: 'seen' | 'value') => cells.every(cell => table.view.cell(cell.row, cell.column) === cell[which])
  if (reads('value')) return true
  const why = [title, reason, document].filter(part => part !== '').join('；')
  const result = await table.patch(
    by.account,
    cells.map(({ row, column, seen, value }) => ({ row, column, value, expected: seen, reason: why.slice(0, 1_000) })),
    { right: 'approved-request', address: by.address },
  )
  if (result.ok) return true
  const refused = result.refused.filter(({ why }) => why === 'not-storable')
  if (refused.length > 0) throw new ApiFailure('cells-refused', { params: { count: refused.length }, refused })
  return false
}

/** @throws ApiFailure not-allowed, request-closed */
export async function closeRequest(
  reviews: ReviewStore,
  request: RevisionRequest,
  account: Account,
  now: number,
  as: 'declined' | 'withdrawn',
  words: string,
): Promise<void> {
  const may = as === 'withdrawn' ? request.account === account.id : mayPass(request, account)
  if (!may) throw new ApiFailure('not-allowed')
  if (as === 'declined' && words.trim() === '') throw new ApiFailure('words-missing')
  if (!(await reviews.closeRequest(request.id, as, words.trim(), now))) throw new ApiFailure('request-closed')
}

/** the person may record the step that the request waits for */
export function mayPass(request: RevisionRequest, account: Account): boolean {
  const step = nextStep(request)
  if (step === null || !(account.roles.includes('planning') || account.roles.includes('leader'))) return false
  return stepRefusal(request, step, 'any', account) === null
}
