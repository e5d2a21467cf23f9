import type { Account } from '../../shared/accounts/account.ts'
import type { Lock } from '../../shared/permissions/rules.ts'
import { courseOf } from '../../shared/review/course.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { NewLock } from '../storage/rights-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { ownerOf, type Standings } from './read-review.ts'

type Place = Pick<Lock, 'kind' | 'row' | 'column' | 'department'>

/**
 * The locks that follow from where the review stands (REV-21): a submitted department's rows are closed to its clerks, but for the cells that
 * are back with it. To be called whenever something was said; it changes only what is otherwise.
 */
export async function alignLocks(
  rights: RightsBook,
  reviews: ReviewStore,
  table: LiveTable,
  standings: Standings,
  account: Account,
  address: string | null,
): Promise<void> {
  const wanted = new Map((await placesOf(reviews, table, standings)).map(place => [nameOf(place), place]))
  const held = rights.sent(table.id).locks.filter(({ kind }) => kind !== 'locked')
  const lift = held.filter(lock => !wanted.has(nameOf(lock)))
  for (const lock of held) wanted.delete(nameOf(lock))
  if (wanted.size === 0 && lift.length === 0) return
  const at = rights.now()
  const add = [...wanted.values()].map(
    (place): NewLock => ({ ...place, words: '', table: table.id, account: account.id, at, until: null }),
  )
  const facts = { set: add.map(nameOf), lifted: lift.map(nameOf) }
  await rights.change({ kind: 'table', tableId: table.id }, store =>
    store.setReviewLocks(
      add,
      lift.map(({ id }) => id),
      { at, kind: 'review-locks', table: table.id, account: account.id, address, facts },
    ),
  )
}

async function placesOf(reviews: ReviewStore, table: LiveTable, standings: Standings): Promise<readonly Place[]> {
  const { phase } = table.view.structure.table
  if (phase === 'issued' || phase === 'archived') return []
  const events = await reviews.courseEvents(table.id, standings.base.hash)
  const departments = [...new Set(events.map(({ department }) => department))].filter(
    id =>
      courseOf(
        events.filter(({ department }) => department === id),
        [],
      ).state === 'submitted',
  )
  const submitted = departments.map((department): Place => ({ kind: 'submitted', row: null, column: null, department }))
  const back = standings.changes.cells.flatMap((change): Place[] => {
    const department = ownerOf(table.view, change.row)
    const { state } = standings.standing(change)
    if (department === null || !departments.includes(department) || state === 'open' || state === 'accepted') return []
    return [{ kind: 'returned', row: change.row, column: change.column, department }]
  })
  return [...submitted, ...back]
}

const nameOf = ({ kind, row, column, department }: Place): string => JSON.stringify([kind, row, column, department])
