import type { RowTree } from '../../document/row-tree.ts'
import type { CellValue } from '../cell-value.ts'
import type { Bound } from '../language/bound.ts'

/** How the exported rows stand under one another, and where this one is among them. */
export interface ExcelRows {
  readonly tree: RowTree
  readonly at: number
  /** the cell of any row: `E5` */
  cell(columnId: string, at: number): string
  /** what it holds now */
  value(columnId: string, at: number): CellValue
}

/** A call on its way into plain Excel. Arguments are printed when asked for, each once: nesting must not multiply the work. */
export interface ExcelCall {
  readonly nodes: readonly Bound[]
  /** all arguments, printed */
  readonly args: readonly string[]
  arg(index: number): string
  /** the argument so that any operator may stand beside it */
  atom(index: number): string
  /** the argument as a result of the whole formula: rounded as the column says */
  leaf(index: number): string
  /** an expression as a result of the whole formula */
  wrap(expression: string, gives: 'number' | 'text' | 'truth' | 'any'): string
  /** may the argument be an error while the sheet lives? */
  fallible(index: number): boolean
  /** undefined: not known where the formula goes to */
  readonly rows: ExcelRows | undefined
  /** what the argument is in this row at the time of the export, where it is a cell or a constant; else undefined */
  known(index: number): CellValue | undefined
}
