import type { PlanningNumber, PlanningValue } from '../values/planning-value.ts'

/** Excel's error values, and one of our own for circles. */
export type ErrorCode = '#DIV/0!' | '#VALUE!' | '#REF!' | '#NAME?' | '#N/A' | '#NUM!' | '#CYCLE!' | '#SYNTAX!'

/** An error is a value: it says what is wrong and what to do (i18n key under `formula.error.` with parameters). */
export interface FormulaError {
  readonly kind: 'error'
  readonly code: ErrorCode
  readonly detail: string
  readonly params?: Readonly<Record<string, string | number>>
}

/**
 * What a formula computes with and gives back. Plain numbers, texts and booleans are themselves; null is blank.
 * Planning values that are more than a plain number keep their shape, so that 达标 and 相符 can read the qualifier.
 */
export type CellValue =
  | number
  | string
  | boolean
  | null
  | PlanningNumber
  | Extract<PlanningValue, { kind: 'ratio' | 'range' | 'none' }>
  | FormulaError
