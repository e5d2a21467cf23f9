import type { TableView } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import type { TableStore } from '../storage/table-store.ts'
import { FOLD_LIMITS, type FoldLimits } from './fold-limits.ts'
import { GATE_LIMITS, type GateLimits } from './gate/limits.ts'
import type { LiveTable, LiveTables } from './live-table.ts'
import { loadRoom } from './load-room.ts'
import { OpenTable, type OpenTableOptions, type SyncLog, type SyncMetrics } from './open-table.ts'

export interface LiveTablesOptions {
  readonly store: TableStore
  readonly createCalculation?: (view: TableView) => Calculation
  /** ms since 1970 */
  readonly clock: () => number
  readonly log: SyncLog
  readonly random?: () => number
  readonly metrics?: SyncMetrics
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
    defer: given.defer ?? (run => void setImmediate(run)),
  }
  const tables = new Map<string, Loaded>()
  const unloadListeners = new Set<(tableId: string) => void>()
  let closed = false

  const load = async (tableId: string): Promise<OpenTable | null> => {
    const state = await loadRoom(options.store, tableId, Math.floor(options.random() * 2 ** 32), options.gateLimits)
    return state === null || closed ? null : new OpenTable(state, options)
  }

  const open = (tableId: string): Promise<LiveTable | null> => {
    const known = tables.get(tableId)
    if (known !== undefined) {
      known.usedAt = options.clock()
      return known.loading
    }
    if (closed) return Promise.resolve(null)
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
    return entry.loading
  }

  /** Nothing of an unused table is under way, so dropping it is done within this turn: whoever asks next loads it anew. */
  const unloadUnused = (): void => {
    const now = options.clock()
    for (const [tableId, entry] of tables) {
      if (entry.table === null) continue
      if (!entry.table.unused) entry.usedAt = now
      else if (now - entry.usedAt >= UNUSED_MS) {
        tables.delete(tableId)
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
    const open = await Promise.allSettled([...tables.values()].map(({ loading }) => loading))
    await Promise.all(open.map(result => (result.status === 'fulfilled' ? result.value?.close() : undefined)))
    tables.clear()
  }

  return {
    open,
    opened: tableId => tables.get(tableId)?.loading ?? null,
    onUnload: listener => void unloadListeners.add(listener),
    unloadUnused,
    close,
    get size() {
      return tables.size
    },
  }
}
