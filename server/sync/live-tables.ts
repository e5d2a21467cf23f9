import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { Directory } from '../links/directory.ts'
import { LinkedFeeds } from '../links/linked-feeds.ts'
import { TableLinks } from '../links/table-links.ts'
import type { Rights } from '../permissions/rights-book.ts'
import type { TableStore } from '../storage/table-store.ts'
import { FOLD_LIMITS, type FoldLimits } from './fold-limits.ts'
import { GATE_LIMITS, type GateLimits } from './gate/limits.ts'
import type { LiveTable, LiveTables } from './live-table.ts'
import { loadRoom } from './load-room.ts'
import {
  type CreateCalculation,
  OpenTable,
  type OpenTableOptions,
  type SyncLog,
  type SyncMetrics,
} from './open-table.ts'

export interface LiveTablesOptions {
  readonly store: TableStore
  readonly createCalculation?: CreateCalculation
  /** ms since 1970 */
  readonly clock: () => number
  readonly log: SyncLog
  readonly random?: () => number
  readonly metrics?: SyncMetrics
  /** left out: nothing is laid down */
  readonly rights?: Rights
  readonly limits?: { readonly fold?: FoldLimits; readonly gate?: GateLimits }
  readonly defer?: (run: () => void) => void
}

interface Loaded {
  readonly loading: Promise<OpenTable | null>
  /** null while it loads */
  table: OpenTable | null
  /** ms since 1970 when somebody last asked for it or was connected */
  usedAt: number
}

/** ms after which a table that nobody uses leaves the memory. Far longer than a request, which may hold on to a table. */
const UNUSED_MS = 10 * 60_000
const SWEEP_MS = 60_000

/** The tables that are open on this server, each loaded when somebody asks for it and let go when nobody has for a while. */
export function createLiveTables(
  given: LiveTablesOptions,
): LiveTables & { readonly size: number; readonly unloadUnused: () => void } {
  const options: OpenTableOptions = {
    store: given.store,
    createCalculation: given.createCalculation ?? createCalculation,
    clock: given.clock,
    log: given.log,
    random: given.random ?? Math.random,
    metrics: given.metrics ?? null,
    foldLimits: given.limits?.fold ?? FOLD_LIMITS,
    gateLimits: given.limits?.gate ?? GATE_LIMITS,
    rights: given.rights,
    defer: given.defer ?? (run => void setImmediate(run)),
    outsideOf: tableId => links.outsideOf(tableId),
    onChange: (table, change, moved) => links.changed(table, change, moved),
  }
  const links = new TableLinks({
    directory: new Directory(given.store),
    load: tableId => enter(tableId).loading,
    onError: (error, table) => given.log.error({ err: error, table }, 'other tables not loaded'),
  })
  const linked = new LinkedFeeds({
    links,
    random: options.random,
    onError: (error, table) => given.log.error({ err: error, table }, 'linked columns not calculated'),
  })
  const tables = new Map<string, Loaded>()
  const unloadListeners = new Set<(tableId: string) => void>()
  let closed = false

  const load = async (tableId: string): Promise<OpenTable | null> => {
    const clientId = Math.floor(options.random() * 2 ** 32)
    const state = await loadRoom(options.store, tableId, clientId, options.gateLimits, options.rights)
    if (state === null || closed) return null
    const table = new OpenTable(state, options)
    links.add(table)
    return table
  }

  const enter = (tableId: string): Loaded => {
    const known = tables.get(tableId)
    if (known !== undefined) {
      known.usedAt = options.clock()
      return known
    }
    if (closed) return { loading: Promise.resolve(null), table: null, usedAt: 0 }
    const entry: Loaded = { loading: load(tableId), table: null, usedAt: options.clock() }
    tables.set(tableId, entry)
    // a table that is not there, or could not be read, is asked for again next time
    entry.loading.then(
      table => {
        entry.table = table
        if (table === null) tables.delete(tableId)
      },
      () => tables.delete(tableId),
    )
    return entry
  }

  /** with the tables that it refers to: whoever reads its calculation reads theirs */
  const open = async (tableId: string): Promise<LiveTable | null> => {
    const table = await enter(tableId).loading
    if (table !== null && !links.isSettled(table)) await links.settle(table)
    return table
  }

  /** Nothing of an unused table is under way, so dropping it is done within this turn: whoever asks next loads it anew. */
  const unloadUnused = (): void => {
    const now = options.clock()
    for (const entry of tables.values()) if (entry.table?.unused === false) entry.usedAt = now
    const kept = [...tables].filter(([, { usedAt }]) => now - usedAt < UNUSED_MS).map(([id]) => id)
    // what a table in memory refers to stays with it; tables that refer only to each other go together
    const needed = new Set(kept)
    for (const id of needed) for (const source of links.sourcesOf(id)) needed.add(source)
    for (const [tableId, entry] of tables) {
      if (entry.table === null) continue
      if (!needed.has(tableId)) {
        tables.delete(tableId)
        links.remove(tableId)
        linked.drop(tableId)
        void entry.table.close()
        for (const listener of unloadListeners) listener(tableId)
      }
    }
  }
  const sweeping = setInterval(unloadUnused, SWEEP_MS)
  sweeping.unref()

  const close = async (): Promise<void> => {
    closed = true
    clearInterval(sweeping)
    for (const tableId of tables.keys()) linked.drop(tableId)
    const open = await Promise.allSettled([...tables.values()].map(({ loading }) => loading))
    await Promise.all(open.map(result => (result.status === 'fulfilled' ? result.value?.close() : undefined)))
    tables.clear()
  }

  return {
    open,
    opened: tableId => tables.get(tableId)?.loading ?? null,
    onUnload: listener => void unloadListeners.add(listener),
    linked,
    outside: (tableId, structure) => links.outside(tableId, structure),
    workspace: () => links.workspace(),
    unloadUnused,
    close,
    get size() {
      return tables.size
    },
  }
}
