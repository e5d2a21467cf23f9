import type { TableChange, TableView } from '../../shared/document/table-view.ts'
import type { LinkedCalculation } from '../../shared/formulas/calculation.ts'
import type { ColumnReader } from '../../shared/formulas/evaluate/column-reader.ts'
import { ForeignReader } from '../../shared/formulas/evaluate/foreign-reader.ts'
import { finderOf } from '../../shared/formulas/language/column-names.ts'
import { foreignKey, foreignParts } from '../../shared/formulas/language/foreign-key.ts'
import { linkedColumns } from '../../shared/formulas/language/foreign-names.ts'
import type { Outside } from '../../shared/formulas/outside.ts'
import type { Workspace } from '../../shared/formulas/workspace/workspace.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { Directory } from './directory.ts'

/** What is needed of an open table to link it with others. */
export interface LinkableTable {
  readonly id: string
  readonly view: Pick<TableView, 'structure' | 'rows' | 'rowIndex'>
  readonly calculation: LinkedCalculation
}

export type Moved = ReturnType<LinkedCalculation['moved']>

export interface TableLinksOptions {
  readonly directory: Directory
  /** into memory, without what it refers to in turn */
  readonly load: (tableId: string) => Promise<LinkableTable | null>
  readonly onError: (error: unknown, tableId: string) => void
}

/** A table reads at most so many others, directly and through others; what lies beyond is not loaded. */
const MOST_LOADED = 64

/**
 * Joins the calculations of open tables: each reads the columns that it names from the live copy of the other table, which is loaded
 * for it, and is told when they move.
 */
export class TableLinks {
  readonly #options: TableLinksOptions
  readonly #tables = new Map<string, LinkableTable>()
  /** ids of the tables that a table names, found and loaded */
  readonly #sources = new Map<string, ReadonlySet<string>>()
  readonly #readers = new Map<string, ForeignReader>()
  readonly #settling = new Map<string, Promise<void>>()
  readonly #listeners = new Set<(table: LinkableTable, moved: Moved) => void>()

  constructor(options: TableLinksOptions) {
    this.#options = options
  }

  /** calls back with what reads differently in a table, whatever moved it */
  onMoved(listener: (table: LinkableTable, moved: Moved) => void): void {
    this.#listeners.add(listener)
  }

  outsideOf(tableId: string): Outside {
    return {
      kind: 'tables',
      others: () => this.#options.directory.known.othersOf(tableId),
      reader: key => this.#readerOf(key),
    }
  }

