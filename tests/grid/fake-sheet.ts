import type { RowEditing } from '../../client/grid/rows/row-editing.ts'
import type { Peer, Sheet, SheetChange } from '../../client/grid/sheet.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { orderKeyBetween, orderKeysBetween } from '../../shared/document/order-key.ts'
import { childrenUnderParents } from '../../shared/document/row-tree.ts'
import type { CellRef, TableView } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import { can } from '../../shared/permissions/can.ts'
import type { Column, TableStructure } from '../../shared/tables/structure.ts'
import { parseValue } from '../../shared/values/parse.ts'

export interface FakeRow {
  readonly id: string
  readonly owner: string | null
  readonly parent?: string
}

export interface FakeTable {
  readonly structure: TableStructure
  readonly rows: readonly FakeRow[]
  /** the edition's cells */
  readonly cell: (row: string, column: string) => Scalar
  /** computed columns by id, from the cells of their row */
  readonly compute?: Readonly<Record<string, (cell: (column: string) => Scalar) => CellValue>>
  readonly departments?: Readonly<Record<string, string>>
}

type Write = CellRef & { readonly value: Scalar; readonly map?: 'rows' }

/** A whole table in memory that behaves as the real sheet does, with what others do at the press of a method. */
export class FakeSheet implements Sheet {
  readonly view: TableView
  readonly calculation: Calculation
  readonly rows: RowEditing
  peers: readonly Peer[] = []
  cursor: { readonly cell: CellRef | null; readonly editing: boolean } = { cell: null, editing: false }
  /** labels of the steps written, oldest first */
  readonly steps: string[] = []
  /** true: what one writes stays unsaved until `save` */
  holdSaves = false

  readonly #table: FakeTable
  readonly #me: Account
  readonly #overlay = new Map<string, Scalar>()
  readonly #unsaved = new Set<string>()
  /** by fact and then by row, as the real model keeps them: what no row has costs nothing to ask */
  readonly #facts = new Map<string, Map<string, Scalar>>()
  #made = 0
  readonly #listeners = new Set<(change: SheetChange) => void>()
  readonly #peerListeners = new Set<() => void>()
  #structure: TableStructure
  #rows: readonly string[] = []
  #index = new Map<string, number>()
  #undo: Write[][] = []
  #redo: Write[][] = []

