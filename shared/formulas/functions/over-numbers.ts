import type { CellValue } from '../cell-value.ts'
import { toNumber } from '../evaluate/coerce.ts'
import { numbersIn, sortedNumbersIn } from '../evaluate/numbers.ts'
import { operandAt } from '../evaluate/operand.ts'
import { SortedNumbers } from '../evaluate/sorted-numbers.ts'
import { type Run, ranges } from './definition.ts'

/** A figure of all numbers together. */
export const overNumbers = (of: (numbers: Float64Array) => CellValue): Run =>
  ranges((args, row) => {
    const numbers = numbersIn(args, row)
    return numbers instanceof Float64Array ? of(numbers) : numbers
  })

/** A place among the numbers in ascending order: the range and one number more. */
export const overSorted = (of: (sorted: SortedNumbers, place: number) => CellValue): Run =>
  ranges((args, row) => {
    const sorted = sortedNumbersIn(args.slice(0, 1), row)
    if (!(sorted instanceof SortedNumbers)) return sorted
    const place = toNumber(operandAt(args[1]!, 0, row))
    return typeof place === 'number' ? of(sorted, place) : place
  })
