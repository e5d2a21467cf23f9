import { type RawBuilder, sql } from 'kysely'
import type { DialectName } from './database.ts'

/**
 * Many rows as ONE parameter, for `insert … select … from` and `in (select …)`: the SQL text is the same for one row and for
 * twenty thousand, so that it stays prepared, and neither database's limit on parameters is ever met.
 */
export interface JsonRows {
  /** a from-item named `r` */
  readonly from: RawBuilder<unknown>
  readonly text: (at: number) => RawBuilder<string>
  readonly int: (at: number) => RawBuilder<number>
  /** for `insert … select … on conflict`: without a `where` SQLite reads that `on` as a join's */
  readonly always: RawBuilder<unknown>
}

export type Row = readonly (string | number | null)[]

export const jsonRows = (dialect: DialectName, rows: readonly Row[]): JsonRows =>
  rowsIn(dialect, sql.val(JSON.stringify(rows)))

/** `json`: an array of arrays, as JSON text */
export function rowsIn(dialect: DialectName, json: RawBuilder<string>): JsonRows {
  return {
    from:
      dialect === 'sqlite' ? sql`json_each(${json}) as r` : sql`json_array_elements(cast(${json} as json)) as r(value)`,
    text: at => sql<string>`r.value ->> ${sql.lit(at)}`,
    int: at => sql<number>`cast(r.value ->> ${sql.lit(at)} as bigint)`,
    always: sql`where 1 = 1`,
  }
}

/** Text as both databases can hold it: no NUL, no half of a surrogate pair; these become U+FFFD, as on the wire. */
export function storableText(text: string): string {
  return SUSPECT.test(text) ? Buffer.from(text).toString().replaceAll('\0', '\uFFFD') : text
}

const SUSPECT = /[\0\uD800-\uDFFF]/
