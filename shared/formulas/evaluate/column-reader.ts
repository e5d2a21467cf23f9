import type { RowTree } from '../../document/row-tree.ts'
import type { CellValue } from '../cell-value.ts'
import type { CellChange } from './change-trail.ts'
import type { RunningTally } from './tally.ts'

/** A column as formulas read it: entered or computed, kept until it changes. */
export interface ColumnReader {
  /** number of rows */
  readonly size: number
  /** goes up whenever any cell may read differently: what is derived from the column is kept under it */
  readonly version: number
  /** null beyond the end */
  at(row: number): CellValue
  /** of the whole column, maintained */
  tally(): RunningTally
  /** all cells from row to row are known afterwards: many at once cost less than one by one */
  settle?(from: number, to: number): void
  /** the rows' numbers (at most a block of them), `blank` for blank cells, NaN for everything else */
  numbersInto?(out: Float64Array, from: number, to: number, blank: number): void
  /** how its rows stand under one another; left out where nobody knows (a column of another table) */
  tree?(): RowTree
  /** the single cells that changed since a version, oldest first; null: too many, or nobody knows */
  changesSince?(version: number): readonly CellChange[] | null
}
