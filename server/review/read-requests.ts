import type { Account } from '../../shared/accounts/account.ts'
import type { RequestAnswer } from '../../shared/protocol/api-review.ts'
import { meaningsOf } from '../../shared/review/columns-that-mean.ts'
import { differenceOf } from '../../shared/review/difference.ts'
import { hintsOf } from '../../shared/review/hints.ts'
import { nextStep, type RevisionRequest } from '../../shared/review/request.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { nameOf, unitOf } from './read-review.ts'
import { mayPass } from './requests.ts'
import { whatIf } from './what-if.ts'

export function readRequests(
  requests: readonly RevisionRequest[],
  table: LiveTable,
  account: Account,
): RequestAnswer[] {
  const { view } = table
  const meanings = meaningsOf(view.structure)
  const columns = new Map(view.structure.columns.map(column => [column.id, column]))
  return requests.map(request => ({
    id: request.id,
    title: request.title,
    reason: request.reason,
    evidence: request.evidence,
    chain: request.chain,
    state: request.state,
    closingWords: request.closingWords,
    accountName: request.accountName,
    department: request.department,
    at: request.at,
    closedAt: request.closedAt,
    next: nextStep(request),
    mayPass: mayPass(request, account),
    mayWithdraw: request.state === 'open' && request.account === account.id,
    steps: request.steps.map(({ account: _, ...step }) => step),
    cells: request.cells.map(cell => {
      const column = columns.get(cell.column)
      const change = { row: cell.row, column: cell.column, before: cell.seen, after: cell.value }
      return {
        ...cell,
        rowName: nameOf(view, cell.row),
        columnTitle: column?.title ?? cell.column,
        stands: view.cell(cell.row, cell.column),
        differences: [...differenceOf(cell.seen, cell.value, unitOf(view, column, cell.row))],
        hints: hintsOf(change, view, meanings).map(({ code, params }) => ({ code, params: { ...params } })),
      }
    }),
    effects: request.state === 'open' ? whatIf(table, request.cells) : {},
  }))
}
