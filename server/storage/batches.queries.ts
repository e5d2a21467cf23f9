import { type CompiledQuery, sql } from 'kysely'
import type { Database } from './database.ts'
import { jsonRows, storableText } from './json-rows.ts'
import type { CommitBatch, Effect, Intent } from './table-store.ts'

/** Everything one group commit writes, in order. */
export function batchQueries(db: Database, batch: CommitBatch): CompiledQuery[] {
  return [
    updateQuery(db, batch),
    ...(batch.intents.length > 0 ? [intentsQuery(db, batch)] : []),
    ...(batch.effects.length > 0 ? [effectsQuery(db, batch)] : []),
    ...(batch.claims.length > 0 ? [claimsQuery(db, batch)] : []),
    ...ownerQueries(db, batch),
  ]
}

/** The room is looked up, not taken over: for one that is closed or unknown it is null, which the column refuses. */
function updateQuery({ kysely }: Database, { tableId, room, update, at }: CommitBatch): CompiledQuery {
  const open = kysely
    .selectFrom('editions')
    .select('room')
    .where('room', '=', room)
    .where('table_id', '=', tableId)
    .where('next_room', 'is', null)
  return kysely
    .insertInto('updates')
    .values({ table_id: tableId, room: sql<string>`(${open})`, bytes: update, at })
    .compile()
}

/** The update just inserted: a room has one writer, so nobody else's can be newer. */
const thisUpdate = (room: string) => sql<number>`(select max(id) from updates where room = ${room})`

function intentsQuery({ kysely, dialect }: Database, { tableId, room, intents }: CommitBatch): CompiledQuery {
  const rows = jsonRows(dialect, intents.map(intentRow))
  return sql`
    insert into intents (update_id, table_id, client, clock, map, key, value, account_id, reason)
    select ${thisUpdate(room)}, ${sql.val(tableId)}, ${rows.int(0)}, ${rows.int(1)}, ${rows.text(2)}, ${rows.text(3)},
      ${rows.text(4)}, ${rows.text(5)}, ${rows.text(6)} from ${rows.from}`.compile(kysely)
}

const intentRow = ({ client, clock, map, key, value, account, reason }: Intent) => [
  client,
  clock,
  map,
  key,
  JSON.stringify(value),
  account,
  reason === undefined ? null : storableText(reason),
]

function effectsQuery(
  { kysely, dialect }: Database,
  { tableId, room, effects, intents, at }: CommitBatch,
): CompiledQuery {
  const reasons = new Map(intents.map(({ map, key, account, reason }) => [`${map} ${account} ${key}`, reason]))
  const rows = jsonRows(
    dialect,
    effects.map(effect => effectRow(effect, reasons.get(`${effect.map} ${effect.account} ${effect.key}`))),
  )
  return sql`
    insert into effects (update_id, table_id, map, item, fact, before, after, account_id, reason, at)
    select ${thisUpdate(room)}, ${sql.val(tableId)}, ${rows.text(0)}, ${rows.text(1)}, ${rows.text(2)}, ${rows.text(3)},
      ${rows.text(4)}, ${rows.text(5)}, ${rows.text(6)}, cast(${at} as bigint) from ${rows.from}`.compile(kysely)
}

function effectRow({ map, key, before, after, account }: Effect, reason: string | undefined) {
  const [item, fact] = splitKey(key)
  return [
    map,
    item,
    fact,
    JSON.stringify(before),
    JSON.stringify(after),
    account,
    reason === undefined ? null : storableText(reason),
  ]
}

function splitKey(key: string): readonly [item: string, fact: string] {
  const at = key.indexOf(':')
  return at === -1 ? [key, ''] : [key.slice(0, at), key.slice(at + 1)]
}

function claimsQuery({ kysely, dialect }: Database, { room, claims }: CommitBatch): CompiledQuery {
  const rows = jsonRows(
    dialect,
    claims.map(({ client, account }) => [client, account]),
  )
  return sql`
    insert into claims (room, client, account_id)
    select ${sql.val(room)}, ${rows.int(0)}, ${rows.text(1)} from ${rows.from} where ${rows.always}
    on conflict (room, client) do nothing`.compile(kysely)
}

/** The gate asks SQL who owns a row; so a change of the fact `owner` lands there in the same transaction. */
function ownerQueries(db: Database, { tableId, effects }: CommitBatch): CompiledQuery[] {
  const owners = new Map<string, string | null>()
  for (const { map, key, after } of effects) {
    const [row, fact] = splitKey(key)
    if (map === 'rows' && fact === 'owner') owners.set(row, typeof after === 'string' && after !== '' ? after : null)
  }
  const named = [...owners].filter((entry): entry is [string, string] => entry[1] !== null)
  const cleared = [...owners.keys()].filter(row => owners.get(row) === null)
  return [
    ...(named.length > 0 ? [setOwnersQuery(db, tableId, named)] : []),
    ...(cleared.length > 0 ? [clearOwnersQuery(db, tableId, cleared)] : []),
  ]
}

/** row id and department id; each row once */
export function setOwnersQuery(
  { kysely, dialect }: Database,
  tableId: string,
  owners: readonly (readonly [string, string])[],
): CompiledQuery {
  const rows = jsonRows(dialect, owners)
  return sql`
    insert into row_owners (table_id, row_id, department_id)
    select ${sql.val(tableId)}, ${rows.text(0)}, ${rows.text(1)} from ${rows.from} where ${rows.always}
    on conflict (table_id, row_id) do update set department_id = excluded.department_id`.compile(kysely)
}

function clearOwnersQuery({ kysely, dialect }: Database, tableId: string, cleared: readonly string[]): CompiledQuery {
  const rows = jsonRows(
    dialect,
    cleared.map(row => [row]),
  )
  return sql`delete from row_owners where table_id = ${tableId} and row_id in (select ${rows.text(0)} from ${rows.from})`.compile(
    kysely,
  )
}
