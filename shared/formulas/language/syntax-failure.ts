import type { FormulaError } from '../cell-value.ts'
import { type ErrorDetail, formulaError } from '../errors.ts'
import type { Span } from './token.ts'

/** Thrown by lexer and parser, caught by `parseFormula`: it never leaves the language folder. */
export class SyntaxFailure extends Error {
  readonly span: Span
  readonly error: FormulaError

  constructor(span: Span, detail: ErrorDetail, params?: Readonly<Record<string, string | number>>) {
    super(detail)
    this.span = span
    this.error = formulaError('#SYNTAX!', detail, params)
  }
}
