import type { FormulaError } from '../cell-value.ts'
import type { OtherTables, WorkspaceTable } from './other-tables.ts'
import { type FindTable, tableFinder } from './table-names.ts'
import { workspaceFaults } from './workspace-faults.ts'

/** All tables that somebody may name, as they are at one moment. */
export interface Workspace {
  readonly tables: ReadonlyMap<string, WorkspaceTable>
  readonly find: FindTable
  othersOf(tableId: string): OtherTables
  /** the same workspace in which one table is another */
  with(table: WorkspaceTable): Workspace
}

export function createWorkspace(given: Iterable<WorkspaceTable>): Workspace {
  const tables = new Map([...given].map(table => [table.id, table]))
  const find = tableFinder(tables.values())
  // most workspaces are asked for names alone
  let faults: ReadonlyMap<string, ReadonlyMap<string, FormulaError>> | null = null
  return {
    tables,
    find,
    othersOf: own => ({
      own,
      find,
      fault: columnId => (faults ??= workspaceFaults(tables, find)).get(own)?.get(columnId) ?? null,
    }),
    with: table => createWorkspace([...tables.values()].filter(({ id }) => id !== table.id).concat(table)),
  }
}
