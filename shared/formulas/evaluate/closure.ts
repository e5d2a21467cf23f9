import type { CellValue } from '../cell-value.ts'

/** A compiled formula or part of one: the value for the row at this position of `TableView.rows`. */
export type Closure = (row: number) => CellValue
