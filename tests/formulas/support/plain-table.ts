import type { Scalar } from '../../../shared/core/scalar.ts'
import { childrenUnderParents } from '../../../shared/document/row-tree.ts'
import type { CellRef, TableChange, TableView } from '../../../shared/document/table-view.ts'
import type { Column, TableStructure } from '../../../shared/tables/structure.ts'

export type ColumnSketch = Partial<Column> & { readonly id: string }

/** Columns in the order given; a formula makes a column computed, otherwise it holds planning values. */
export function structureOf(columns: readonly ColumnSketch[]): TableStructure {
  return {
    table: { title: '表', phase: 'drafting' },
    columns: columns.map((column, index) => ({
      title: column.id,
      order: String(index).padStart(4, '0'),
      type: column.formula === undefined ? 'value' : 'computed',
      fills: 'planning',
      ...column,
    })),
  }
}

/** A table in memory behind the real read model, with changes as the document reports them. */
export class PlainTable implements TableView {
  structure: TableStructure
  rows: readonly string[]
  readonly #cells = new Map<string, Scalar>()
  readonly #facts = new Map<string, Scalar>()
  #positions: Map<string, number>

  constructor(columns: readonly ColumnSketch[], rows: readonly Readonly<Record<string, Scalar>>[]) {
    this.structure = structureOf(columns)
    this.rows = rows.map((_, index) => `r${index}`)
    this.#positions = new Map(this.rows.map((row, index) => [row, index]))
    rows.forEach((cells, index) => {
      for (const [column, value] of Object.entries(cells)) this.#cells.set(`r${index}:${column}`, value)
    })
  }

  rowIndex = (row: string): number => this.#positions.get(row) ?? -1
  cell = (row: string, column: string): Scalar => this.#cells.get(`${row}:${column}`) ?? null
  numbersInto = (column: string, from: number, to: number, out: Float64Array): void => {
    for (let at = from; at < to; at++) {
      const value = this.cell(this.rows[at]!, column)
      out[at - from] = typeof value === 'number' ? value : value === null ? Number.POSITIVE_INFINITY : Number.NaN
    }
  }
  rowFact = (row: string, fact: string): Scalar => this.#facts.get(`${row}:${fact}`) ?? null
  subscribe = () => () => {}

  set(row: string, column: string, value: Scalar): TableChange {
    this.#cells.set(`${row}:${column}`, value)
    return changeOf({ cells: [{ row, column }] })
  }

  setFact(row: string, fact: string, value: Scalar): TableChange {
    this.#facts.set(`${row}:${fact}`, value)
    return changeOf({ rowFacts: [`${row}:${fact}`] })
  }

  /** A row under another, or 其中: as the document does it, rows find their places anew. */
  hang(facts: Readonly<Record<string, { readonly parent?: string | null; readonly ofWhich?: boolean }>>): TableChange {
    const rowFacts: string[] = []
    for (const [row, given] of Object.entries(facts))
      for (const [fact, value] of Object.entries(given)) {
        this.#facts.set(`${row}:${fact}`, value)
        rowFacts.push(`${row}:${fact}`)
      }
    const byKey = [...this.rows].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))
    const rows = childrenUnderParents(byKey, row => this.rowFact(row, 'parent'))
    return { ...this.order([...rows]), rowFacts }
  }

  order(rows: readonly string[]): TableChange {
    this.rows = rows
    this.#positions = new Map(rows.map((row, index) => [row, index]))
    return changeOf({ rows: true })
  }

  restructure(columns: readonly ColumnSketch[]): TableChange {
    this.structure = structureOf(columns)
    return changeOf({ structure: true })
  }
}

export const changeOf = (change: Partial<TableChange> & { readonly cells?: readonly CellRef[] }): TableChange => ({
  cells: [],
  rows: false,
  rowFacts: [],
  structure: false,
  origin: 'own',
  ...change,
})
