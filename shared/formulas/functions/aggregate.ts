import type { CellValue } from '../cell-value.ts'
import { NO_NUMBERS, notANumber } from '../errors.ts'
import { finite } from '../evaluate/arithmetic.ts'
import { numberFromText } from '../evaluate/coerce.ts'
import type { Operand } from '../evaluate/operand.ts'
import { RunningTally, type Tally } from '../evaluate/tally.ts'
import { definer, type FunctionDefinition, range, ranges } from './definition.ts'

/** All the operands together; a whole column alone costs nothing, its tally is maintained. */
function tallyOf(operands: readonly Operand[], row: number): Tally {
  const only = operands[0]
  if (operands.length === 1 && only?.shape === 'column') return only.reader.tally()
  const tally = new RunningTally()
  for (const operand of operands) {
    if (operand.shape === 'column') tally.addTally(operand.reader.tally())
    else if (operand.shape === 'cells') for (const reader of operand.readers) tally.addCell(reader.at(row))
    else addWritten(tally, operand.of(row))
  }
  return tally
}

/** What is written into the call itself is coerced, unlike what stands in cells: SUM("3",TRUE) is 4. */
function addWritten(tally: RunningTally, value: CellValue): void {
  if (typeof value === 'boolean') tally.addCell(Number(value))
  else if (typeof value !== 'string') tally.addCell(value)
  else {
    const number = numberFromText(value)
    tally.addCell(number ?? notANumber(value))
  }
}

const over = (of: (tally: Tally) => CellValue) => ranges((args, row) => of(tallyOf(args, row)))
const numbers = [range('数', 'numbers')]
const define = definer('aggregate')

export const aggregateFunctions: readonly FunctionDefinition[] = [
  define(
    'SUM',
    'number',
    numbers,
    over(tally => tally.error ?? finite(tally.sum)),
    '求和；文字和空白不计',
    'Adds numbers; texts and blanks are left out',
    { example: 'SUM([@1月]:[@3月])', aliases: ['求和', '合计'], repeats: 1 },
  ),
  define(
    'AVERAGE',
    'number',
    numbers,
    over(tally => tally.error ?? (tally.numbers === 0 ? NO_NUMBERS : finite(tally.sum / tally.numbers))),
    '平均数；文字和空白不计',
    'The mean of the numbers',
    { example: 'AVERAGE([投资])', aliases: ['平均', '平均值'], repeats: 1 },
  ),
  define(
    'COUNT',
    'number',
    numbers,
    over(tally => tally.numbers),
    '数的个数',
    'How many are numbers',
    { example: 'COUNT([投资])', aliases: ['计数'], repeats: 1 },
  ),
  define(
    'COUNTA',
    'number',
    [range('值', 'values')],
    over(tally => tally.filled),
    '非空白的个数',
    'How many are not blank',
    { example: 'COUNTA([类别])', aliases: ['非空计数'], repeats: 1 },
  ),
  define(
    'MIN',
    'number',
    numbers,
    over(tally => tally.error ?? (tally.numbers === 0 ? 0 : tally.min)),
    '最小的数',
    'The smallest number',
    { example: 'MIN([投资])', aliases: ['最小', '最小值'], repeats: 1 },
  ),
  define(
    'MAX',
    'number',
    numbers,
    over(tally => tally.error ?? (tally.numbers === 0 ? 0 : tally.max)),
    '最大的数',
    'The largest number',
    { example: 'MAX([投资])', aliases: ['最大', '最大值'], repeats: 1 },
  ),
]
