import pg from 'pg'
import { fromPostgres, takenOver } from './postgres-errors.ts'
import { StorageError } from './storage-error.ts'

export interface PostgresLock {
  /** @throws StorageError unless this server holds the schema for itself right now */
  assertHeld(): void
  release(): Promise<void>
}

/** 统筹 in the first of PostgreSQL's two lock numbers; the second is the schema. */
const LOCK_SPACE = 0x7edf7b79
const TAKE = `
  select pg_try_advisory_lock($1, hashtext(current_schema())) as taken, pid, backend_start::text as started
  from pg_stat_activity where pid = pg_backend_pid()`
const END_BACKEND = `
  select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start = $2::timestamptz`
/** else the lock of a machine that lost its power would stand for two hours */
const NOTICE_DEAD_LINES = `
  select set_config('tcp_keepalives_idle', '20', false), set_config('tcp_keepalives_interval', '5', false),
    set_config('tcp_keepalives_count', '4', false)`
const PATIENCE_MS = 2000
const RETRY_MS = 250

/**
 * Keeps a second server out of the schema: an advisory lock on a connection of its own, which ends with the process. When
 * that connection is lost it is taken again, and `generation` must then be what it was: else another server wrote meanwhile.
 * @throws StorageError data-folder-in-use, database-stopped
 */
export async function takePostgresLock(
  url: string,
): Promise<PostgresLock & { guard(generation: () => Promise<string>): Promise<void> }> {
  let client: pg.Client | null = null
  let backend: { readonly pid: number; readonly started: string } | null = null
  let released = false
  let generation: { readonly mine: string; readonly read: () => Promise<string> } | null = null
  let refusal = lost()
  let retry: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      query_timeout: 5000,
    })
    next.on('error', () => {})
    next.once('end', () => {
      if (client !== next) return
      client = null
      refusal = lost()
      schedule()
    })
    try {
      await next.connect()
      await next.query(NOTICE_DEAD_LINES)
      const { rows } = await next.query(TAKE, [LOCK_SPACE])
      if (!rows[0].taken) {
        // the line broke and the database has not noticed: it still keeps the lock for the connection that is gone
        await next.query(END_BACKEND, [backend?.pid, backend?.started])
        throw takenOver()
      }
      if (generation !== null && (await generation.read()) !== generation.mine) throw takenOver()
      backend = { pid: rows[0].pid, started: rows[0].started }
      client = next
    } catch (error) {
      await next.end().catch(() => {})
      throw fromPostgres(error)
    }
  }

  function schedule(): void {
    if (released) return
    retry = setTimeout(() => {
      connect().catch((error: StorageError) => {
        refusal = error
        schedule()
      })
    }, RETRY_MS)
    retry.unref()
  }

  await patiently(connect)
  return {
    async guard(read) {
      generation = { mine: await read(), read }
    },
    assertHeld() {
      if (client === null) throw refusal
    },
    async release() {
      released = true
      clearTimeout(retry)
      const held = client
      client = null
      await held?.end()
    },
  }
}

/** A server that is just being restarted may still hold the lock for a moment. */
async function patiently(connect: () => Promise<void>): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await connect()
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'data-folder-in-use' || Date.now() > until) throw error
      await new Promise(resolve => setTimeout(resolve, RETRY_MS))
    }
  }
}

const lost = () =>
  new StorageError('database-stopped', 'the connection that keeps other servers out was lost; it is being taken again')
