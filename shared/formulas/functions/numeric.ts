import type { FormulaError } from '../cell-value.ts'
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
