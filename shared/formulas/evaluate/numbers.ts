import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError, notANumber } from '../errors.ts'
import { numberFromText, numberIn } from './coerce.ts'
import type { ColumnReader } from './column-reader.ts'
import { BLOCK } from './column-store.ts'
import { derivation } from './derived.ts'
import { type Operand, operandAt, operandSize } from './operand.ts'
import { SortedNumbers } from './sorted-numbers.ts'

export type Numbers = Float64Array | FormulaError

/** The numbers of a whole column in the order of its rows, or its first error. Kept until the column changes: do not write to it. */
const numbersOfColumn = derivation((reader: ColumnReader): Numbers => {
  const numbers = new Float64Array(reader.size)
  const block = new Float64Array(Math.min(BLOCK, reader.size))
  let count = 0
  for (let from = 0; from < reader.size; from += BLOCK) {
    const to = Math.min(from + BLOCK, reader.size)
    if (reader.numbersInto === undefined) block.fill(Number.NaN)
    else reader.numbersInto(block, from, to, Number.NaN)
    for (let row = from; row < to; row++) {
      const quick = block[row - from]!
      const cell = Number.isNaN(quick) ? reader.at(row) : quick
      if (isError(cell)) return cell
      const n = numberIn(cell)
      if (n !== null) numbers[count++] = n
    }
  }
  return numbers.subarray(0, count)
})

const sortedNumbersOfColumn = derivation(
  (reader: ColumnReader): SortedNumbers | FormulaError => {
    const numbers = numbersOfColumn(reader)
    return numbers instanceof Float64Array ? new SortedNumbers(numbers.slice()) : numbers
  },
  (sorted, changes, reader) => {
    if (!(sorted instanceof SortedNumbers)) return null
    for (const { row, before } of changes) {
      const now = reader.at(row)
      if (isError(now)) return null
      const [was, is] = [numberIn(before ?? null), numberIn(now)]
      if (was !== null && !sorted.remove(was)) return null
      if (is !== null) sorted.add(is)
    }
    return sorted
  },
)

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

export function sortedNumbersIn(operands: readonly Operand[], row: number): SortedNumbers | FormulaError {
  const only = operands[0]
  if (operands.length === 1 && only?.shape === 'column') return sortedNumbersOfColumn(only.reader)
  const numbers = numbersIn(operands, row)
  return numbers instanceof Float64Array ? new SortedNumbers(numbers) : numbers
}

/** SUM("3",TRUE) is 4, whatever cells of the same content would be. */
function written(value: CellValue): number | FormulaError | null {
  if (typeof value === 'boolean') return Number(value)
  if (typeof value === 'string') return numberFromText(value) ?? notANumber(value)
  return isError(value) ? value : numberIn(value)
}
