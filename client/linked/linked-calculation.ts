import { idOf, nameOf } from '../../shared/document/keys.ts'
import type { ClientTable } from '../../shared/document/table-client.ts'
import type { TableChange } from '../../shared/document/table-view.ts'
import type { Calculation, ColumnValues } from '../../shared/formulas/calculation.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { PENDING } from '../../shared/formulas/errors.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { ArrivedResults, LinkedResults } from './linked-results.ts'
import { type LinkedStructure, linkedStructure } from './linked-sources.ts'

/** What a cell shows while the server's answer is on its way. */
const PENDING_TEXT = '…'

type Moved = ReturnType<Calculation['apply']>
type Rows = Set<string>

/** what is needed of the client's table */
export type EditedTable = Pick<
  ClientTable,
  'structure' | 'rows' | 'rowIndex' | 'cell' | 'rowFact' | 'subscribe' | 'unsaved' | 'pendingEdits' | 'listen'
>

/**
 * The table's calculation where some columns are calculated by the server. A cell whose inputs have changed since the server's last
 * answer is pending, and so is all that builds on it: an old result is not shown as if it were the new one, and IFERROR takes a
 * missing one for nothing.
 */
export class LinkedCalculationView implements Calculation {
  readonly #table: EditedTable
  readonly #results: LinkedResults
  readonly #inner
  readonly #waiting = new Map<string, Rows>()
  /** columns of which any row may be another */
  readonly #waitingWhole = new Set<string>()
  #columns: LinkedStructure
  #shape: string

  constructor(table: EditedTable, results: LinkedResults) {
    this.#table = table
    this.#results = results
    this.#columns = linkedStructure(table.structure)
    this.#shape = shapeOf(table.structure)
    this.#inner = createCalculation(table, {
      kind: 'results',
      value: (row, column) => results.value(row, column) ?? PENDING,
    })
    for (const column of this.#columns.linked.keys()) this.#waitingWhole.add(column)
  }

  get isWaiting(): boolean {
    return this.#waiting.size + this.#waitingWhole.size > 0
  }

  value(row: string, column: string) {
    return this.#isPending(row, column) ? PENDING : this.#inner.value(row, column)
  }

  text(row: string, column: string): string {
    return this.#isPending(row, column) ? PENDING_TEXT : this.#inner.text(row, column)
  }

  number(row: string, column: string): number | null {
    return this.#isPending(row, column) ? null : this.#inner.number(row, column)
  }

  column(id: string): ColumnValues {
    const inner = this.#inner.column(id)
    if (!this.#columns.sources.has(id)) return inner
    const { rows } = this.#table
    return { size: inner.size, at: at => (this.#isPending(rows[at] ?? '', id) ? PENDING : inner.at(at)) }
  }

  isComputed = (column: string): boolean => this.#inner.isComputed(column)

  columnError = (column: string) => this.#inner.columnError(column)

  explain(row: string, column: string) {
    const explanation = this.#inner.explain(row, column)
    return explanation === null || !this.#isPending(row, column) ? explanation : { ...explanation, result: PENDING }
  }

  apply(change: TableChange): Moved {
    const moved = this.#inner.apply(change)
    if (change.structure || change.origin === 'load') this.#restructure(change.origin === 'load')
    else if (this.#columns.linked.size > 0) this.#wait(change, moved)
    return moved
  }

  /** Results have come; answers the cells that read differently, or may be believed again. */
  arrived({ whole, rows, done }: ArrivedResults): Moved {
    const unsaved = unsavedInputs(this.#table)
    const moved = new Map<string, Set<number> | 'all'>()
    if (whole) for (const column of this.#columns.linked.keys()) this.#waitingWhole.add(column)
    for (const [column, answered] of rows) {
      const reads = this.#columns.linked.get(column)
      if (reads === undefined) continue
      const waiting = this.#waiting.get(column)
      const held = (row: string) =>
        unsaved.rows.has(row) || [...reads.row].some(read => unsaved.cells.has(`${row}:${read}`))
      const freed = new Set<string>(answered)
      if (done.has(column) && waiting !== undefined) for (const row of waiting) freed.add(row)
      for (const row of freed) if (!held(row)) waiting?.delete(row)
      if (waiting?.size === 0) this.#waiting.delete(column)
      const heldWhole =
        [...reads.whole].some(read => unsaved.columns.has(read)) || (reads.whole.size > 0 && unsaved.rows.size > 0)
      if (done.has(column) && !heldWhole && this.#waitingWhole.delete(column)) moved.set(column, 'all')
      else if (freed.size > 0) {
        const at = [...freed].map(row => this.#table.rowIndex(row)).filter(index => index >= 0)
        moved.set(column, at.length > MOST_SINGLE ? 'all' : new Set(at))
      }
    }
    return this.#inner.moved(moved)
  }

  #isPending(row: string, column: string): boolean {
    const sources = this.#columns.sources.get(column)
    if (sources === undefined) return false
    for (const source of sources.row)
      if (
        this.#waitingWhole.has(source) ||
        this.#waiting.get(source)?.has(row) ||
        this.#results.value(row, source) === undefined
      )
        return true
    for (const source of sources.whole) if (this.#waitingWhole.has(source) || this.#waiting.has(source)) return true
    return false
  }

  /** Inputs in this table have changed: what the server said of them is of the past. */
  #wait(change: TableChange, moved: Moved): void {
    const { linked } = this.#columns
    if (change.rows) {
      for (const [column, { whole }] of linked) {
        if (whole.size > 0) this.#waitingWhole.add(column)
        for (const fact of change.rowFacts) this.#waitFor(column, idOf(fact))
      }
      for (const { row, column } of change.cells)
        for (const [id, reads] of linked) if (reads.row.has(column)) this.#waitFor(id, row)
      return
    }
    for (const column of moved.columns) if (linked.has(column)) this.#waitingWhole.add(column)
    for (const { row, column } of moved.cells) if (linked.has(column)) this.#waitFor(column, row)
  }

  #waitFor(column: string, row: string): void {
    const rows = this.#waiting.get(column)
    if (rows === undefined) this.#waiting.set(column, new Set([row]))
    else rows.add(row)
  }

  #restructure(loaded: boolean): void {
    const { structure } = this.#table
    const shape = shapeOf(structure)
    const before = this.#columns.linked
    this.#columns = linkedStructure(structure)
    const { linked } = this.#columns
    for (const column of before.keys())
      if (!linked.has(column)) {
        this.#results.forget(column)
        this.#waiting.delete(column)
        this.#waitingWhole.delete(column)
      }
    // a width or a note moves no result
    if (loaded || shape !== this.#shape) for (const column of linked.keys()) this.#waitingWhole.add(column)
    this.#shape = shape
  }
}

/** more rows than this are told as a whole column */
const MOST_SINGLE = 2_000

const shapeOf = ({ columns }: TableStructure): string =>
  JSON.stringify(columns.map(({ width: _, note: __, frozen: ___, hidden: ____, ...facts }) => facts))

/** Own edits that the server has not acknowledged: its answers do not cover them. */
function unsavedInputs(table: EditedTable) {
  const rows = new Set<string>()
  const columns = new Set<string>()
  const cells = new Set<string>()
  if (table.unsaved > 0)
    for (const { map, key } of table.pendingEdits()?.edits ?? [])
      if (map === 'rows') rows.add(idOf(key))
      else {
        cells.add(key)
        columns.add(nameOf(key))
      }
  return { rows, columns, cells }
}
