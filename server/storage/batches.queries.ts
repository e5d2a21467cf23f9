import { type CompiledQuery, sql } from 'kysely'
import { type AuditEntry, batchDigest } from './audit-entry.ts'
import { auditInserts } from './audit-insert.queries.ts'
import { type BatchRows, batchRows } from './batch-rows.ts'
import type { Database } from './database.ts'
import { type Row, rowsIn } from './json-rows.ts'
import { prepareQuery, type SlotFor } from './prepared-query.ts'
import type { CommitBatch } from './table-store.ts'

/** One line vouches for the whole commit: chained per batch, not per cell. */
function auditOf({ tableId, room, update, at, addresses }: CommitBatch, { intents, effects }: BatchRows): AuditEntry {
  const facts = { digest: batchDigest(room, update, intents, effects), ...(addresses && { addresses }) }
  return { at, kind: 'cells', table: tableId, account: null, address: null, facts }
}

interface RowsOf {
  readonly batch: CommitBatch
  readonly rows: readonly Row[]
}

/** Everything one group commit writes, in order. */
export function batchQueries(db: Database): (batch: CommitBatch) => readonly CompiledQuery[] {
  const update = updateQuery(db)
  const intents = intentsQuery(db)
  const effects = effectsQuery(db)
  const claims = claimsQuery(db)
  const audited = auditInserts(db)
  const { setOwners, clearOwners } = ownerQueries(db)
  const unlessEmpty = (query: (input: RowsOf) => CompiledQuery, input: RowsOf) =>
    input.rows.length > 0 ? [query(input)] : []
  return batch => {
    const rows = batchRows(batch)
    return [
      update(batch),
      ...unlessEmpty(intents, { batch, rows: rows.intents }),
      ...unlessEmpty(effects, { batch, rows: rows.effects }),
      ...unlessEmpty(claims, { batch, rows: rows.claims }),
      ...(rows.owners.length > 0 ? [setOwners({ tableId: batch.tableId, rows: rows.owners })] : []),
      ...(rows.ownersCleared.length > 0 ? [clearOwners({ tableId: batch.tableId, rows: rows.ownersCleared })] : []),
      ...audited(auditOf(batch, rows), batch.room),
    ]
  }
}

/** The room is looked up, not taken over: for one that is closed or unknown it is null, which the column refuses. */
const updateQuery = ({ kysely }: Database) =>
  prepareQuery<CommitBatch>(
    kysely,
    slot => sql`
      insert into updates (table_id, room, bytes, at)
      values (
        ${slot(batch => batch.tableId)},
        (select room from editions
          where room = ${slot(batch => batch.room)} and table_id = ${slot(batch => batch.tableId)} and next_room is null),
        ${slot(batch => batch.update)},
        ${slot(batch => batch.at)}
      )`,
  )

/** The update just inserted: a room has one writer, so nobody else's can be newer. */
const thisUpdate = (slot: SlotFor<RowsOf>) =>
  sql`(select max(id) from updates where room = ${slot(({ batch }) => batch.room)})`

const tableId = (slot: SlotFor<RowsOf>) => slot(({ batch }) => batch.tableId)

const intentsQuery = ({ kysely, dialect }: Database) =>
  prepareQuery<RowsOf>(kysely, slot => {
    const { int, text, from } = rowsIn(dialect, slot(json))
    return sql`
      insert into intents (update_id, table_id, client, clock, map, key, value, account_id, reason)
      select ${thisUpdate(slot)}, ${tableId(slot)}, ${int(0)}, ${int(1)}, ${text(2)}, ${text(3)}, ${text(4)}, ${text(5)}, ${text(6)}
      from ${from}`
  })

const effectsQuery = ({ kysely, dialect }: Database) =>
  prepareQuery<RowsOf>(kysely, slot => {
    const { text, from } = rowsIn(dialect, slot(json))
    return sql`
      insert into effects (update_id, table_id, map, item, fact, before, after, account_id, reason, at)
      select ${thisUpdate(slot)}, ${tableId(slot)}, ${text(0)}, ${text(1)}, ${text(2)}, ${text(3)}, ${text(4)}, ${text(5)}, ${text(6)},
        cast(${slot(({ batch }) => batch.at)} as bigint)
      from ${from}`
  })

const claimsQuery = ({ kysely, dialect }: Database) =>
  prepareQuery<RowsOf>(kysely, slot => {
    const { int, text, from, always } = rowsIn(dialect, slot(json))
    return sql`
      insert into claims (room, client, account_id)
      select ${slot(({ batch }) => batch.room)}, ${int(0)}, ${text(1)} from ${from} ${always}
      on conflict (room, client) do nothing`
  })

export interface OwnersOf {
  readonly tableId: string
  /** row id and department id, each row once; to clear, row ids alone */
  readonly rows: readonly Row[]
}

/** The gate asks SQL who owns a row; so a change of the fact `owner` lands there in the same transaction. */
export function ownerQueries({ kysely, dialect }: Database) {
  return {
    setOwners: prepareQuery<OwnersOf>(kysely, slot => {
      const { text, from, always } = rowsIn(dialect, slot(json))
      return sql`
        insert into row_owners (table_id, row_id, department_id)
        select ${slot(owners => owners.tableId)}, ${text(0)}, ${text(1)} from ${from} ${always}
        on conflict (table_id, row_id) do update set department_id = excluded.department_id`
    }),
    clearOwners: prepareQuery<OwnersOf>(kysely, slot => {
      const { text, from } = rowsIn(dialect, slot(json))
      return sql`delete from row_owners where table_id = ${slot(owners => owners.tableId)} and row_id in (select ${text(0)} from ${from})`
    }),
  }
}

const json = (input: { readonly rows: readonly Row[] }) => JSON.stringify(input.rows)
