import { type CompiledQuery, type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { fromPostgres, takenOver } from './postgres-errors.ts'
import type { Schema } from './schema.ts'

/** Whose the schema is stands in `meta`, as `{server}/{term}`. Every commit asks whether it is still this server's term. */
export interface PostgresFence {
  /** null: not claimed yet */
  readonly query: () => CompiledQuery | null
  /** writes down that the schema is this server's from now on */
  claim(): Promise<void>
  /** the server that holds the schema; empty: nobody */
  holder(): Promise<string>
  /** A commit's end is not known: it may still be on its way to the database. */
  doubt(): void
  /**
   * Resolves when what was in doubt is decided. A new term waits for commits of the old one that are under way, and those
   * that arrive later are refused: so what is read afterwards stays true.
   * @throws StorageError
   */
  settled(): Promise<void>
}

const HOLDER = 'holder'

export function createPostgresFence(pool: pg.Pool, kysely: Kysely<Schema>, server: string): PostgresFence {
  let term = 0
  let query: CompiledQuery | null = null
  let doubtful = false
  let settling: Promise<void> | null = null

  async function nextTerm(): Promise<void> {
    const next = ++term
    const { rowCount } = await pool
      .query(
        `update meta set value = $2 || '/' || $3::int
          where key = $1 and split_part(value, '/', 1) = $2 and split_part(value, '/', 2)::int < $3::int`,
        [HOLDER, server, next],
      )
      .catch(error => {
        throw fromPostgres(error)
      })
    if (rowCount !== 1) throw takenOver()
    query = sameTerm(kysely, `${server}/${next}`)
    doubtful = false
  }

  return {
    query: () => query,
    async claim() {
      const value = `${server}/${term}`
      await kysely
        .insertInto('meta')
        .values({ key: HOLDER, value })
        .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
        .execute()
      query = sameTerm(kysely, value)
    },
    async holder() {
      const row = await kysely.selectFrom('meta').select('value').where('key', '=', HOLDER).executeTakeFirst()
      return row?.value.split('/')[0] ?? ''
    },
    doubt() {
      if (query !== null) doubtful = true
    },
    settled() {
      if (!doubtful) return Promise.resolve()
      return (settling ??= nextTerm().finally(() => {
        settling = null
      }))
    },
  }
}

/** Fails by dividing by zero unless the term is the same; the shared lock makes the next one wait for commits under way. */
const sameTerm = (kysely: Kysely<Schema>, value: string) =>
  sql`select 1 / count(*) from (select 1 from meta where key = ${HOLDER} and value = ${value} for share) as mine`.compile(
    kysely,
  )
