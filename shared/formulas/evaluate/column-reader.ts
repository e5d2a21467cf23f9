import type { CellValue } from '../cell-value.ts'
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
}
