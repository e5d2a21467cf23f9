import type { CellValue, ErrorCode, FormulaError } from './cell-value.ts'

/** Everything that can be wrong, by name; `error-sentences.ts` says each in words. */
export type ErrorDetail =
  // the formula as written
  | 'no-equals-sign'
  | 'empty'
  | 'unexpected-character'
  | 'unexpected-token'
  | 'unfinished'
  | 'unclosed-text'
  | 'unclosed-bracket'
  | 'unclosed-parenthesis'
  | 'too-long'
  | 'too-deep'
  | 'unknown-function'
  | 'unknown-name'
  | 'name-needs-brackets'
  | 'too-few-arguments'
  | 'too-many-arguments'
  | 'unknown-column'
  | 'ambiguous-column'
  | 'unclosed-name'
  | 'quoted-name'
  | 'other-table'
  | 'other-table-as-value'
  | 'row-of-other-table'
  | 'unknown-table'
  | 'ambiguous-table'
  | 'unknown-foreign-column'
  | 'ambiguous-foreign-column'
  | 'circle-of-tables'
  | 'chain-of-tables'
  | 'too-many-tables'
  | 'other-table-loading'
  | 'other-table-value'
  | 'pending'
  | 'column-as-value'
  | 'range-as-value'
  | 'needs-column'
  | 'circle'
  // the values it met
  | 'error-literal'
  | 'division-by-zero'
  | 'not-a-number'
  | 'not-a-truth'
  | 'no-numbers'
  | 'number-too-large'
  | 'not-real'
  | 'out-of-range'
  | 'not-found'
  | 'no-case-holds'
  | 'not-a-date'
  | 'unknown-direction'
  | 'unknown-path'
  | 'ranges-differ'
  | 'needs-own-column'
  | 'text-too-long'
  | 'too-much-work'
  | 'not-available'

export function formulaError(
  code: ErrorCode,
  detail: ErrorDetail,
  params?: Readonly<Record<string, string | number>>,
): FormulaError {
  return params === undefined ? { kind: 'error', code, detail } : { kind: 'error', code, detail, params }
}

export const isError = (value: CellValue): value is FormulaError =>
  typeof value === 'object' && value !== null && value.kind === 'error'

/** The errors that need no parameters, made once: a column may hold a hundred thousand of them. */
export const DIVISION_BY_ZERO = formulaError('#DIV/0!', 'division-by-zero')
export const NO_NUMBERS = formulaError('#DIV/0!', 'no-numbers')
export const NUMBER_TOO_LARGE = formulaError('#NUM!', 'number-too-large')
export const NOT_REAL = formulaError('#NUM!', 'not-real')
export const OUT_OF_RANGE = formulaError('#VALUE!', 'out-of-range')
/** as OUT_OF_RANGE where Excel calls it a matter of numbers */
export const NUMBER_OUT_OF_RANGE = formulaError('#NUM!', 'out-of-range')
export const NO_SUCH_POSITION = formulaError('#REF!', 'out-of-range')
export const TEXT_TOO_LONG = formulaError('#VALUE!', 'text-too-long')
export const TOO_MUCH_WORK = formulaError('#NUM!', 'too-much-work')
/** the table that is read is on its way into memory */
export const OTHER_TABLE_LOADING = formulaError('#N/A', 'other-table-loading')
/** the server has not answered yet */
export const PENDING = formulaError('#N/A', 'pending')
export const OTHER_TABLE = formulaError('#REF!', 'other-table')
export const NOT_AVAILABLE = formulaError('#N/A', 'not-available')
export const NO_REPEATED_NUMBER = formulaError('#N/A', 'not-found')
export const NOT_FOUND = formulaError('#N/A', 'not-found')
export const NO_CASE_HOLDS = formulaError('#N/A', 'no-case-holds')
export const NOT_A_DATE = formulaError('#VALUE!', 'not-a-date')
export const RANGES_DIFFER = formulaError('#VALUE!', 'ranges-differ')
export const NEEDS_OWN_COLUMN = formulaError('#VALUE!', 'needs-own-column')
export const TOO_DEEP = formulaError('#VALUE!', 'too-deep')

const SHOWN_LENGTH = 20
/** Texts go into error parameters shortened: an error is looked at in a cell's tooltip. */
export const shorten = (text: string): string =>
  text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}…`

export const notANumber = (text: string): FormulaError =>
  formulaError('#VALUE!', 'not-a-number', { text: shorten(text) })
export const notATruth = (text: string): FormulaError => formulaError('#VALUE!', 'not-a-truth', { text: shorten(text) })
