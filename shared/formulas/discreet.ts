import { formulaError, isError } from './errors.ts'
import type { Closure } from './evaluate/closure.ts'

/**
 * A linked column's results: an error quotes no text that it met, which may be a cell of a table that the reader of this one may
 * not open.
 */
export const discreet =
  (closure: Closure): Closure =>
  row => {
    const value = closure(row)
    return isError(value) && value.params?.text !== undefined ? formulaError(value.code, 'other-table-value') : value
  }
