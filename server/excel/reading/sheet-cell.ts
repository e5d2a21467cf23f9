/** What a reader of the cell should know besides its text. */
export type CellNote =
  | 'formula'
  | 'formula-without-result'
  | 'error'
  | 'date'
  | 'format-not-understood'
  /** it lies under a merged cell, and `text` is that one's */
  | 'merged-over'

/** A cell of the file that holds something. */
export interface SheetCell {
  /** one-based */
  readonly column: number
  /** as Excel shows it */
  readonly text: string
  /** with all digits, where it shows fewer than it holds */
  readonly exact?: string
  readonly number?: number
  /** number format code of a number */
  readonly format?: string
  readonly notes?: readonly CellNote[]
}

/** A row that holds something, cells from left to right. */
export interface SheetRow {
  /** one-based */
  readonly row: number
  readonly cells: readonly SheetCell[]
}
