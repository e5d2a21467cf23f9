import { THE_SERVER } from './audit-entry.ts'
import { auditInserts } from './audit-insert.queries.ts'
import { batchQueries, ownerQueries } from './batches.queries.ts'
import { changeQueries } from './changes.queries.ts'
import type { Database } from './database.ts'
import { editionInserts, editionQueries } from './editions.queries.ts'
import { overtakenQueries } from './overtaken.queries.ts'
import type { StoredTable, TableStore } from './table-store.ts'

const COLUMNS = ['id', 'name', 'title', 'kind', 'section', 'position'] as const

export function createTableStore(db: Database): TableStore {
  const { kysely } = db
  const inBatch = batchQueries(db)
  const { setOwners } = ownerQueries(db)
  const audited = auditInserts(db)
  return {
    ...editionQueries(db),
    ...changeQueries(db),
    ...overtakenQueries(db),

    async listTables() {
      return await kysely.selectFrom('tables').select(COLUMNS).orderBy('position').orderBy('id').execute()
    },
    async findTable(idOrName): Promise<StoredTable | null> {
      const found = await kysely
        .selectFrom('tables')
        .select(COLUMNS)
        .where(or => or.or([or('id', '=', idOrName), or('name', '=', idOrName)]))
        .execute()
      return found.find(table => table.id === idOrName) ?? found[0] ?? null
    },
    async createTable(table, edition, owners, at, by = THE_SERVER) {
      const { id, name, title, kind, section, position } = table
      await db.atomically([
        kysely.insertInto('tables').values({ id, name, title, kind, section, position, created_at: at }).compile(),
        ...(await editionInserts(db, edition, at)),
        ...(owners.size > 0 ? [setOwners({ tableId: id, rows: [...owners] })] : []),
        ...audited({ ...by, at, kind: 'table-created', table: id, facts: { name, title, kind } }),
      ])
    },
    async updates(room) {
      const rows = await kysely.selectFrom('updates').select('bytes').where('room', '=', room).orderBy('id').execute()
      return rows.map(row => row.bytes)
    },
    async claims(room) {
      const rows = await kysely.selectFrom('claims').select(['client', 'account_id']).where('room', '=', room).execute()
      return new Map(rows.map(row => [row.client, row.account_id]))
    },
    async rowOwners(tableId) {
      const rows = await kysely
        .selectFrom('row_owners')
        .select(['row_id', 'department_id'])
        .where('table_id', '=', tableId)
        .execute()
      return new Map(rows.map(row => [row.row_id, row.department_id]))
    },
    async commitBatch(batch) {
      await db.atomically(inBatch(batch))
    },
  }
}