  constructor(table: FakeTable, me: Account) {
    this.#table = table
    this.#me = me
    this.#structure = table.structure
    const keys = orderKeysBetween(null, null, table.rows.length)
    for (const [at, { id, owner, parent }] of table.rows.entries()) {
      this.#putFact(id, 'order', keys[at]!)
      this.#putFact(id, 'owner', owner)
      if (parent !== undefined) this.#putFact(id, 'parent', parent)
    }
    this.#replace()
    const sheet = this
    this.view = {
      get structure() {
        return sheet.#structure
      },
      get rows() {
        return sheet.#rows
      },
      rowIndex: row => this.#index.get(row) ?? -1,
      cell: (row, column) => this.#cell(row, column),
      rowFact: (row, fact) => this.#fact(row, fact),
      subscribe: () => () => undefined,
    }
    this.rows = {
      view: this.view,
      decide: row => this.#mayMove(this.#owner(row)),
      ownerOfNew: beside => {
        const owner = me.roles.includes('planning') ? beside && this.#owner(beside) : me.department
        const { allowed, reason } = this.#mayMove(owner)
        return allowed ? { owner } : { refused: reason }
      },
      newId: () => `n${++this.#made}`,
      write: (writes, label) => {
        this.#step(
          writes.map(({ map, key, value }) => {
            const [row = '', column = ''] = key.split(':')
            return map === 'rows' ? { map, row, column, value } : { row, column, value }
          }),
          label,
        )
      },
    }
    this.calculation = {
      value: (row, column) => this.#value(row, column),
      text: (row, column) => this.text(row, column),
      number: (row, column) => {
        const value = this.#value(row, column)
        if (typeof value === 'number') return value
        return typeof value === 'object' && value?.kind === 'number' ? value.value : null
      },
      column: id => ({ size: this.#rows.length, at: row => this.#value(this.#rows[row] ?? '', id) }),
      isComputed: column => this.#column(column)?.type === 'computed',
      columnError: () => null,
      apply: () => ({ cells: [], columns: [] }),
      explain: (row, column) => this.#explain(row, column),
    }
  }

  text(row: string, column: string): string {
    const facts = this.#column(column)
    if (facts?.type === 'owner') return this.ownerName(row) ?? ''
    if (facts?.type !== 'computed') return String(this.#cell(row, column) ?? '')
    const value = this.#value(row, column)
    if (typeof value === 'number') return value.toFixed(facts.decimals ?? 2)
    if (typeof value === 'object' && value !== null) return value.kind === 'error' ? value.code : value.text
    return String(value ?? '')
  }
  decide(row: string, column: string) {
    const facts = this.#column(column)
    return can(this.#me, 'write-cell', {
      tableId: 'fake',
      phase: this.#structure.table.phase,
      rowOwner: this.#owner(row),
      fills: facts?.fills ?? 'nobody',
    })
  }
  isOwnRow(row: string): boolean {
    return this.#me.department !== null && this.#owner(row) === this.#me.department
  }
  ownerName(row: string): string | null {
    const owner = this.#owner(row)
    return owner ? (this.#table.departments?.[owner] ?? owner) : null
  }
  revision(row: string, column: string) {
    const now = this.#overlay.get(`${row}:${column}`)
    if (now === undefined) return null
    const before = this.#table.cell(row, column)
    return now === before ? null : { before }
  }
  isUnsaved(row: string, column: string): boolean {
    return this.#unsaved.has(`${row}:${column}`)
  }

  write(writes: readonly Write[], label: string): void {
    this.#step(writes, label)
  }
  #step(writes: readonly Write[], label: string): void {
    this.steps.push(label)
    this.#redo = []
    this.#undo.push(this.#set(writes, []))
  }
  undo(): readonly CellRef[] {
    return this.#back(this.#undo, this.#redo)
  }
  redo(): readonly CellRef[] {
    return this.#back(this.#redo, this.#undo)
  }
  get canUndo(): boolean {
    return this.#undo.length > 0
  }
  get canRedo(): boolean {
    return this.#redo.length > 0
  }
  setCursor(cell: CellRef | null, editing: boolean): void {
    this.cursor = { cell, editing }
  }
  subscribe(listener: (change: SheetChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  subscribePeers(listener: () => void): () => void {
    this.#peerListeners.add(listener)
    return () => this.#peerListeners.delete(listener)
  }

  // --- what others do, and the server

  remoteWrite(row: string, column: string, value: Scalar): void {
    this.#set([{ row, column, value }], [{ row, column }])
  }
  /** a row of somebody else's appears before the one at `index` */
  insertRow(index: number, id: string, owner: string | null = null): void {
    const key = (at: number) => this.#fact(this.#rows[at] ?? '', 'order') as string | null
    this.remoteFacts(id, { order: orderKeyBetween(key(index - 1), key(index)), owner })
  }
  deleteRow(id: string): void {
    this.remoteFacts(id, { deleted: true })
  }
  remoteFacts(row: string, facts: Readonly<Record<string, Scalar>>): void {
    this.#set(
      Object.entries(facts).map(([column, value]) => ({ map: 'rows', row, column, value })),
      [],
    )
  }
  setColumns(columns: readonly Column[]): void {
    this.#structure = { ...this.#structure, columns }
    this.#emit({ structure: true, cells: 'all' })
  }
  setPeers(peers: readonly Peer[]): void {
    this.peers = peers
    for (const listener of this.#peerListeners) listener()
  }
  save(): void {
    const cells = [...this.#unsaved].map(key => ({ row: key.split(':')[0]!, column: key.split(':')[1]! }))
    this.#unsaved.clear()
    this.#emit({ cells })
  }

  #fact(row: string, fact: string): Scalar {
    return this.#facts.get(fact)?.get(row) ?? null
  }
  #putFact(row: string, fact: string, value: Scalar): void {
    const known = this.#facts.get(fact)
    if (known) known.set(row, value)
    else this.#facts.set(fact, new Map([[row, value]]))
  }
  #column(id: string) {
    return this.#structure.columns.find(column => column.id === id)
  }
  #owner(row: string): string | null {
    return this.#fact(row, 'owner') as string | null
  }
  #mayMove(rowOwner: string | null) {
    return can(this.#me, 'write-row', {
      tableId: 'fake',
      phase: this.#structure.table.phase,
      rowOwner,
      fills: 'owner',
    })
  }
  #cell(row: string, column: string): Scalar {
    const changed = this.#overlay.get(`${row}:${column}`)
    return changed === undefined ? this.#table.cell(row, column) : changed
  }
  #value(row: string, column: string): CellValue {
    const compute = this.#table.compute?.[column]
    if (compute) return compute(id => this.#cell(row, id))
    const value = parseValue(this.#cell(row, column))
    return value.kind === 'blank' ? null : value.kind === 'text' ? value.text : value
  }
  #explain(row: string, column: string) {
    const facts = this.#column(column)
    if (facts?.type !== 'computed') return null
    const titles = [...(facts.formula ?? '').matchAll(/\[@([^\]]+)\]/g)].map(match => match[1])
    const inputs = this.#structure.columns.filter(({ title }) => titles.includes(title))
    return {
      formula: facts.formula ?? '',
      inputs: inputs.map(({ id, title }) => ({ columnId: id, title, text: this.text(row, id) })),
      result: this.#value(row, column),
      rounding: facts.rounding ?? ('none' as const),
      decimals: facts.decimals ?? null,
    }
  }
  /** @returns the writes that bring back what was there */
  #set(writes: readonly Write[], fromOthers: readonly CellRef[]): Write[] {
    const made = new Set(
      writes.flatMap(({ map, row, column }) =>
        map === 'rows' && column === 'order' && !this.#facts.get('order')?.has(row) ? [row] : [],
      ),
    )
    const inverse = writes.flatMap(({ map, row, column }): Write[] => {
      if (made.has(row))
        return map === 'rows' && column === 'order' ? [{ map, row, column: 'deleted', value: true }] : []
      const value = map === 'rows' ? this.#fact(row, column) : this.#cell(row, column)
      return [map === 'rows' ? { map, row, column, value } : { row, column, value }]
    })
    const facts = writes.filter(({ map }) => map === 'rows')
    for (const { row, column, value } of facts) this.#putFact(row, column, value)
    if (facts.length > 0) this.#replace()
    for (const { map, row, column, value } of writes) {
      if (map === 'rows') continue
      this.#overlay.set(`${row}:${column}`, value)
      if (this.holdSaves && fromOthers.length === 0) this.#unsaved.add(`${row}:${column}`)
    }
    const computed = this.#structure.columns.filter(({ type }) => type === 'computed')
    const rows = [...new Set(writes.map(({ row }) => row))]
    const moved = rows.flatMap(row => computed.map(({ id }) => ({ row, column: id })))
    if (facts.length > 0) this.#emit({ rows: true, cells: 'all', fromOthers })
    else this.#emit({ cells: [...writes.map(({ row, column }) => ({ row, column })), ...moved], fromOthers })
    return inverse.reverse()
  }
  #back(from: Write[][], to: Write[][]): readonly CellRef[] {
    const step = from.pop()
    if (!step) return []
    to.push(this.#set(step, []))
    return step.filter(({ map }) => map !== 'rows').map(({ row, column }) => ({ row, column }))
  }
  #replace(): void {
    const key = (row: string) => String(this.#fact(row, 'order'))
    const shown = [...(this.#facts.get('order')?.keys() ?? [])].filter(row => this.#fact(row, 'deleted') !== true)
    shown.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a < b ? -1 : 1))
    this.#rows = [...childrenUnderParents(shown, row => this.#fact(row, 'parent'))]
    this.#index = new Map(this.#rows.map((id, index) => [id, index]))
  }
  #emit(change: Partial<SheetChange>): void {
    const whole: SheetChange = { cells: [], columns: [], rows: false, structure: false, fromOthers: [], ...change }
    for (const listener of this.#listeners) listener(whole)
  }
}
