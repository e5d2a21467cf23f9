import type { Scalar } from '../core/scalar.ts'
import type { TableStructure } from '../tables/structure.ts'
import type { Edition } from './edition.ts'
import type { Entry } from './fold.ts'
import { idOf, type MapName, nameOf } from './keys.ts'
import { RowOrder } from './row-order.ts'
import { structureOf } from './structure-of.ts'
import type { CellRef, TableChange, TableView } from './table-view.ts'

type Layer = Map<string, Map<string, Scalar>>

/** row facts that decide where rows stand and what counts as a part of what */
const PLACING: ReadonlySet<string> = new Set(['order', 'deleted', 'parent', 'ofWhich'])

/** Where each shown row stands in the edition, beyond its end where it does not. */
interface Places {
  readonly rows: readonly string[]
  readonly edition: Edition
  readonly at: Int32Array
  /** every row of the edition is shown, in its order, and no other */
  readonly asStored: boolean
}

/**
 * An edition with a layer of differing values on top, indexed by column so that a read makes no key.
 * Whoever owns it writes with `set` and then tells the listeners with `flush`: readers never see half a commit announced.
 */
export class TableModel implements TableView {
  #edition: Edition
  readonly #cells: Layer = new Map()
  readonly #rowFacts: Layer = new Map()
  readonly #structureFacts = new Map<string, Scalar>()
  #structure: TableStructure | null = null
  #order: RowOrder | null = null
  #places: Places | null = null
  #changedCells: CellRef[] = []
  #changedFacts: string[] = []
  #structureChanged = false
  readonly #listeners = new Set<(change: TableChange) => void>()

  constructor(edition: Edition) {
    this.#edition = edition
  }

  get edition(): Edition {
    return this.#edition
  }

  cell(row: string, column: string): Scalar {
    const value = this.#cells.get(column)?.get(row)
    return value === undefined ? this.#edition.cell(row, column) : value
  }

  numbersInto(column: string, from: number, to: number, out: Float64Array): void {
    const rows = this.rows
    const layer = this.#cells.get(column)
    const values = this.#edition.cells.get(column) ?? []
    const places = this.#placesOf(rows).at
    for (let at = from; at < to; at++) {
      const laid = layer === undefined ? undefined : layer.get(rows[at]!)
      const value = laid !== undefined ? laid : values[places[at]!]
      out[at - from] = typeof value === 'number' ? value : value == null ? Number.POSITIVE_INFINITY : Number.NaN
    }
  }

  rowFact(row: string, fact: string): Scalar {
    const value = this.#rowFacts.get(fact)?.get(row)
    return value === undefined ? this.#edition.rowFact(row, fact) : value
  }

