/** Where edits wait that the server has not acknowledged: one entry per account, table and open page. */
const PREFIX = 'tongchou.pending'

const prefixOf = (account: string, table?: string) =>
  `${[PREFIX, account, ...(table === undefined ? [] : [table])].join('/')}/`

const keysWith = (storage: Storage, prefix: string): string[] =>
  Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '').filter(key => key.startsWith(prefix))

interface Entry {
  /** for counting without knowing what `kept` is */
  readonly count: number
  readonly kept: unknown
}

function read(storage: Storage, key: string): Entry | null {
  try {
    const entry: unknown = JSON.parse(storage.getItem(key) ?? 'null')
    const whole = typeof entry === 'object' && entry !== null && 'count' in entry && 'kept' in entry
    return whole ? { count: Number(entry.count) || 0, kept: entry.kept } : null
  } catch {
    return null
  }
}

/** How many edits of the account wait on this computer, in all tables. */
export const countPending = (account: string, storage: Storage = localStorage): number =>
  keysWith(storage, prefixOf(account)).reduce((sum, key) => sum + (read(storage, key)?.count ?? 0), 0)

export interface PendingStore {
  /**
   * Hands over what pages that are gone left behind. `take` answers whether it has it, and must have called `keep` by then:
   * between the two a crash loses nothing.
   */
  adopt(take: (kept: unknown) => boolean): Promise<void>
  /** Replaces what is kept for this page; nothing where `count` is 0. @throws where the computer's storage is full */
  keep(count: number, kept: unknown): void
  /** The page is done with the table; what it kept is anybody's. */
  release(): void
}

/** Locks on their way back, after this very page closed a table: it may open the table again before they are free. */
const leaving = new Set<Promise<unknown>>()

/**
 * A page holds a lock as long as it has the table open, so that another tab does not take its edits over. Where the browser has
 * no locks (plain http), a living page's edits are taken too; it still has them itself, and writing the same value twice does no harm.
 * @param page unique for this opening of the table
 */
export function createPendingStore(
  account: string,
  table: string,
  page: string,
  storage: Storage,
  locks: LockManager | null,
): PendingStore {
  const own = prefixOf(account, table) + page
  let release = () => {}
  const held = locks?.request(own, (): Promise<void> => new Promise<void>(resolve => (release = resolve)))

  const isAbandoned = async (key: string): Promise<boolean> =>
    locks === null || (await locks.request(key, { ifAvailable: true }, async lock => lock !== null))

  return {
    async adopt(take) {
      await Promise.allSettled(leaving)
      for (const key of keysWith(storage, prefixOf(account, table)).sort()) {
        if (key === own || !(await isAbandoned(key))) continue
        const entry = read(storage, key)
        if (entry !== null && take(entry.kept)) storage.removeItem(key)
      }
    },
    keep(count, kept) {
      if (count === 0) storage.removeItem(own)
      else storage.setItem(own, JSON.stringify({ count, kept } satisfies Entry))
    },
    release() {
      if (held) {
        leaving.add(held)
        void held.finally(() => leaving.delete(held))
      }
      release()
    },
  }
}
