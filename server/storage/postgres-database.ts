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
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: 5000,
    pipeline: true,
    types,
  })
  // an idle connection that breaks is replaced; without a listener it would end the process
  pool.on('error', () => {})
  // what is acknowledged must survive a power cut, whatever the server's default
  pool.on('connect', client => {
    client
      .query(`select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`)
      .catch(() => {})
  })
  const kysely = new Kysely<Schema>({ dialect: postgresDialect(pool) })
  const nameOf = statementNames()
  return {
    dialect: 'postgres',
    kysely,
    guard: lock.guard,
    async atomically(queries) {
      lock.assertHeld()
      await inOneTransaction(pool, queries, nameOf)
    },
    async close() {
      await kysely.destroy()
      // a Kysely that was never asked anything has no driver to destroy yet
      if (!pool.ending) await pool.end()
      await lock.release()
    },
  }
}

/**
 * Begin, queries and commit go out at once: one trip, however far away the database is. Where one fails, the server skips the
 * rest and answers the commit by rolling back.
 */
async function inOneTransaction(
  pool: pg.Pool,
  queries: readonly CompiledQuery[],
  nameOf: (sql: string) => string,
): Promise<void> {
  let client: pg.PoolClient | undefined
  let broken = false
  try {
    const on = (client = await pool.connect())
    const outcomes = await Promise.allSettled([
      on.query('begin'),
      ...queries.map(({ sql, parameters }) => on.query({ name: nameOf(sql), text: sql, values: [...parameters] })),
      on.query('commit'),
    ])
    const failed = outcomes.find(outcome => outcome.status === 'rejected')
    // a commit that was lost on its way may have happened: the connection tells nothing more
    broken = outcomes.at(-1)?.status === 'rejected'
    if (failed !== undefined) throw failed.reason
  } catch (error) {
    throw fromPostgres(error)
  } finally {
    client?.release(broken)
  }
}

/** A name per text keeps its plan on the server. The texts are few: rows travel as one parameter. */
function statementNames(): (sql: string) => string {
  const names = new Map<string, string>()
  return sql => {
    const known = names.get(sql) ?? `tongchou_${names.size}`
    names.set(sql, known)
    return known
  }
}
