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

/** The tables that are open on this server, each loaded once, when somebody first asks for it. */
export function createLiveTables(given: LiveTablesOptions): LiveTables & { readonly size: number } {
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
  const tables = new Map<string, Promise<OpenTable | null>>()
  let closed = false

  const load = async (tableId: string): Promise<OpenTable | null> => {
    const state = await loadRoom(options.store, tableId, Math.floor(options.random() * 2 ** 32), options.gateLimits)
    return state === null || closed ? null : new OpenTable(state, options)
  }

  const open = (tableId: string): Promise<LiveTable | null> => {
    const known = tables.get(tableId)
    if (known !== undefined) return known
    if (closed) return Promise.resolve(null)
    const loading = load(tableId)
    tables.set(tableId, loading)
    // a table that is not there, or could not be read, is asked for again next time
    loading.then(
      table => {
        if (table === null) tables.delete(tableId)
      },
      () => tables.delete(tableId),
    )
    return loading
  }

  const close = async (): Promise<void> => {
    closed = true
    const open = await Promise.allSettled(tables.values())
    await Promise.all(open.map(result => (result.status === 'fulfilled' ? result.value?.close() : undefined)))
    tables.clear()
  }

  return {
    open,
    opened: tableId => tables.get(tableId) ?? null,
    close,
    get size() {
      return tables.size
    },
  }
}
