import type { CellValue, FormulaError } from '../cell-value.ts'
import { toNumber, toText, toTruth } from '../evaluate/coerce.ts'
import { type Run, values } from './definition.ts'
import { serialIn } from './serial-date.ts'

/** What a function wants an argument to be. */
interface Readings {
  readonly text: string
  readonly number: number
  /** digits after the point cut off */
  readonly whole: number
  readonly truth: boolean
  /** a day's serial number */
  readonly date: number
  readonly any: CellValue
}
type Kind = keyof Readings

/**
 * A function whose arguments are coerced one by one as Excel does; the first that cannot be is the result. An argument
 * left out at the end comes as undefined, so that parameters can have defaults.
 */
export function reading<const K extends readonly Kind[]>(
  kinds: K,
  of: (...args: { [I in keyof K]: Readings[K[I]] }) => CellValue,
): Run {
  return values((...args) => {
    const read: unknown[] = []
    for (let at = 0; at < args.length; at++) {
      const kind = kinds[at]!
      const given = args[at]!
      const result = readAs(kind, given)
      if (kind !== 'any' && typeof result === 'object') return result
      read.push(result)
    }
    return of(...(read as unknown as { [I in keyof K]: Readings[K[I]] }))
  })
}

function readAs(kind: Kind, value: CellValue): CellValue | FormulaError {
  switch (kind) {
    case 'text':
      return toText(value)
    case 'number':
      return toNumber(value)
    case 'whole': {
      const n = toNumber(value)
      return typeof n === 'number' ? Math.trunc(n) : n
    }
    case 'truth':
      return toTruth(value)
    case 'date':
      return serialIn(value)
    case 'any':
      return value
  }
}
