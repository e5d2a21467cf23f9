import type { WorkspaceTable } from '../../shared/formulas/workspace/other-tables.ts'
import { createWorkspace, type Workspace } from '../../shared/formulas/workspace/workspace.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { TableStore } from '../storage/table-store.ts'
import { readStructure } from './read-structure.ts'

/**
 * The structures of all tables: what formulas name of each other. Those of open tables are told here whenever they change, the
 * others are read from disk once, since a table that nobody has open does not change.
 */
export class Directory {
  readonly #store: TableStore
  readonly #tables = new Map<string, WorkspaceTable>()
  /** open ones: what the disk says of them may be older */
  readonly #told = new Map<string, TableStructure>()
  #workspace: Workspace | null = null
  #reading: Promise<void> | null = null

  constructor(store: TableStore) {
    this.#store = store
  }

  /** as far as it is known */
  get known(): Workspace {
    return (this.#workspace ??= createWorkspace(this.#tables.values()))
  }

  /** Looks which tables there are now. Whoever asks meanwhile gets what comes of it. */
  refresh(): Promise<void> {
    return (this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    }))
  }

  /** An open table's structure as it is now; answers whether formulas of others could notice. */
  tell(id: string, structure: TableStructure): boolean {
    this.#told.set(id, structure)
    const known = this.#tables.get(id)
    // not listed or not read yet: then nobody has bound a name to it
    if (known === undefined || known.structure === structure) return false
    this.#put({ ...known, structure })
    return naming(known.structure) !== naming(structure)
  }

  /** The table has left the memory: what was told last is what is on disk. */
  closed(id: string): void {
    this.#told.delete(id)
  }

  async #read(): Promise<void> {
    const stored = await this.#store.listTables()
    const fresh = stored.filter(({ id }) => !this.#tables.has(id))
    await Promise.all(
      fresh.map(async ({ id, name }) => {
        const read = await readStructure(this.#store, id)
        // it may have been opened and changed meanwhile
        const structure = this.#told.get(id) ?? read
        if (structure !== null) this.#put({ id, name, structure })
      }),
    )
    const there = new Set(stored.map(({ id }) => id))
    for (const id of [...this.#tables.keys()])
      if (!there.has(id)) {
        this.#tables.delete(id)
        this.#workspace = null
      }
  }

  #put(table: WorkspaceTable): void {
    this.#tables.set(table.id, table)
    this.#workspace = null
  }
}

/** All of a structure that a formula of another table can depend on. */
const naming = ({ table, columns }: TableStructure): string =>
  JSON.stringify([
    table.title,
    table.shortTitle,
    columns.map(({ id, title, group, type, formula }) => [id, title, group, type, formula]),
  ])
