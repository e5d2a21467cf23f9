import type { CellValue } from '../cell-value.ts'
import type { BinaryOperator } from '../language/token.ts'
import { numberIn, textIn } from './coerce.ts'

/** Below this share two doubles differ only by the dust of binary fractions: 0.1+0.2 is 0.3, as in Excel. */
const DUST = 2 ** -48

function sameNumber(a: number, b: number): boolean {
  if (a === b) return true
  const difference = Math.abs(a - b)
  if (Number.isInteger(a) && Number.isInteger(b)) return false
  return difference < Math.abs(a) * DUST && difference < Math.abs(b) * DUST
}

export const compareNumbers = (a: number, b: number): number => (sameNumber(a, b) ? 0 : a < b ? -1 : 1)

const compareTexts = (a: string, b: string): number => {
  const left = a.toLowerCase()
  const right = b.toLowerCase()
  return left < right ? -1 : left > right ? 1 : 0
}

/** Excel's order: numbers before texts before truths; blank is 0, "" or FALSE beside another kind. Errors do not come here. */
export function compareValues(a: CellValue, b: CellValue): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b)
  if (a === null && b === null) return 0
  if (a === null) return -compareValues(b, a)
  if (b === null) return compareValues(a, typeof a === 'boolean' ? false : textIn(a) === null ? 0 : '')
  const rankA = rank(a)
  const rankB = rank(b)
  if (rankA !== rankB) return rankA - rankB
  if (rankA === 0) return compareNumbers(numberIn(a) ?? 0, numberIn(b) ?? 0)
  if (rankA === 1) return compareTexts(textIn(a) ?? '', textIn(b) ?? '')
  return Number(a) - Number(b)
}

const rank = (value: CellValue): number => (numberIn(value) !== null ? 0 : textIn(value) !== null ? 1 : 2)

export type Comparison = Extract<BinaryOperator, '=' | '<>' | '<' | '<=' | '>' | '>='>

export function holds(operator: Comparison, order: number): boolean {
  switch (operator) {
    case '=':
      return order === 0
    case '<>':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

/** The same key for texts and numbers that `=` takes for equal (binary dust aside): what lookups index by. */
export function equalityKey(value: CellValue): string | number | boolean | null {
  const number = numberIn(value)
  if (number !== null) return Number.isInteger(number) ? number : Number(number.toPrecision(15))
  const text = textIn(value)
  if (text !== null) return text.toLowerCase()
  return typeof value === 'boolean' ? value : null
}
