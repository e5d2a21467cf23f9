import type { CellValue } from '../cell-value.ts'
import { DUST } from './arithmetic.ts'

/**
 * `out` and `others` number by number, the result in `out`; NaN wherever the result is no number. The same results as the functions
 * in arithmetic.ts, to the last bit; written out, because a call per number costs more than the arithmetic.
 */
export type Loop = (out: Float64Array, others: Float64Array, count: number) => void

export function plus(out: Float64Array, others: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const a = out[at]!
    const sum = a + others[at]!
    out[at] = sum - sum !== 0 ? Number.NaN : Math.abs(sum) < Math.abs(a) * DUST ? 0 : sum
  }
}

export function minus(out: Float64Array, others: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const a = out[at]!
    const rest = a - others[at]!
    out[at] = rest - rest !== 0 ? Number.NaN : Math.abs(rest) < Math.abs(a) * DUST ? 0 : rest
  }
}

export function times(out: Float64Array, others: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const product = out[at]! * others[at]!
    out[at] = product - product !== 0 ? Number.NaN : product
  }
}

export function over(out: Float64Array, others: Float64Array, count: number): void {
  for (let at = 0; at < count; at++) {
    const divisor = others[at]!
    const quotient = divisor === 0 ? Number.NaN : out[at]! / divisor
    out[at] = quotient - quotient !== 0 ? Number.NaN : quotient
  }
}

/** Any function of two numbers. */
export function pairwise(
  out: Float64Array,
  others: Float64Array,
  count: number,
  of: (a: number, b: number) => CellValue,
): void {
  for (let at = 0; at < count; at++) {
    const a = out[at]!
    const b = others[at]!
    const result = Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : of(a, b)
    out[at] = typeof result === 'number' ? result : Number.NaN
  }
}
