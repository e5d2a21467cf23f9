import { type RawBuilder, type SqlBool, sql } from 'kysely'
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
  /** SQLite cannot tell the `on` of `on conflict` from a join's without a `where` before it */
  readonly always: RawBuilder<SqlBool>
}

export function jsonRows(dialect: DialectName, rows: readonly (readonly (string | number | null)[])[]): JsonRows {
  const json = JSON.stringify(rows)
  return {
    from:
      dialect === 'sqlite' ? sql`json_each(${json}) as r` : sql`json_array_elements(cast(${json} as json)) as r(value)`,
    text: at => sql<string>`r.value ->> ${sql.lit(at)}`,
    int: at => sql<number>`cast(r.value ->> ${sql.lit(at)} as bigint)`,
    always: sql<SqlBool>`1 = 1`,
  }
}

/** Free text as both databases can hold it: no NUL, no half of a surrogate pair. */
export function storableText(text: string): string {
  return Buffer.from(text).toString().replaceAll('\0', '\uFFFD')
}
