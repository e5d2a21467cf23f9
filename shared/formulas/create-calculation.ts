import type { CellRef, TableChange, TableView } from '../document/table-view.ts'
import { expectedUnit } from '../tables/expected-unit.ts'
import type { Column } from '../tables/structure.ts'
import type { Calculation, Explanation } from './calculation.ts'
import { computedText, enteredText } from './cell-text.ts'
import type { CellValue, FormulaError } from './cell-value.ts'
import { enteredValue } from './entered-value.ts'
import { TOO_DEEP } from './errors.ts'
import type { Closure } from './evaluate/closure.ts'
import { numberIn } from './evaluate/coerce.ts'
import { ColumnStore } from './evaluate/column-store.ts'
import { compile } from './evaluate/compile.ts'
import { ladders } from './evaluate/ladder.ts'
import { explainCell } from './explain.ts'
import { byColumn, spread } from './invalidation.ts'
import { type ColumnFormula, type StructureFormulas, structureFormulas } from './language/structure-formulas.ts'
import { applyPolicy, roundingPolicy } from './rounding-policy.ts'

type Moved = ReturnType<Calculation['apply']>

/**
 * The live calculation over a view. The caller hands every change of the view to `apply` before it reads again;
 * nothing is subscribed to, so there is nothing to dispose of.
 */
export function createCalculation(view: TableView): Calculation {
  return new LiveCalculation(view)
}

class LiveCalculation implements Calculation {
  readonly #view: TableView
  #formulas!: StructureFormulas
  #columns!: ReadonlyMap<string, Column>
  readonly #stores = new Map<string, ColumnStore>()

  constructor(view: TableView) {
    this.#view = view
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

  isComputed(column: string): boolean {
    return this.#formulas.formulas.has(column)
  }

  columnError(column: string): FormulaError | null {
    return this.#formulas.formulas.get(column)?.error ?? null
  }

  apply(change: TableChange): Moved {
    if (change.structure || change.origin === 'load') {
      const before = [...this.#formulas.formulas.keys()].filter(
        id => !this.#view.structure.columns.some(c => c.id === id),
      )
      this.#build()
      return { cells: [], columns: [...before, ...this.#formulas.formulas.keys()] }
    }
    if (change.rows) {
      for (const store of this.#stores.values()) store.reset(this.#view.rows.length)
      return { cells: [], columns: [...this.#formulas.formulas.keys()] }
    }
    return this.#applyCells([...change.cells, ...this.#ownerCells(change.rowFacts), ...this.#figuresOf(change.cells)])
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
    const moved: CellRef[] = []
    const columns: string[] = []
    for (const [column, rows] of spread(this.#formulas, entered)) {
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
    this.#formulas = structureFormulas(structure)
    this.#stores.clear()
    const size = this.#view.rows.length
    for (const column of structure.columns)
      if (column.type !== 'computed') this.#stores.set(column.id, new ColumnStore(this.#entered(column), size))
    const rungs = ladders(this.#formulas)
    for (const formula of this.#formulas.order) {
      const { id } = formula.column
      const ladder = (rungs.get(id) ?? []).map(rung => this.#stores.get(rung)!)
      this.#stores.set(id, new ColumnStore(this.#computed(formula), size, ladder))
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

  #computed(formula: ColumnFormula): Closure {
    if (formula.source === '') return () => null
    const closure = compile(formula.bound, id => this.#stores.get(id)!)
    const policy = roundingPolicy(formula.column)
    // a formula that gives a blank cell gives 0, as in Excel
    if (policy === undefined) return row => closure(row) ?? 0
    return row => applyPolicy(closure(row) ?? 0, policy)
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
