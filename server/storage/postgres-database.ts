import { type CompiledQuery, Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { createMetaStore } from './meta.queries.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { takePostgresLock } from './postgres-lock.ts'
import { inOneTransaction, statementNames } from './postgres-transaction.ts'
import type { Schema } from './schema.ts'

export interface PostgresDatabase extends Database {
  /**
   * Writes down whose the schema is; from now on every commit asks whether it still is. So a server that lost the lock
   * without noticing cannot write beside its successor. The schema must be migrated.
   */
  claim(holder: string): Promise<void>
}

const INT8 = 20

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
  const kysely = new Kysely<Schema>({ dialect: postgresDialect(pool) })
  const nameOf = statementNames()
  let fence: CompiledQuery | null = null
  return {
    dialect: 'postgres',
    kysely,
    async claim(holder) {
      const { set, get } = createMetaStore({ kysely })
      await set(HOLDER, holder)
      await lock.guard(async () => (await get(HOLDER)) ?? '')
      fence = fenceQuery(kysely, holder)
    },
    async atomically(queries) {
      lock.assertHeld()
      await inOneTransaction(pool, fence === null ? queries : [fence, ...queries], nameOf)
    },
    async close() {
      await kysely.destroy()
      // a Kysely that was never asked anything has no driver to destroy yet
      if (!pool.ending) await pool.end()
      await lock.release()
    },
  }
}

const HOLDER = 'holder'

/** Fails by dividing by zero unless the holder is the same; the shared lock makes a successor wait for commits under way. */
const fenceQuery = (kysely: Kysely<Schema>, holder: string) =>
  sql`select 1 / count(*) from (select 1 from meta where key = ${HOLDER} and value = ${holder} for share) as mine`.compile(
    kysely,
  )
