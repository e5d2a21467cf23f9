import type { LinkedAsk } from '../../shared/protocol/frames.ts'
import { type Asker, LinkedFeed } from './linked-feed.ts'
import type { LinkableTable, TableLinks } from './table-links.ts'

export interface LinkedFeedsOptions {
  readonly links: TableLinks
  /** 0 ≤ x < 1 */
  readonly random: () => number
  readonly onError: (error: unknown, tableId: string) => void
}

/** Who wants to know the results of which table's linked columns. A table that nobody asks about is not calculated for anybody. */
export class LinkedFeeds {
  readonly #options: LinkedFeedsOptions
  readonly #feeds = new Map<string, LinkedFeed>()

  constructor(options: LinkedFeedsOptions) {
    this.#options = options
    options.links.onMoved((table, moved) => this.#feeds.get(table.id)?.moved(moved))
  }

  ask(table: LinkableTable, asker: Asker, { have }: LinkedAsk): void {
    const { links, random, onError } = this.#options
    let feed = this.#feeds.get(table.id)
    if (feed === undefined) {
      const epoch = Math.floor(random() * 2 ** 48).toString(36)
      feed = new LinkedFeed(table, links, epoch, error => onError(error, table.id))
      this.#feeds.set(table.id, feed)
    }
    feed.ask(asker, have)
  }

  leave(tableId: string, asker: Asker): void {
    const feed = this.#feeds.get(tableId)
    feed?.leave(asker)
    if (feed?.askers === 0) this.drop(tableId)
  }

  /** the table has left the memory */
  drop(tableId: string): void {
    this.#feeds.get(tableId)?.stop()
    this.#feeds.delete(tableId)
  }
}
