import type { Account } from '../../shared/accounts/account.ts'
import type { TableDetail, TableSummary } from '../../shared/protocol/api-tables.ts'
import { ApiFailure } from '../errors.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import { tablePermissions } from '../permissions/table-access.ts'
import type { AccountStore } from '../storage/account-store.ts'
import type { StoredTable, TableStore } from '../storage/table-store.ts'
import type { LiveTable, LiveTables } from '../sync/live-table.ts'
import type { DepartmentNames } from './read-rows.ts'
import { countRowsOf, readOutline, type TableOutline } from './table-outline.ts'

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
  /** a table that one may not read does not exist for them */
  mayRead(account: Account, tableId: string): boolean
}

export function createTableCatalogue(
  tables: TableStore,
  accounts: AccountStore,
  live: LiveTables,
  rights: RightsBook,
): TableCatalogue {
  async function find(account: Account, idOrName: string): Promise<StoredTable> {
    const stored = await tables.findTable(idOrName)
    if (stored === null || !rights.mayRead(account, stored.id)) throw new ApiFailure('not-found')
    return stored
  }

  async function loaded(stored: StoredTable): Promise<OpenTable> {
    const table = await live.open(stored.id)
    if (table === null) throw new ApiFailure('not-found')
    return { stored, table }
  }

  // a table that nobody has open cannot change, so its outline is read once; from the first opening on the live table tells
  const outlines = new Map<string, Promise<TableOutline | null>>()
  live.onUnload(tableId => outlines.delete(tableId)) // it may have changed while it was open
  async function outline(tableId: string): Promise<TableOutline> {
    const open = await live.opened(tableId)
    if (open !== null) outlines.delete(tableId)
    else if (!outlines.has(tableId)) {
      const reading = readOutline(tables, tableId)
      outlines.set(tableId, reading)
      reading.catch(() => outlines.delete(tableId))
    }
    const found = open ?? (await outlines.get(tableId)!)
    if (found === null) throw new ApiFailure('not-found')
    return found
  }

  async function listed(account: Account, stored: StoredTable): Promise<TableSummary> {
    const [table, changes] = await Promise.all([outline(stored.id), tables.changes(stored.id, { limit: 1 })])
    const { shortTitle, phase } = table.view.structure.table
    const last = changes[0]
    return {
      ...identity(stored, table),
      ...(shortTitle ? { shortTitle } : {}),
      phase,
      ...(account.department === null ? {} : { ownRows: countRowsOf(table.view, account.department) }),
      lastChange: last === undefined ? null : { at: last.at, accountName: last.accountName },
    }
  }

  return {
    find,
    mayRead: (account, tableId) => rights.mayRead(account, tableId),
    departmentNames: async () => new Map((await accounts.listDepartments()).map(({ id, name }) => [id, name])),
    open: async (account, idOrName) => loaded(await find(account, idOrName)),
    async list(account) {
      const seen = (await tables.listTables()).filter(table => rights.mayRead(account, table.id))
      return Promise.all(seen.map(stored => listed(account, stored)))
    },
    async describe(account, idOrName) {
      const open = await loaded(await find(account, idOrName))
      const { table: facts, columns } = open.table.view.structure
      const departments = await accounts.listDepartments()
      return {
        ...identity(open.stored, open.table),
        seq: open.table.seq,
        phase: facts.phase,
        unitLine: facts.unitLine ?? null,
        notes: facts.notes ? facts.notes.split('\n') : [],
        source: facts.source ?? null,
        columns: columns.map(column => ({ ...column })),
        departments: departments.map(({ id, name }) => ({ id, name })),
        rules: rights.sent(open.stored.id),
        permissions: tablePermissions(rights, account, open.stored.id, facts.phase),
      }
    },
  }
}

/** title and edition as they are now, not what the table was made with */
const identity = (stored: StoredTable, table: TableOutline) => ({
  id: stored.id,
  name: stored.name,
  title: table.view.structure.table.title,
  kind: stored.kind,
  section: stored.section,
  edition: table.hash,
  room: table.room,
  rowCount: table.view.rows.length,
})