  /** The same for a table as it would be with another structure; what that reads of others is loaded. */
  async outside(tableId: string, structure: TableStructure): Promise<Outside> {
    const before = await this.workspace()
    const name = before.tables.get(tableId)?.name ?? tableId
    const workspace = before.with({ id: tableId, name, structure })
    for (const id of named(structure, workspace)) {
      const source = id === tableId ? null : await this.#options.load(id)
      if (source !== null) await this.settle(source)
    }
    return { kind: 'tables', others: () => workspace.othersOf(tableId), reader: key => this.#readerOf(key) }
  }

  /** a table has come into memory */
  add(table: LinkableTable): void {
    this.#tables.set(table.id, table)
    this.#options.directory.tell(table.id, table.view.structure)
  }

  remove(tableId: string): void {
    this.#tables.delete(tableId)
    this.#sources.delete(tableId)
    this.#options.directory.closed(tableId)
    for (const key of [...this.#readers.keys()]) if (foreignParts(key).table === tableId) this.#readers.delete(key)
  }

  /** the columns of other tables that a table's formulas read, whether these can be calculated or not */
  readersOf(table: LinkableTable): readonly ColumnReader[] {
    const { find } = this.#options.directory.known
    const keys = [...linkedColumns(table.view.structure).values()].flat().flatMap(({ table: name, column }) => {
      const found = find(name)
      if (found.kind !== 'found' || found.table.id === table.id) return []
      const named = finderOf(found.table.structure)(column)
      return named.kind === 'found' ? [foreignKey(found.table.id, named.columnId)] : []
    })
    return [...new Set(keys)].map(key => this.#readerOf(key))
  }

  sourcesOf(tableId: string): ReadonlySet<string> {
    return this.#sources.get(tableId) ?? NONE
  }

  /** The tables as they are now, those made meanwhile too. */
  async workspace(): Promise<Workspace> {
    const { directory } = this.#options
    const before = directory.known
    await directory.refresh()
    // a name that led nowhere may lead to a table that was made meanwhile
    if (directory.known !== before) this.#rebindOthers(null)
    return directory.known
  }

  /** Whether all that the table's formulas read is at hand. */
  isSettled(table: LinkableTable): boolean {
    if (linkedColumns(table.view.structure).size === 0) return true
    const sources = this.#sources.get(table.id)
    return (
      sources !== undefined &&
      !this.#settling.has(table.id) &&
      this.#reached(table.id).every(id => this.#tables.has(id))
    )
  }

  /** Loads the tables that a table's formulas read, and those that these read in turn. */
  settle(table: LinkableTable): Promise<void> {
    if (this.isSettled(table)) return Promise.resolve()
    let settling = this.#settling.get(table.id)
    if (settling === undefined) {
      settling = this.#settle(table)
        .catch(error => this.#options.onError(error, table.id))
        .finally(() => this.#settling.delete(table.id))
      this.#settling.set(table.id, settling)
    }
    return settling
  }

  /** A table has changed, and its own calculation has taken that in. */
  changed(table: LinkableTable, change: TableChange, moved: Moved): void {
    const noticed =
      (change.structure || change.origin === 'load') && this.#options.directory.tell(table.id, table.view.structure)
    this.#tell(table, moved)
    if (noticed) this.#rebindOthers(table)
    if (change.structure || change.origin === 'load') {
      this.#sources.delete(table.id)
      void this.settle(table)
    }
    this.#spread(table, changedColumns(table, change, moved))
  }

  // ---- loading -------------------------------------------------------------------------------------------------------

  async #settle(table: LinkableTable): Promise<void> {
    await this.#options.directory.refresh()
    const loaded = new Set([table.id])
    const fresh: LinkableTable[] = []
    let wave = [table]
    while (wave.length > 0) {
      const next: LinkableTable[] = []
      for (const each of wave) {
        const known = this.#sources.get(each.id)
        const sources = this.#namedBy(each)
        this.#sources.set(each.id, sources)
        let news = known === undefined
        for (const id of sources) {
          news ||= !this.#tables.has(id)
          if (loaded.has(id) || loaded.size > MOST_LOADED) continue
          loaded.add(id)
          const source = this.#tables.get(id) ?? (await this.#options.load(id))
          if (source !== null) next.push(source)
        }
        if (news && sources.size + linkedColumns(each.view.structure).size > 0) fresh.push(each)
      }
      wave = next
    }
    // those that are read before those that read them
    for (const each of fresh.reverse()) this.#rebind(each)
  }

  /** ids of the tables that its formulas name and that are there */
  #namedBy(table: LinkableTable): ReadonlySet<string> {
    const ids = named(table.view.structure, this.#options.directory.known)
    ids.delete(table.id)
    return ids
  }

  /** everything that a table reads, through others too */
  #reached(tableId: string): readonly string[] {
    const reached = new Set<string>()
    const queue = [tableId]
    for (const id of queue)
      for (const source of this.sourcesOf(id))
        if (!reached.has(source) && reached.size < MOST_LOADED) {
          reached.add(source)
          queue.push(source)
        }
    return [...reached]
  }

  #readerOf(key: string): ForeignReader {
    let reader = this.#readers.get(key)
    if (reader === undefined) {
      const { table, column } = foreignParts(key)
      reader = new ForeignReader(() => this.#tables.get(table)?.calculation.reader(column))
      this.#readers.set(key, reader)
    }
    return reader
  }

  // ---- moving --------------------------------------------------------------------------------------------------------

  #rebindOthers(changed: LinkableTable | null): void {
    for (const table of this.#tables.values()) {
      if (table === changed || linkedColumns(table.view.structure).size === 0) continue
      this.#rebind(table)
      this.#sources.delete(table.id)
      void this.settle(table)
    }
  }

  #rebind(table: LinkableTable): void {
    const moved = table.calculation.rebind()
    this.#tell(table, moved)
    this.#spread(table, new Set(moved.columns))
  }

  /** Columns of a table read differently: so do those of other tables that read them. Circles read nothing, so this ends. */
  #spread(source: LinkableTable, columns: ReadonlySet<string>): void {
    if (columns.size === 0) return
    const keys = new Map([...columns].map(column => [foreignKey(source.id, column), 'all' as const]))
    for (const table of this.#tables.values()) {
      if (!this.sourcesOf(table.id).has(source.id)) continue
      const moved = table.calculation.moved(keys)
      if (moved.cells.length + moved.columns.length === 0) continue
      this.#tell(table, moved)
      this.#spread(table, columnsOf(moved))
    }
  }

  #tell(table: LinkableTable, moved: Moved): void {
    for (const listener of this.#listeners) listener(table, moved)
  }
}

const NONE: ReadonlySet<string> = new Set()

function named(structure: TableStructure, { find }: Workspace): Set<string> {
  const names = [...linkedColumns(structure).values()].flat()
  return new Set(
    names.flatMap(({ table }) => {
      const found = find(table)
      return found.kind === 'found' ? [found.table.id] : []
    }),
  )
}

const columnsOf = (moved: Moved): ReadonlySet<string> =>
  new Set([...moved.columns, ...moved.cells.map(({ column }) => column)])

/** Columns of which a cell reads differently after a change, entered and computed. */
function changedColumns(table: LinkableTable, change: TableChange, moved: Moved): ReadonlySet<string> {
  if (change.rows || change.structure || change.origin === 'load')
    return new Set([...moved.columns, ...table.view.structure.columns.map(({ id }) => id)])
  return new Set([...columnsOf(moved), ...change.cells.map(({ column }) => column)])
}
