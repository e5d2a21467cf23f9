import type Sqlite from 'better-sqlite3'
import { auditPayload, batchDigest, chainHash } from './audit-entry.ts'

/** What a check of the audit log found. `lines` are those that are sound, from the first. */
export type AuditVerdict =
  | { readonly sound: true; readonly lines: number; readonly head: string }
  | { readonly sound: false; readonly lines: number; readonly record: TamperedRecord }

/** The first record that is not as it was written. */
export type TamperedRecord =
  /** the line itself, or one before it that is gone */
  | { readonly kind: 'line'; readonly id: number; readonly at: number }
  /** the commit that a line vouches for: its bytes, a write or an effect */
  | { readonly kind: 'commit'; readonly id: number; readonly update: number; readonly at: number }
  /** a commit after the log began that no line vouches for */
  | { readonly kind: 'unvouched'; readonly update: number; readonly at: number }

interface Line {
  readonly id: number
  readonly at: number
  readonly kind: string
  readonly table: string | null
  readonly account: string | null
  readonly address: string | null
  readonly facts: string
  readonly update_id: number | null
  readonly prev: string
  readonly hash: string
}

/** Reads the log from its first line and recomputes every hash, and every commit's digest from what the log holds of it. */
export function verifyAudit(database: Sqlite.Database): AuditVerdict {
  const lines = database.prepare<[], Line>(
    `select id, at, kind, table_id as "table", account_id as account, address, facts, update_id, prev, hash from audit order by id`,
  )
  const isSound = commitChecker(database)
  let prev = ''
  let count = 0
  let first: number | null = null
  for (const line of lines.iterate()) {
    if (line.prev !== prev || line.hash !== chainHash(prev, auditPayload(line)))
      return { sound: false, lines: count, record: { kind: 'line', id: line.id, at: line.at } }
    const { update_id: update, id, at } = line
    if (line.kind === 'cells') {
      if (update === null || !isSound(update, line.facts))
        return { sound: false, lines: count, record: { kind: 'commit', id, update: update ?? 0, at } }
      first ??= update
    }
    prev = line.hash
    count++
  }
  const loose = database
    .prepare<[number], { id: number; at: number }>(
      `select u.id, u.at from updates u where u.id >= ? and not exists (select 1 from audit l where l.update_id = u.id) order by u.id limit 1`,
    )
    .get(first ?? Number.MAX_SAFE_INTEGER)
  if (loose !== undefined)
    return { sound: false, lines: count, record: { kind: 'unvouched', update: loose.id, at: loose.at } }
  return { sound: true, lines: count, head: prev }
}

function commitChecker(database: Sqlite.Database): (update: number, facts: string) => boolean {
  const updates = database.prepare<[number], { room: string; bytes: Uint8Array }>(
    'select room, bytes from updates where id = ?',
  )
  const intents = database
    .prepare('select client, clock, map, key, value, account_id, reason from intents where update_id = ? order by id')
    .raw()
  const effects = database
    .prepare('select map, item, fact, before, after, account_id, reason from effects where update_id = ? order by id')
    .raw()
  return (update, facts) => {
    const found = updates.get(update)
    if (found === undefined) return false
    const digest = batchDigest(found.room, found.bytes, intents.all(update), effects.all(update))
    return (JSON.parse(facts) as { digest?: string }).digest === digest
  }
}
