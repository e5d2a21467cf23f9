import type { CellRef, TableChange } from '../document/table-view.ts'
import type { CellValue, FormulaError } from './cell-value.ts'
import type { ColumnReader } from './evaluate/column-reader.ts'

/** A cell of a computed column, explained: the formula as written, what it read, and what came out. */
export interface Explanation {
  readonly formula: string
  /** with the columns' titles and the texts of this row's cells */
  readonly inputs: readonly { readonly columnId: string; readonly title: string; readonly text: string }[]
  readonly result: CellValue
  readonly rounding: 'none' | 'half-up' | 'half-even' | 'truncate'
  readonly decimals: number | null
}

/** A column's values by position in the view's rows; null beyond the end. Not to be kept beyond the next change. */
export interface ColumnValues {
  readonly size: number
  at(row: number): CellValue
}

/**
 * The live calculation over a TableView; the same engine and the same answers in browser and server.
 * Lazy: a cell is computed when it is looked at, and kept until something it depends on changes.
 */
export interface Calculation {
  /** computed cells from the formula; entered cells as planning values. O(1) when nothing changed. */
  value(row: string, column: string): CellValue
  /** what the grid shows: computed numbers with the column's decimals, entered cells as typed */
  text(row: string, column: string): string
  /** the number a computed or entered cell stands for; null where it is none */
  number(row: string, column: string): number | null
  /** a whole column at once, for whoever wants all of it: sorting, filtering, export */
  column(id: string): ColumnValues
  isComputed(column: string): boolean
  /** the error of a computed column as a whole (syntax, unknown column, circle), else null */
  columnError(column: string): FormulaError | null
  /**
   * Takes a change of the view in; answers the computed cells that may read differently now.
   * `'all'` for a column means every row of it (an aggregate moved, rows or structure changed).
   */
  apply(change: TableChange): { readonly cells: readonly CellRef[]; readonly columns: readonly string[] }
  explain(row: string, column: string): Explanation | null
}

/** A calculation that is one of several: tables read each other's columns. */
export interface LinkedCalculation extends Calculation {
  /** a column as the formulas of other tables read it, until the structure changes; undefined: there is none */
  reader(column: string): ColumnReader | undefined
  /** What was read from outside reads differently: keys of columns of other tables, or own linked columns and their rows. */
  moved(columns: ReadonlyMap<string, ReadonlySet<number> | 'all'>): {
    readonly cells: readonly CellRef[]
    readonly columns: readonly string[]
  }
  /** Names of other tables may lead elsewhere now: all formulas are read anew. */
  rebind(): { readonly cells: readonly CellRef[]; readonly columns: readonly string[] }
}
