import { randomUUID } from 'node:crypto'
import { Kysely } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { createPostgresFence } from './postgres-fence.ts'
import { takePostgresLock } from './postgres-lock.ts'
import { inOneTransaction, statementNames } from './postgres-transaction.ts'
import type { Schema } from './schema.ts'
import { StorageError } from './storage-error.ts'

export interface PostgresDatabase extends Database {
  /**
   * Writes down whose the schema is; from now on every commit asks whether it still is. So a server that lost the lock
   * without noticing cannot write beside its successor. The schema must be migrated.
   */
  claim(): Promise<void>
}

const INT8 = 20

/** ms; a line that went dead without a word would keep a query waiting for hours. Migrations may take as long as they do. */
const ANSWER_WITHIN = 15_000
/** ms; what a server that is gone has left open on the database's side does not hold others up for longer */
const ABANDONED_AFTER = 10_000

/** pg hands int8 over as text. Everything here is below 2^53: times, clocks, counts. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary'
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

/** @throws StorageError when PostgreSQL does not answer or another server holds the schema */
export async function openPostgresDatabase(url: string): Promise<PostgresDatabase> {
  const lock = await takePostgresLock(url)
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    idle_in_transaction_session_timeout: ABANDONED_AFTER,
    pipeline: true,
    types,
  })
  // a connection that breaks is replaced; without listeners it would end the process, idle or in use
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  // what is acknowledged must survive a power cut, whatever the server's default
  pool.on('connect', client => {
    client
      .query(`select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`)
      .catch(() => {})
  })
  // the fence and what asks it need each other
  const kysely: Kysely<Schema> = new Kysely<Schema>({ dialect: postgresDialect(pool, () => fence.settled()) })
  const fence = createPostgresFence(pool, kysely, randomUUID())
  const nameOf = statementNames()
  return {
    dialect: 'postgres',
    kysely,
    async claim() {
      await fence.claim()
      await lock.guard(fence.holder)
      await inHurry(pool)
    },
    async atomically(queries) {
      lock.assertHeld()
      await fence.settled()
      const guard = fence.query()
      try {
        await inOneTransaction(pool, guard === null ? queries : [guard, ...queries], nameOf)
      } catch (error) {
        if (error instanceof StorageError && error.code === 'database-stopped') fence.doubt()
        throw error
      }
    },
    async close() {
      await kysely.destroy()
      // a Kysely that was never asked anything has no driver to destroy yet
      if (!pool.ending) await pool.end()
      await lock.release()
    },
  }
}

/** From now on nothing is waited for without end; connections that are open know nothing of it and are replaced. */
async function inHurry(pool: pg.Pool): Promise<void> {
  pool.options.query_timeout = ANSWER_WITHIN
  const open = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()))
  for (const client of open) client.release(true)
}
