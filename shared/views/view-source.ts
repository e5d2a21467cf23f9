import type { CellValue } from '../formulas/cell-value.ts'

/** A table as a view reads it: rows by their positions in the table's own order. */
export interface ViewSource {
  readonly size: number
  /** what the grid shows */
  text(row: number, column: string): string
  /** the values behind it, a column at a time: entered ones as typed (`typedValue`), computed ones as they came out */
  column(id: string): { at(row: number): CellValue }
  /** the unit that a figure has where it names none itself */
  unit(row: number, column: string): string | null
  own(row: number): boolean
  changed(row: number): boolean
  commented(row: number): boolean
  /** false: part of another row, which is counted (其中, or a row under one) */
  counted(row: number): boolean
  /** all columns that are shown */
  readonly columns: readonly string[]
}
