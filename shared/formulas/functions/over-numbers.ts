import type { CellValue } from '../cell-value.ts'
import { toNumber } from '../evaluate/coerce.ts'
import { derivation } from '../evaluate/derived.ts'
import { numbersIn, numbersOfColumn, sortedNumbersIn } from '../evaluate/numbers.ts'
import { operandAt } from '../evaluate/operand.ts'
import { type Run, ranges } from './definition.ts'

/** A figure of all numbers together; that of a whole column is kept until the column changes. */
export function overNumbers(of: (numbers: Float64Array) => CellValue): Run {
  const ofColumn = derivation((reader): CellValue => {
    const numbers = numbersOfColumn(reader)
    return numbers instanceof Float64Array ? of(numbers) : numbers
  })
  return ranges((args, row) => {
    const only = args[0]
    if (args.length === 1 && only?.shape === 'column') return ofColumn(only.reader)
    const numbers = numbersIn(args, row)
    return numbers instanceof Float64Array ? of(numbers) : numbers
  })
}

/** A place among the numbers in ascending order: the range and one number more. */
export const overSorted = (of: (sorted: Float64Array, place: number) => CellValue): Run =>
  ranges((args, row) => {
    const sorted = sortedNumbersIn(args.slice(0, 1), row)
    if (!(sorted instanceof Float64Array)) return sorted
    const place = toNumber(operandAt(args[1]!, 0, row))
    return typeof place === 'number' ? of(sorted, place) : place
  })
