import type { Account } from '../../shared/accounts/account.ts'
import type { TableDetail, TableSummary } from '../../shared/protocol/api-tables.ts'
import { ApiFailure } from '../errors.ts'
import { mayRead, tablePermissions } from '../permissions/table-access.ts'
import type { AccountStore } from '../storage/account-store.ts'
import type { StoredTable, TableStore } from '../storage/table-store.ts'
import type { LiveTable, LiveTables } from '../sync/live-table.ts'
import type { DepartmentNames } from './read-rows.ts'

interface OpenTable {
  readonly stored: StoredTable
  readonly table: LiveTable
}

/** The tables as callers may see them. */
export interface TableCatalogue {
  list(account: Account): Promise<TableSummary[]>
  /** @throws ApiFailure not-found, also for one that the caller may not see */
  find(account: Account, idOrName: string): Promise<StoredTable>
  /** @throws ApiFailure not-found */
  open(account: Account, idOrName: string): Promise<OpenTable>
  describe(account: Account, idOrName: string): Promise<TableDetail>
  departmentNames(): Promise<DepartmentNames>
}

export function createTableCatalogue(tables: TableStore, accounts: AccountStore, live: LiveTables): TableCatalogue {
  async function find(account: Account, idOrName: string): Promise<StoredTable> {
    const stored = await tables.findTable(idOrName)
    if (stored === null || !mayRead(account, stored.id)) throw new ApiFailure('not-found')
    return stored
  }

  async function loaded(stored: StoredTable): Promise<OpenTable> {
    const table = await live.open(stored.id)
    if (table === null) throw new ApiFailure('not-found')
    return { stored, table }
  }

  return {
    find,
    departmentNames: async () => new Map((await accounts.listDepartments()).map(({ id, name }) => [id, name])),
    open: async (account, idOrName) => loaded(await find(account, idOrName)),
    async list(account) {
      const seen = (await tables.listTables()).filter(table => mayRead(account, table.id))
      return (await Promise.all(seen.map(loaded))).map(summary)
    },
    async describe(account, idOrName) {
      const open = await loaded(await find(account, idOrName))
      const { table: facts, columns } = open.table.view.structure
      const departments = await accounts.listDepartments()
      return {
        ...summary(open),
        seq: open.table.seq,
        phase: facts.phase,
        unitLine: facts.unitLine ?? null,
        notes: facts.notes ? facts.notes.split('\n') : [],
        source: facts.source ?? null,
        columns: columns.map(column => ({ ...column })),
        departments: departments.map(({ id, name }) => ({ id, name })),
        permissions: tablePermissions(account, open.stored.id, facts.phase),
      }
    },
  }
}

/** title and edition from the live table: the list tells what is true now, not what it was made with */
const summary = ({ stored, table }: OpenTable): TableSummary => ({
  id: stored.id,
  name: stored.name,
  title: table.view.structure.table.title,
  kind: stored.kind,
  section: stored.section,
  edition: table.hash,
  room: table.room,
  rowCount: table.view.rows.length,
})
