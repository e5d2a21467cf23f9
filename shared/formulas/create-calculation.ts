import { treeOf } from '../document/row-tree.ts'
import type { CellRef, TableChange, TableView } from '../document/table-view.ts'
import { expectedUnit } from '../tables/expected-unit.ts'
import type { Column } from '../tables/structure.ts'
import type { Calculation, ColumnValues, Explanation, LinkedCalculation } from './calculation.ts'
import { computedText, enteredText } from './cell-text.ts'
import type { CellValue, FormulaError } from './cell-value.ts'
import { discreet } from './discreet.ts'
import { enteredValue } from './entered-value.ts'
import { OTHER_TABLE, TOO_DEEP } from './errors.ts'
import type { Closure } from './evaluate/closure.ts'
import { numberIn } from './evaluate/coerce.ts'
import type { ColumnReader } from './evaluate/column-reader.ts'
import { ColumnStore, type Filler } from './evaluate/column-store.ts'
import { compile, operandsOf } from './evaluate/compile.ts'
import { kernelOf } from './evaluate/kernel.ts'
import { ladders } from './evaluate/ladder.ts'
import { explainCell } from './explain.ts'
import { byColumn, spread } from './invalidation.ts'
import type { Bound } from './language/bound.ts'
import { isForeign } from './language/foreign-key.ts'
import { linkedColumns } from './language/foreign-names.ts'
import { type ColumnFormula, type StructureFormulas, structureFormulas } from './language/structure-formulas.ts'
import type { Outside } from './outside.ts'
import { applyPolicy, roundedKernel, roundingPolicy } from './rounding-policy.ts'

type Moved = ReturnType<Calculation['apply']>

/**
 * The live calculation over a view. The caller hands every change of the view to `apply` before it reads again;
 * nothing is subscribed to, so there is nothing to dispose of.
 * @param outside left out: formulas that name another table are `#REF!`
 */
export function createCalculation(view: TableView, outside?: Outside): LinkedCalculation {
  return new LiveCalculation(view, outside)
}

class LiveCalculation implements LinkedCalculation {
  readonly #view: TableView
  readonly #outside: Outside | undefined
  #formulas!: StructureFormulas
  #columns!: ReadonlyMap<string, Column>
  readonly #stores = new Map<string, ColumnStore>()
  readonly #tree = () => treeOf(this.#view)

  constructor(view: TableView, outside: Outside | undefined) {
    this.#view = view
    this.#outside = outside
    this.#build()
  }

