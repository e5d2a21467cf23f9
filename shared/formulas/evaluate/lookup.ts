import type { CellValue } from '../cell-value.ts'
import { isError } from '../errors.ts'
import { numberIn, textIn } from './coerce.ts'
import type { ColumnReader } from './column-reader.ts'
import { compareValues, equalityKey } from './compare.ts'
import { derivation } from './derived.ts'
import { type Operand, operandAt, operandSize } from './operand.ts'
import { rowsByValue } from './rows-by-value.ts'
import type { TextTest } from './wildcard.ts'

/** Whether the first or the last of several cells that fit is wanted. */
export type Which = 'first' | 'last'

/** Position of the cell that equals `wanted`, or -1. */
export function findExactly(operand: Operand, wanted: CellValue, row: number, which: Which): number {
  const key = equalityKey(wanted ?? 0)
  if (operand.shape === 'column') return rowsByValue(operand.reader)[which](key)
  return scan(operand, row, which, cell => equalityKey(cell) === key)
}

/** What patterns were found to fit, with `first` or `last` before them. */
const patternsFound = derivation(() => new Map<string, number>())

/** Position of the first or last text that fits a pattern, or -1. */
export function findPattern(operand: Operand, pattern: string, test: TextTest, row: number, which: Which): number {
  const fits = (cell: CellValue) => test(textIn(cell) ?? '')
  if (operand.shape !== 'column') return scan(operand, row, which, fits)
  const found = patternsFound(operand.reader)
  const key = `${which}:${pattern}`
  let at = found.get(key)
  if (at === undefined) found.set(key, (at = scan(operand, row, which, fits)))
  return at
}

function scan(operand: Operand, row: number, which: Which, fits: (cell: CellValue) => boolean): number {
  const size = operandSize(operand)
  for (let step = 0; step < size; step++) {
    const index = which === 'first' ? step : size - 1 - step
    if (fits(operandAt(operand, index, row))) return index
  }
  return -1
}

/** In a range sorted upwards (1) or downwards (-1): the last cell not beyond `wanted`, or -1. */
export function findInSorted(operand: Operand, wanted: CellValue, direction: 1 | -1, row: number): number {
  let low = 0
  let high = operandSize(operand)
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareValues(operandAt(operand, middle, row), wanted) * direction <= 0) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Rows that hold something, from the smallest value to the largest, equals in the order of rows. */
const rowsInOrder = derivation((reader: ColumnReader): readonly number[] => {
  const rows: number[] = []
  for (let row = 0; row < reader.size; row++) {
    const cell = reader.at(row)
    if (cell !== null && !isError(cell)) rows.push(row)
  }
  return rows.sort((a, b) => compareValues(reader.at(a), reader.at(b)) || a - b)
})

const isSameKind = (a: CellValue, b: CellValue): boolean =>
  numberIn(a) !== null ? numberIn(b) !== null : textIn(a) !== null ? textIn(b) !== null : typeof a === typeof b

/** In any order: the cell that equals `wanted`, else the next smaller (-1) or larger (1) of its kind; -1: there is none. */
export function findNearest(operand: Operand, wanted: CellValue, side: 1 | -1, row: number, which: Which): number {
  const at = (index: number) => operandAt(operand, index, row)
  const goal = wanted ?? 0
  const rows =
    operand.shape === 'column'
      ? rowsInOrder(operand.reader)
      : Array.from({ length: operandSize(operand) }, (_, index) => index)
          .filter(index => at(index) !== null && !isError(at(index)))
          .sort((a, b) => compareValues(at(a), at(b)) || a - b)
  const beyond = firstBeyond(rows, index => compareValues(at(index), goal) > (side === -1 ? 0 : -1))
  const found = rows[side === -1 ? beyond - 1 : beyond]
  if (found === undefined || !isSameKind(at(found), goal)) return -1
  const low = firstBeyond(rows, index => compareValues(at(index), at(found)) >= 0)
  const high = firstBeyond(rows, index => compareValues(at(index), at(found)) > 0)
  return rows[which === 'first' ? low : high - 1]!
}

function firstBeyond(rows: readonly number[], isBeyond: (index: number) => boolean): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBeyond(rows[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
