import type { CellValue } from '../cell-value.ts'
import type { Closure } from './closure.ts'
import type { ColumnReader } from './column-reader.ts'

/** An argument of a function over ranges. Made once per formula; the row comes with each evaluation. */
export type Operand =
  /** `reads`: the columns that it comes from, in the row or as a whole */
  | { readonly shape: 'value'; readonly of: Closure; readonly reads: readonly ColumnReader[] }
  | { readonly shape: 'cells'; readonly readers: readonly ColumnReader[] }
  | { readonly shape: 'column'; readonly reader: ColumnReader }

export function operandSize(operand: Operand): number {
  switch (operand.shape) {
    case 'value':
      return 1
    case 'cells':
      return operand.readers.length
    case 'column':
      return operand.reader.size
  }
}

export function operandAt(operand: Operand, index: number, row: number): CellValue {
  switch (operand.shape) {
    case 'value':
      return operand.of(row)
    case 'cells':
      return operand.readers[index]?.at(row) ?? null
    case 'column':
      return operand.reader.at(index)
  }
}
