import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError, notANumber } from '../errors.ts'
import { numberFromText, numberIn } from './coerce.ts'
import type { ColumnReader } from './column-reader.ts'
import { derivation } from './derived.ts'
import { type Operand, operandAt, operandSize } from './operand.ts'

export type Numbers = Float64Array | FormulaError

/** The numbers of a whole column in the order of its rows, or its first error. Kept until the column changes: do not write to it. */
const numbersOfColumn = derivation((reader: ColumnReader): Numbers => {
  const numbers: number[] = []
  for (let row = 0; row < reader.size; row++) {
    const cell = reader.at(row)
    if (isError(cell)) return cell
    const n = numberIn(cell)
    if (n !== null) numbers.push(n)
  }
  return Float64Array.from(numbers)
})

const sortedNumbersOfColumn = derivation((reader: ColumnReader): Numbers => {
  const numbers = numbersOfColumn(reader)
  return numbers instanceof Float64Array ? numbers.slice().sort() : numbers
})

/** The numbers of all operands together; texts, truths and blanks in cells are left out, what is written into the call is coerced. */
export function numbersIn(operands: readonly Operand[], row: number): Numbers {
  const only = operands[0]
  if (operands.length === 1 && only?.shape === 'column') return numbersOfColumn(only.reader)
  const numbers: number[] = []
  for (const operand of operands)
    for (let index = 0; index < operandSize(operand); index++) {
      const cell = operandAt(operand, index, row)
      const n = operand.shape === 'value' ? written(cell) : isError(cell) ? cell : numberIn(cell)
      if (typeof n === 'number') numbers.push(n)
      else if (n !== null) return n
    }
  return Float64Array.from(numbers)
}

export function sortedNumbersIn(operands: readonly Operand[], row: number): Numbers {
  const only = operands[0]
  if (operands.length === 1 && only?.shape === 'column') return sortedNumbersOfColumn(only.reader)
  const numbers = numbersIn(operands, row)
  return numbers instanceof Float64Array ? numbers.sort() : numbers
}

/** SUM("3",TRUE) is 4, whatever cells of the same content would be. */
function written(value: CellValue): number | FormulaError | null {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'string') return numberFromText(value) ?? notANumber(value)
  return isError(value) ? value : numberIn(value)
}

/** In ascending numbers: how many are below `n`, or not above it. */
export function countBelow(sorted: Float64Array, n: number, orEqual: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const at = sorted[middle]!
    if (at < n || (orEqual && at === n)) low = middle + 1
    else high = middle
  }
  return low
}
