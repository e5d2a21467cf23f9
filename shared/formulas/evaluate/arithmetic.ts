import type { FormulaError } from '../cell-value.ts'
import { DIVISION_BY_ZERO, NOT_REAL, NUMBER_TOO_LARGE } from '../errors.ts'

/** Below this share of a summand a sum is what cancelling left over. */
export const DUST = 2 ** -48

/** A finite number, or the error that stands for it. */
export const finite = (n: number): number | FormulaError =>
  n - n === 0 ? n : Number.isNaN(n) ? NOT_REAL : NUMBER_TOO_LARGE

/** As Excel: what is left when two nearly equal numbers cancel is dust, and reads 0. */
export function add(a: number, b: number): number | FormulaError {
  const sum = a + b
  if (sum !== 0 && Math.abs(sum) < Math.abs(a) * DUST) return 0
  return finite(sum)
}

export const subtract = (a: number, b: number): number | FormulaError => add(a, -b)
export const multiply = (a: number, b: number): number | FormulaError => finite(a * b)
export const divide = (a: number, b: number): number | FormulaError => (b === 0 ? DIVISION_BY_ZERO : finite(a / b))

export function power(base: number, exponent: number): number | FormulaError {
  if (base === 0 && exponent === 0) return NOT_REAL
  if (base === 0 && exponent < 0) return DIVISION_BY_ZERO
  return finite(base ** exponent)
}