  structureFact(key: string): Scalar {
    const value = this.#structureFacts.get(key)
    return value === undefined ? (this.#edition.structure.get(key) ?? null) : value
  }

  read(map: MapName, key: string): Scalar {
    switch (map) {
      case 'cells':
        return this.cell(idOf(key), nameOf(key))
      case 'rows':
        return this.rowFact(idOf(key), nameOf(key))
      case 'structure':
        return this.structureFact(key)
    }
  }

  get structure(): TableStructure {
    return (this.#structure ??= structureOf(this.structureFacts))
  }

  /** the structure as it is stored, deleted columns too: `columnId:fact` and `table:fact`; a copy */
  get structureFacts(): ReadonlyMap<string, Scalar> {
    return new Map([...this.#edition.structure, ...this.#structureFacts])
  }

  get rows(): readonly string[] {
    return this.#rowOrder().rows
  }

  rowIndex(row: string): number {
    // in most tables the rows stand as they were made, and the edition knows where
    if (this.#placesOf(this.rows).asStored) return this.#edition.rowAt.get(row) ?? -1
    return this.#rowOrder().indexOf(row)
  }

  /** the row is shown: it has an order key and is not deleted */
  hasRow(row: string): boolean {
    return this.rowFact(row, 'order') !== null && this.rowFact(row, 'deleted') !== true
  }

  hasColumn(column: string): boolean {
    return this.structureFact(`${column}:order`) !== null && this.structureFact(`${column}:deleted`) !== true
  }

  /** the row may carry cells: it stands in the edition, or its order key was written since, deleted or not */
  knowsRow(row: string): boolean {
    return this.#edition.rowAt.has(row) || this.#rowFacts.get('order')?.has(row) === true
  }

  /** what the edition holds, where the cell now reads differently; null where it is no revision */
  revision(row: string, column: string): { readonly before: Scalar } | null {
    const value = this.#cells.get(column)?.get(row)
    if (value === undefined) return null
    const before = this.#edition.cell(row, column)
    return before === value ? null : { before }
  }

  /** rows of which the column's value is not simply the edition's */
  laidOver(column: string): Iterable<string> {
    return this.#cells.get(column)?.keys() ?? []
  }

  /** every cell that differs from the edition */
  *revisions(): Generator<CellRef & { readonly before: Scalar; readonly after: Scalar }> {
    for (const [column, values] of this.#cells)
      for (const [row, after] of values) {
        const before = this.#edition.cell(row, column)
        if (before !== after) yield { row, column, before, after }
      }
  }

  /** Lays a value over the edition's; `undefined` lets the edition's value through again. Call `flush` when done. */
  set(map: MapName, key: string, value: Scalar | undefined): void {
    const id = idOf(key)
    const name = nameOf(key)
    switch (map) {
      case 'cells': {
        const before = this.cell(id, name)
        put(this.#cells, name, id, value)
        if (this.cell(id, name) !== before) this.#changedCells.push({ row: id, column: name })
        return
      }
      case 'rows': {
        const before = this.rowFact(id, name)
        put(this.#rowFacts, name, id, value)
        if (this.rowFact(id, name) === before) return
        this.#changedFacts.push(key)
        if (PLACING.has(name)) this.#order?.touch(id)
        return
      }
      case 'structure': {
        const before = this.structureFact(key)
        if (value === undefined) this.#structureFacts.delete(key)
        else this.#structureFacts.set(key, value)
        if (this.structureFact(key) === before) return
        this.#structureChanged = true
        this.#structure = null
      }
    }
  }

  /** Tells the listeners what reads differently since the last flush; says nothing where nothing does. */
  flush(origin: TableChange['origin']): void {
    const rows = this.#changedFacts.length > 0
    if (this.#changedCells.length === 0 && !rows && !this.#structureChanged) return
    const change: TableChange = {
      cells: this.#changedCells,
      rows,
      rowFacts: this.#changedFacts,
      structure: this.#structureChanged,
      origin,
    }
    this.#forgetChanges()
    for (const listener of this.#listeners) listener(change)
  }

  /** Another edition under the same readings (a fold): nobody needs to look again, so nobody is told. */
  rebase(edition: Edition, layer: Iterable<Entry>): void {
    this.#edition = edition
    this.#cells.clear()
    this.#rowFacts.clear()
    this.#structureFacts.clear()
    for (const { map, key, value } of layer) {
      if (map === 'structure') this.#structureFacts.set(key, value)
      else put(map === 'cells' ? this.#cells : this.#rowFacts, nameOf(key), idOf(key), value)
    }
  }

  /** Another edition altogether: everything may read differently. */
  load(edition: Edition, layer: Iterable<Entry>): void {
    this.rebase(edition, layer)
    this.#structure = null
    this.#order = null
    this.#forgetChanges()
    const change: TableChange = { cells: [], rows: true, rowFacts: [], structure: true, origin: 'load' }
    for (const listener of this.#listeners) listener(change)
  }

  subscribe(listener: (change: TableChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #forgetChanges(): void {
    this.#changedCells = []
    this.#changedFacts = []
    this.#structureChanged = false
  }

  #placesOf(rows: readonly string[]): Places {
    if (this.#places?.rows === rows && this.#places.edition === this.#edition) return this.#places
    const { rows: stored, rowAt } = this.#edition
    const at = new Int32Array(rows.length)
    let asStored = rows.length === stored.length
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!
      if (stored[index] === row) at[index] = index
      else {
        asStored = false
        at[index] = rowAt.get(row) ?? stored.length
      }
    }
    return (this.#places = { rows, edition: this.#edition, at, asStored })
  }

  #rowOrder(): RowOrder {
    return (this.#order ??= new RowOrder(
      this.#everyRow(),
      row => this.#orderOf(row),
      row => this.rowFact(row, 'parent'),
    ))
  }

  /** null: the row is not shown */
  #orderOf(row: string): string | null {
    const order = this.rowFact(row, 'order')
    return order === null || this.rowFact(row, 'deleted') === true ? null : String(order)
  }

  *#everyRow(): Generator<string> {
    yield* this.#edition.rows
    for (const row of this.#rowFacts.get('order')?.keys() ?? []) if (!this.#edition.rowAt.has(row)) yield row
  }
}

function put(layer: Layer, name: string, id: string, value: Scalar | undefined): void {
  let values = layer.get(name)
  if (value === undefined) {
    values?.delete(id)
    if (values?.size === 0) layer.delete(name)
    return
  }
  if (values === undefined) layer.set(name, (values = new Map()))
  values.set(id, value)
}
