import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createCalculation } from '../shared/formulas/create-calculation.ts'
import { createSessions } from './accounts/sessions.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { listen } from './http-listener.ts'
import { createWebhook } from './notices/webhook.ts'
import type { Log } from './observability/log.ts'
import { createMetrics } from './observability/metrics.ts'
import { openRightsBook } from './permissions/rights-book.ts'
import { takeBackUnfinished } from './review/issue.ts'
import { seedAdmin } from './seed-admin.ts'
import { type DemoAccess, seedDemo } from './seed-demo.ts'
import { openStorage } from './storage/open-storage.ts'
import type { Storage } from './storage/storage.ts'
import type { LiveTables } from './sync/live-table.ts'
import { createLiveTables } from './sync/live-tables.ts'
import { createSyncServer } from './sync/sync-server.ts'

export interface RunningServer {
  /** as a browser on this machine reaches it */
  readonly address: string
  readonly port: number
  readonly storage: Storage
  readonly live: LiveTables
  /** who may sign in to the demo that was built just now; null where none was */
  readonly demo: readonly DemoAccess[] | null
  /** the administrator of a workspace that was begun empty just now; null where none was */
  readonly admin: DemoAccess | null
  /** Takes nothing new, lets batches and answers under way finish, closes the sockets with 1001 and gives the data free. */
  stop(): Promise<void>
}

/** ms that answers under way have when the server stops */
const ANSWERS_WITHIN = 4_000
/** ms */
const SWEEP_EVERY = 3_600_000

/**
 * Everything a server is, put together and listening. Tables are loaded when somebody asks for them.
 * @throws what `startFailure` makes a sentence of
 */
export async function startServer(config: Config, log: Log, clock: () => number = Date.now): Promise<RunningServer> {
  const listener = await listen(config.host, config.port)
  let storage: Storage | null = null
  try {
    storage = await openStorage(config)
    return await assemble(config, log, clock, listener, storage)
  } catch (error) {
    await listener.close(0)
    await storage?.close()
    throw error
  }
}

async function assemble(
  config: Config,
  log: Log,
  clock: () => number,
  listener: Awaited<ReturnType<typeof listen>>,
  storage: Storage,
): Promise<RunningServer> {
  const begin = { password: config.demoPassword, now: clock() }
  const demo = config.seed === 'demo' ? await seedDemo(storage, begin) : null
  const admin = config.seed === 'none' ? await seedAdmin(storage, begin) : null
  const metrics = createMetrics()
  const rights = await openRightsBook(storage.rights, clock)
  const live = createLiveTables({ store: storage.tables, createCalculation, clock, log, metrics, rights })
  await takeBackUnfinished(storage.review, live, id => storage.accounts.findById(id))
  const sessions = createSessions(storage.accounts, clock)
  const { publicOrigin } = config
  const sync = createSyncServer({ sessions, live, rights, publicOrigin, clock, log })
  metrics.watch({ connections: () => sync.connections, openDocuments: () => live.size })
  const webhook = config.webhook === null ? null : createWebhook({ target: config.webhook, clock, log })
  let stopping = false
  const hourly: (() => void)[] = []
  const app = createApp({
    storage,
    live,
    sessions,
    rights,
    metrics,
    log,
    clock,
    publicOrigin,
    stopping: () => stopping,
    clientDir: builtClient(),
    endSockets: sync.end,
    reopenSockets: sync.reopen,
    tellPages: sync.tell,
    tellPeople: sync.tellPeople,
    hourly: look => hourly.push(look),
    deliver: notices => webhook?.send(notices),
  })
  sync.attach(listener.server)
  listener.serve(app.fetch)

  const sweep = () =>
    storage.accounts.deleteExpiredSessions(clock()).catch(error => log.warn({ err: error }, 'sessions not swept'))
  hourly.push(() => void sweep())
  const sweeping = setInterval(() => {
    for (const look of hourly) look()
  }, SWEEP_EVERY)
  sweeping.unref()

  const stop = async () => {
    stopping = true
    clearInterval(sweeping)
    webhook?.close()
    const answered = listener.close(ANSWERS_WITHIN)
    await live.close()
    await sync.close()
    await answered
    await storage.close()
  }
  let stopped: Promise<void> | null = null
  return {
    address: addressOf(config.host, listener.port),
    port: listener.port,
    storage,
    live,
    demo,
    admin,
    stop: () => (stopped ??= stop()),
  }
}

/** dist/client beside the bundle, or below the sources; null where it was not built (development, tests) */
function builtClient(): string | null {
  const dir = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../dist/client' : '../client', import.meta.url))
  return existsSync(dir) ? dir : null
}

function addressOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
