import { createMutex, type Mutex } from '../storage/mutex.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { baseOf } from './base.ts'
import { createEditionShelf, type EditionShelf } from './edition-shelf.ts'
import { readStandings, type Standings } from './read-review.ts'

/** Where reviews are worked on: one thing at a time per table, each on what stands at its turn. */
export interface ReviewDesk {
  readonly reviews: ReviewStore
  readonly shelf: EditionShelf
  standings(table: LiveTable): Promise<Standings>
  /** whoever decides, submits, issues or passes a step waits for the one before */
  inTurn<T>(table: LiveTable, work: () => Promise<T>): Promise<T>
}

export function createReviewDesk(reviews: ReviewStore, tables: TableStore): ReviewDesk {
  const shelf = createEditionShelf(tables)
  const turns = new Map<string, Mutex>()
  return {
    reviews,
    shelf,
    standings: async table => readStandings(reviews, await baseOf(reviews, shelf, table.id), table),
    async inTurn(table, work) {
      const turn = turns.get(table.id) ?? createMutex()
      turns.set(table.id, turn)
      const release = await turn.take()
      try {
        return await work()
      } finally {
        release()
      }
    },
  }
}
