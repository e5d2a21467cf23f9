import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError } from '../errors.ts'
import { toNumber } from '../evaluate/coerce.ts'
import { type Run, values } from './definition.ts'

type Result = number | FormulaError

/** A function of one number; the argument is coerced as Excel does. */
export const ofNumber = (of: (x: number) => Result): Run =>
  values(a => {
    const x = toNumber(a ?? null)
    return typeof x === 'number' ? of(x) : x
  })

/** A function of two numbers; the second may be left out. */
export const ofTwoNumbers = (of: (x: number, y: number) => Result, second = 0): Run =>
  values((a, b) => {
    const x = toNumber(a ?? null)
    if (typeof x !== 'number') return x
    const y = b === undefined ? second : toNumber(b)
    return typeof y === 'number' ? of(x, y) : y
  })

/** The arguments as numbers, or the first error among them. */
function toNumbers(args: readonly (CellValue | undefined)[]): readonly number[] | FormulaError {
  const numbers: number[] = []
  for (const arg of args) {
    const n = toNumber(arg ?? null)
    if (typeof n !== 'number') return n
    numbers.push(n)
  }
  return numbers
}

const isFailure = (value: readonly number[] | FormulaError): value is FormulaError =>
  !Array.isArray(value) && isError(value as FormulaError)
