import { nameOf } from '../review/read-review.ts'
import type { AccountStore } from '../storage/account-store.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { LiveTable, LiveTables } from '../sync/live-table.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'

/** What ids are called now. What is gone is called by its id. */
export interface AuditNames {
  account(id: string): string
  department(id: string): string
  table(id: string): { readonly name: string; readonly title: string } | null
  row(table: string, row: string): string
  column(table: string, column: string): string
  /** does it stand in the table now? */
  has(table: string, row: string, column: string): boolean
}

export interface NamesNeeds {
  readonly accounts: AccountStore
  readonly tables: TableStore
  readonly live: LiveTables
  readonly catalogue: Pick<TableCatalogue, 'departmentNames'>
}

export interface NameBook extends AuditNames {
  /** tables are opened when first asked for: a log may speak of many */
  learn(tables: Iterable<string | null>): Promise<void>
}

export async function openNameBook({ accounts, tables, live, catalogue }: NamesNeeds): Promise<NameBook> {
  const [everybody, departments, stored] = await Promise.all([
    accounts.listEverybody(),
    catalogue.departmentNames(),
    tables.listTables(),
  ])
  const people = new Map(everybody.map(({ id, name }) => [id, name]))
  const known = new Map(stored.map(table => [table.id, table]))
  const opened = new Map<string, LiveTable>()
  const columnOf = (table: string, column: string) =>
    opened.get(table)?.view.structure.columns.find(({ id }) => id === column)
  return {
    async learn(ids) {
      for (const id of new Set(ids)) {
        if (id === null || opened.has(id) || !known.has(id)) continue
        const table = await live.open(id)
        if (table !== null) opened.set(id, table)
      }
    },
    account: id => people.get(id) ?? id,
    department: id => departments.get(id) ?? id,
    table(id) {
      const found = known.get(id)
      if (found === undefined) return null
      return { name: found.name, title: opened.get(id)?.view.structure.table.title ?? found.title }
    },
    row(table, row) {
      const view = opened.get(table)?.view
      return view === undefined ? row : nameOf(view, row)
    },
    column: (table, column) => columnOf(table, column)?.title.replaceAll('\n', '') ?? column,
    has: (table, row, column) =>
      (opened.get(table)?.view.rowIndex(row) ?? -1) >= 0 && columnOf(table, column) !== undefined,
  }
}
