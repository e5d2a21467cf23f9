import type { Author } from '../audit/author.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import { createMutex, type Mutex } from '../storage/mutex.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { baseOf } from './base.ts'
import { createEditionShelf, type EditionShelf } from './edition-shelf.ts'
import { readStandings, type Standings } from './read-review.ts'
import { alignLocks } from './review-locks.ts'

/** Where reviews are worked on: one thing at a time per table, each on what stands at its turn. */
export interface ReviewDesk {
  readonly reviews: ReviewStore
  readonly shelf: EditionShelf
  standings(table: LiveTable): Promise<Standings>
  /** whoever decides, submits, issues or passes a step waits for the one before */
  inTurn<T>(table: LiveTable, by: Author, work: () => Promise<T>): Promise<T>
}

/** @param rights null: what is said closes nothing */
export function createReviewDesk(reviews: ReviewStore, tables: TableStore, rights: RightsBook | null): ReviewDesk {
  const shelf = createEditionShelf(tables)
  const turns = new Map<string, Mutex>()
  const standings = async (table: LiveTable) => readStandings(reviews, await baseOf(reviews, shelf, table), table)
  return {
    reviews,
    shelf,
    standings,
    async inTurn(table, { account, address }, work) {
      const turn = turns.get(table.id) ?? createMutex()
      turns.set(table.id, turn)
      const release = await turn.take()
      try {
        const done = await work()
        if (rights !== null) await alignLocks(rights, reviews, table, await standings(table), account, address)
        return done
      } finally {
        release()
      }
    },
  }
}
