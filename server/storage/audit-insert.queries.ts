import { type CompiledQuery, sql } from 'kysely'
import { type AuditEntry, auditPayload } from './audit-entry.ts'
import type { Database } from './database.ts'
import { storableText } from './json-rows.ts'
import { prepareQuery } from './prepared-query.ts'

interface Line {
  readonly entry: AuditEntry
  readonly facts: string
  /** the commit that the line vouches for, by its room; null: none */
  readonly room: string | null
}

/**
 * The queries that add a line to the audit log. They go into the transaction of what they tell of: the database itself finds the
 * line before and hashes, so lines of tables that commit at the same time still make one chain.
 */
export function auditInserts({ kysely, dialect }: Database): (entry: AuditEntry, room?: string) => CompiledQuery[] {
  const isLite = dialect === 'sqlite'
  const insert = prepareQuery<Line>(kysely, slot => {
    const text = (of: (line: Line) => string | null) => sql<string>`cast(${slot(of)} as text)`
    const payload = text(({ entry, facts }) => auditPayload({ ...entry, facts }))
    const hash = isLite
      ? sql`sha256(p.hash || char(10) || ${payload})`
      : sql`encode(sha256(convert_to(p.hash || chr(10) || ${payload}, 'UTF8')), 'hex')`
    return sql`
      insert into audit (at, kind, table_id, account_id, address, facts, update_id, prev, hash)
      select cast(${slot(({ entry }) => entry.at)} as bigint), ${text(({ entry }) => entry.kind)}, ${text(({ entry }) => entry.table)},
        ${text(({ entry }) => entry.account)}, ${text(({ entry }) => entry.address)}, ${text(({ facts }) => facts)},
        (select max(id) from updates where room = ${text(({ room }) => room)}), p.hash, ${hash}
      from (select coalesce((select hash from audit order by id desc limit 1), '') as hash) as p`
  })
  // two transactions that both saw the same last line could not both commit; so they come one after the other
  const turn = isLite ? [] : [sql`lock table audit in share row exclusive mode`.compile(kysely)]
  return (entry, room) => [
    ...turn,
    insert({ entry, facts: storableText(JSON.stringify(entry.facts)), room: room ?? null }),
  ]
}
