import { type CompiledQuery, Kysely } from 'kysely'
import pg from 'pg'
import type { Database } from './database.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { fromPostgres } from './postgres-errors.ts'
import { takePostgresLock } from './postgres-lock.ts'
import type { Schema } from './schema.ts'

export interface PostgresDatabase extends Database {
  /** From now on a lost lock is only taken again if `read` still answers the same: nobody else wrote in between. */
  guard(read: () => Promise<string>): Promise<void>
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
  const pool = new pg.Pool({ connectionString: url, max: 10, keepAlive: true, connectionTimeoutMillis: 5000, types })
  // an idle connection that breaks is replaced; without a listener it would end the process
  pool.on('error', () => {})
  // what is acknowledged must survive a power cut, whatever the server's default
  pool.on('connect', client => {
    client
      .query(`select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`)
      .catch(() => {})
  })
  const kysely = new Kysely<Schema>({ dialect: postgresDialect(pool) })
  return {
    dialect: 'postgres',
    kysely,
    guard: lock.guard,
    async atomically(queries) {
      lock.assertHeld()
      await inOneTransaction(pool, queries)
    },
    async close() {
      await kysely.destroy()
      // a Kysely that was never asked anything has no driver to destroy yet
      if (!pool.ending) await pool.end()
      await lock.release()
    },
  }
}

async function inOneTransaction(pool: pg.Pool, queries: readonly CompiledQuery[]): Promise<void> {
  let client: pg.PoolClient | undefined
  let broken = false
  try {
    client = await pool.connect()
    await client.query('begin')
    for (const { sql, parameters } of queries) await client.query(sql, [...parameters])
    await client.query('commit')
  } catch (error) {
    await client?.query('rollback').catch(() => {
      broken = true
    })
    throw fromPostgres(error)
  } finally {
    client?.release(broken)
  }
}
