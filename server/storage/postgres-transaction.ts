import type { CompiledQuery } from 'kysely'
import type pg from 'pg'
import { fromPostgres } from './postgres-errors.ts'

/**
 * Once the transaction is open, queries and commit go out together: two trips, however many queries. Where one fails, the
 * server skips the rest and answers the commit by rolling back.
 */
export async function inOneTransaction(
  pool: pg.Pool,
  queries: readonly CompiledQuery[],
  nameOf: (sql: string) => string,
): Promise<void> {
  let client: pg.PoolClient | undefined
  let broken = true
  try {
    const on = (client = await pool.connect())
    // waited for: were it to fail with the rest under way, each query would commit by itself
    await on.query('begin')
    const outcomes = await Promise.allSettled([
      ...queries.map(({ sql, parameters }) => on.query({ name: nameOf(sql), text: sql, values: [...parameters] })),
      on.query('commit'),
    ])
    broken = outcomes.at(-1)?.status === 'rejected'
    const failed = outcomes.find(outcome => outcome.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  } catch (error) {
    throw fromPostgres(error)
  } finally {
    client?.release(broken)
  }
}

/** A name per text keeps its plan on the server. The texts are few: rows travel as one parameter. */
export function statementNames(): (sql: string) => string {
  const names = new Map<string, string>()
  return sql => {
    const known = names.get(sql) ?? `tongchou_${names.size}`
    names.set(sql, known)
    return known
  }
}