  value(row: string, column: string): CellValue {
    const store = this.#stores.get(column)
    return store === undefined ? null : read(store, this.#view.rowIndex(row))
  }

  text(row: string, column: string): string {
    if (!this.#formulas.formulas.has(column)) return enteredText(this.#view.cell(row, column))
    return computedText(this.value(row, column), this.#columns.get(column) ?? {})
  }

  number(row: string, column: string): number | null {
    return numberIn(this.value(row, column))
  }

  column(id: string): ColumnValues {
    const store = this.#stores.get(id)
    if (store !== undefined) settle(store)
    return { size: this.#view.rows.length, at: row => (store === undefined ? null : read(store, row)) }
  }

  isComputed(column: string): boolean {
    return this.#formulas.formulas.has(column)
  }

  columnError(column: string): FormulaError | null {
    return this.#formulas.formulas.get(column)?.error ?? null
  }

  apply(change: TableChange): Moved {
    if (change.structure || change.origin === 'load') {
      return this.rebind()
    }
    if (change.rows) {
      for (const store of this.#stores.values()) store.reset(this.#view.rows.length)
      return { cells: [], columns: [...this.#formulas.formulas.keys()] }
    }
    return this.#applyCells([...change.cells, ...this.#ownerCells(change.rowFacts), ...this.#figuresOf(change.cells)])
  }

  rebind(): Moved {
    const before = [...this.#formulas.formulas.keys()].filter(
      id => !this.#view.structure.columns.some(c => c.id === id),
    )
    this.#build()
    return { cells: [], columns: [...before, ...this.#formulas.formulas.keys()] }
  }

  reader(column: string): ColumnReader | undefined {
    return this.#stores.get(column)
  }

  moved(columns: ReadonlyMap<string, ReadonlySet<number> | 'all'>): Moved {
    const own = new Map([...columns].filter(([column]) => this.#formulas.formulas.has(column)))
    return this.#moveOn(columns, own)
  }

  explain(row: string, column: string): Explanation | null {
    const formula = this.#formulas.formulas.get(column)
    if (formula === undefined || this.#view.rowIndex(row) < 0) return null
    return explainCell(formula, this.value(row, column), {
      title: id => this.#columns.get(id)?.title ?? id,
      text: id => this.text(row, id),
      tally: id => this.#stores.get(id)?.tally(),
    })
  }

  #applyCells(cells: readonly CellRef[]): Moved {
    const entered = byColumn(cells, row => this.#view.rowIndex(row))
    for (const [column, rows] of entered) for (const row of rows) this.#stores.get(column)?.invalidate(row)
    return this.#moveOn(entered)
  }

  /** @param own computed columns among them: they read differently themselves */
  #moveOn(entered: ReadonlyMap<string, ReadonlySet<number> | 'all'>, own: typeof entered = new Map()): Moved {
    const moved: CellRef[] = []
    const columns: string[] = []
    for (const [column, rows] of [...own, ...spread(this.#formulas, entered, this.#tree)]) {
      const store = this.#stores.get(column)!
      if (rows === 'all') {
        store.reset(store.size)
        columns.push(column)
      } else
        for (const row of rows) {
          store.invalidate(row)
          moved.push({ row: this.#view.rows[row]!, column })
        }
    }
    return { cells: moved, columns }
  }

  /** A row's unit decides whether its figures' typed units fit: a change of it is a change of theirs. */
  #figuresOf(cells: readonly CellRef[]): readonly CellRef[] {
    const figures = [...this.#columns.values()].filter(column => column.unitColumn)
    return figures.flatMap(({ id, unitColumn }) =>
      cells.filter(cell => cell.column === unitColumn).map(({ row }) => ({ row, column: id })),
    )
  }

  /** Owner columns show a row fact: a change of it is a change of their cells. */
  #ownerCells(rowFacts: readonly string[]): readonly CellRef[] {
    const columns = [...this.#columns.values()].filter(column => column.type === 'owner')
    return rowFacts
      .filter(fact => fact.endsWith(':owner'))
      .flatMap(fact => columns.map(column => ({ row: fact.slice(0, -':owner'.length), column: column.id })))
  }

  #build(): void {
    const { structure } = this.#view
    this.#columns = new Map(structure.columns.map(column => [column.id, column]))
    this.#formulas = structureFormulas(structure, this.#outside?.kind === 'tables' ? this.#outside.others() : undefined)
    this.#stores.clear()
    const rows = { size: this.#view.rows.length, tree: this.#tree }
    for (const column of structure.columns)
      if (column.type !== 'computed')
        this.#stores.set(column.id, new ColumnStore(this.#entered(column), this.#enteredFiller(column), rows))
    const rungs = ladders(this.#formulas)
    for (const formula of this.#formulas.order) {
      const { id } = formula.column
      const ladder = (rungs.get(id) ?? []).map(rung => this.#stores.get(rung)!)
      this.#stores.set(id, new ColumnStore(this.#computed(formula), this.#computedFiller(formula), rows, ladder))
    }
  }

  #entered(column: Column): Closure {
    const view = this.#view
    const { id, type } = column
    if (type === 'owner') return at => view.cell(view.rows[at]!, id) ?? view.rowFact(view.rows[at]!, 'owner')
    return at => {
      const row = view.rows[at]!
      return enteredValue(view.cell(row, id), type, () => expectedUnit(column, other => view.cell(row, other)))
    }
  }

  #compiled(formula: ColumnFormula): Closure {
    const outside = this.#outside
    const { id } = formula.column
    const linked = formula.error === null && linkedColumns(this.#view.structure).has(id)
    if (linked && outside === undefined) return () => OTHER_TABLE
    if (linked && outside?.kind === 'results') return row => outside.value(this.#view.rows[row]!, id)
    const closure = compile(formula.bound, key =>
      outside?.kind === 'tables' && isForeign(key) ? outside.reader(key) : this.#stores.get(key)!,
    )
    return linked ? discreet(closure) : closure
  }

  #enteredFiller({ id, type }: Column): Filler | null {
    const view = this.#view
    if (type === 'owner' || view.numbersInto === undefined) return null
    return { fill: (out, from, to) => view.numbersInto!(id, from, to, out) }
  }

  /** What reads other tables is asked cell by cell. */
  #computedFiller(formula: ColumnFormula): Filler | null {
    if (formula.source === '' || linkedColumns(this.#view.structure).has(formula.column.id)) return null
    const read = (id: string) => this.#stores.get(id)!
    const parts = {
      read,
      compile: (node: Bound) => compile(node, read),
      operands: (args: readonly Bound[]) => operandsOf(args, read),
    }
    const kernel = kernelOf(formula.bound, parts, 0)
    const policy = roundingPolicy(formula.column)
    return kernel && policy ? roundedKernel(kernel, policy) : kernel
  }

  #computed(formula: ColumnFormula): Closure {
    if (formula.source === '') return () => null
    const closure = this.#compiled(formula)
    const policy = roundingPolicy(formula.column)
    // a formula that gives a blank cell gives 0, as in Excel
    if (policy === undefined) return row => closure(row) ?? 0
    return row => applyPolicy(closure(row) ?? 0, policy)
  }
}

function settle(store: ColumnStore): void {
  try {
    store.settle(0, store.size)
  } catch (failure) {
    // its cells say so one by one
    if (!(failure instanceof RangeError)) throw failure
  }
}

/** Formulas are bounded in height, but how much stack a machine has is not ours to know. */
function read(store: ColumnStore, row: number): CellValue {
  try {
    return store.at(row)
  } catch (failure) {
    if (failure instanceof RangeError) return TOO_DEEP
    throw failure
  }
}
