import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { DecidedAnswer, DecisionsBody, MovedCell } from '../../shared/protocol/api-review.ts'
import { type CellChange, cellKey } from '../../shared/review/change.ts'
import type { NewReviewEvent } from '../../shared/review/event.ts'
import { mayDecide } from '../../shared/review/reviewers.ts'
import { standingOf } from '../../shared/review/standing.ts'
import { ApiFailure } from '../errors.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import type { Standings } from './read-review.ts'

interface Deciding {
  readonly reviews: ReviewStore
  readonly table: LiveTable
  readonly standings: Standings
  readonly account: Account
  readonly address: string | null
  readonly now: number
}

/**
 * Decides all of the cells or none (REV-13). To be called by one at a time per table.
 * @throws ApiFailure review-moved-on (another base), own-change, words-missing, cells-refused
 */
export async function decide(parts: Deciding, body: DecisionsBody): Promise<DecidedAnswer> {
  const { reviews, table, standings, account, now } = parts
  if (body.base !== standings.base.hash) throw new ApiFailure('review-moved-on')
  if (body.verdict === 'return' && body.words.trim() === '') throw new ApiFailure('words-missing')
  const changes = new Map(standings.changes.cells.map(change => [cellKey(change), change]))
  const moved = body.cells.flatMap(cell => movedSince(cell, changes.get(cellKey(cell)), parts) ?? [])
  if (moved.length > 0) return { done: false, moved }
  for (const cell of body.cells)
    if (!mayDecide(account, standings.writes.get(cellKey(cell))?.department ?? null)) throw new ApiFailure('own-change')
  const restored = body.verdict === 'return' && body.restore
  const stale = restored ? await restore(parts, body, changes) : []
  if (stale.length > 0) return { done: false, moved: stale }
  await reviews.addEvents(
    table.id,
    body.cells.map(cell => eventOf(body, cell, account, now)),
  )
  return { done: true, cells: body.cells.length }
}

type Cell = DecisionsBody['cells'][number]

function movedSince(cell: Cell, change: CellChange | undefined, { standings, table }: Deciding): MovedCell | null {
  const stands = table.view.cell(cell.row, cell.column)
  const { lastEvent } = standingOf(standings.events.get(cellKey(cell)) ?? [], stands)
  if (change !== undefined && stands === cell.seen && lastEvent === cell.lastEvent) return null
  const events = standings.events.get(cellKey(cell)) ?? []
  const writer = standings.writes.get(cellKey(cell))?.accountName ?? null
  const byName = lastEvent === cell.lastEvent ? writer : (events.at(-1)?.accountName ?? writer)
  return { row: cell.row, column: cell.column, seen: cell.seen, stands, lastEvent, byName }
}

/** Puts the base's values back, on condition that what was seen still stands; answers the cells that moved at the last moment. */
async function restore(
  { table, account, address }: Deciding,
  { cells, words }: DecisionsBody,
  changes: ReadonlyMap<string, CellChange>,
): Promise<MovedCell[]> {
  const writes = cells.map(cell => ({
    row: cell.row,
    column: cell.column,
    value: changes.get(cellKey(cell))?.before ?? null,
    reason: words,
    expected: cell.seen,
  }))
  const result = await table.patch(account, writes, { address })
  if (result.ok) return []
  const refused = result.refused.filter(({ why }) => why !== 'moved')
  if (refused.length > 0) throw new ApiFailure('cells-refused', { params: { count: refused.length }, refused })
  return result.refused.map(({ row, column }) => {
    const cell = cells.find(other => other.row === row && other.column === column)!
    const stands = table.view.cell(row, column)
    return { row, column, seen: cell.seen, stands, lastEvent: cell.lastEvent, byName: null }
  })
}

function eventOf(body: DecisionsBody, cell: Cell, account: Account, at: number): NewReviewEvent {
  const proposal: Scalar = body.verdict === 'propose' ? (cell.proposal ?? null) : null
  return {
    row: cell.row,
    column: cell.column,
    kind: body.verdict,
    base: body.base,
    seen: cell.seen,
    proposal,
    words: body.words.trim(),
    undoes: null,
    account: account.id,
    accountName: account.name,
    department: account.department,
    at,
  }
}
