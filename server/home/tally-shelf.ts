import { baseOf } from '../review/base.ts'
import type { Standings } from '../review/read-review.ts'
import type { ReviewDesk } from '../review/review-desk.ts'
import type { LiveTable, LiveTables } from '../sync/live-table.ts'
import { type Tally, tallyOf } from './tally.ts'

/** What walks through all cells of a table, kept until something changes: many people have the first page open. */
export interface TallyShelf {
  tally(table: LiveTable): Promise<Tally>
  standings(table: LiveTable): Promise<Standings>
}

interface Kept {
  readonly table: LiveTable
  /** counts the changes of the table */
  version: number
  tally: { readonly version: number; readonly found: Promise<Tally> } | null
  standings: { readonly stamp: string; readonly found: Promise<Standings> } | null
}

/** @param pause lets others have their turn, so that counting a large table stops nobody */
export function createTallyShelf(live: LiveTables, desk: ReviewDesk, pause: () => Promise<void>): TallyShelf {
  const shelf = new Map<string, Kept>()
  live.onUnload(tableId => shelf.delete(tableId))

  const keptOf = (table: LiveTable): Kept => {
    const known = shelf.get(table.id)
    if (known?.table === table) return known
    const kept: Kept = { table, version: 0, tally: null, standings: null }
    shelf.set(table.id, kept)
    table.view.subscribe(() => kept.version++)
    return kept
  }
  return {
    tally(table) {
      const kept = keptOf(table)
      if (kept.tally?.version !== kept.version) kept.tally = { version: kept.version, found: tallyOf(table, pause) }
      return kept.tally.found
    },
    async standings(table) {
      const kept = keptOf(table)
      const { hash } = await baseOf(desk.reviews, desk.shelf, table)
      const events = await desk.reviews.events(table.id, hash)
      const stamp = `${kept.version}/${hash}/${events.at(-1)?.id ?? 0}`
      if (kept.standings?.stamp !== stamp) kept.standings = { stamp, found: desk.standings(table) }
      return kept.standings.found
    },
  }
}
