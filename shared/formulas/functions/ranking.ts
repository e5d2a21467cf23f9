import type { CellValue, FormulaError } from '../cell-value.ts'
import { NOT_FOUND } from '../errors.ts'
import { numberIn, toNumber, toTruth } from '../evaluate/coerce.ts'
import type { Kernel } from '../evaluate/kernel.ts'
import { sortedNumbersIn } from '../evaluate/numbers.ts'
import { type Operand, operandAt } from '../evaluate/operand.ts'
import { SortedNumbers } from '../evaluate/sorted-numbers.ts'
import { guarded } from '../excel/guard.ts'
import { column, definer, type FunctionDefinition, optional, ranges, value } from './definition.ts'
import { directionIn } from './direction.ts'
import { excelDirection } from './direction-excel.ts'
import { MISSING } from './planning-figures.ts'

interface Place {
  /** 1 + how many are ahead */
  readonly rank: number
  /** how many share it */
  readonly equals: number
}

function place(range: Operand, n: number, ascending: boolean, row: number): Place | FormulaError {
  const sorted = sortedNumbersIn([range], row)
  if (!(sorted instanceof SortedNumbers)) return sorted
  const below = sorted.countBelow(n, false)
  const upTo = sorted.countBelow(n, true)
  if (below === upTo) return NOT_FOUND
  return { rank: ascending ? below + 1 : sorted.length - upTo + 1, equals: upTo - below }
}

const ranked = (of: (place: Place) => number, many?: (args: readonly Operand[]) => Kernel | null) =>
  ranges((args, row) => {
    const n = toNumber(operandAt(args[0]!, 0, row))
    if (typeof n !== 'number') return n
    const ascending = args[2] === undefined ? false : toTruth(operandAt(args[2], 0, row))
    if (typeof ascending !== 'boolean') return ascending
    const found = place(args[1]!, n, ascending, row)
    return 'kind' in found ? found : of(found)
  }, many)

/** The ranks of a whole column of plain figures: one search each in the sorted column. */
function ranksOf([own, among, order]: readonly Operand[]): Kernel | null {
  const reader = own?.shape === 'cells' && own.readers.length === 1 ? own.readers[0] : undefined
  if (reader?.numbersInto === undefined || among?.shape !== 'column' || order !== undefined) return null
  return {
    fill(out, from, to) {
      const sorted = sortedNumbersIn([among], 0)
      if (!(sorted instanceof SortedNumbers)) return void out.fill(Number.NaN, 0, to - from)
      reader.numbersInto!(out, from, to, Number.NaN)
      const { length } = sorted
      for (let at = 0; at < to - from; at++) {
        const n = out[at]!
        const upTo = sorted.countBelow(n, true)
        out[at] = upTo > 0 && sorted.at(upTo - 1) === n ? length - upTo + 1 : Number.NaN
      }
    },
  }
}

/** From the smallest up? By a direction, or by 1 and 0 as RANK has it. */
function isAscending(value: CellValue): boolean | FormulaError {
  if (typeof value === 'boolean' || numberIn(value) !== null) return toTruth(value)
  const better = directionIn(value)
  return better !== null && typeof better === 'object' ? better : better === 'lower'
}

/** 排名: as RANK, but blank while there is no figure, and by direction instead of order. */
function rankByDirection(args: readonly Operand[], row: number): CellValue {
  const ascending = args[2] === undefined ? false : isAscending(operandAt(args[2], 0, row))
  if (typeof ascending !== 'boolean') return ascending
  const own = operandAt(args[0]!, 0, row)
  if (typeof own === 'object' && own?.kind === 'error') return own
  const n = numberIn(own)
  if (n === null) return MISSING
  const found = place(args[1]!, n, ascending, row)
  return 'kind' in found ? found : found.rank
}

const number = value('数', 'number')
const among = column('列', 'column')
const ascending = optional(value('升序', 'ascending'))
const define = definer('statistics')

export const rankFunctions: readonly FunctionDefinition[] = [
  define(
    'RANK',
    'number',
    [number, among, ascending],
    ranked(({ rank }) => rank, ranksOf),
    '在一列中的名次；并列者名次相同',
    'The rank within a column; equals share it',
    { example: 'RANK([@投资],[投资])', aliases: ['RANK.EQ', '名次'] },
  ),
  define(
    'RANK.AVG',
    'number',
    [number, among, ascending],
    ranked(({ rank, equals }) => rank + (equals - 1) / 2),
    '在一列中的名次；并列者取平均名次',
    'The rank within a column; equals get the mean of their ranks',
    {
      example: 'RANK.AVG([@投资],[投资])',
      aliases: ['平均名次'],
      toExcel: call => `(RANK(${call.args.join(',')})+(COUNTIF(${call.arg(1)},${call.arg(0)})-1)/2)`,
    },
  ),
]

export const planningRank: FunctionDefinition = definer('planning')(
  '排名',
  'any',
  [number, among, optional(value('方向', 'direction'))],
  ranges(rankByDirection),
  '在一列中的名次，并列者名次相同；越低越好的指标从小到大排；没有数的不排',
  'The rank within a column, equals sharing it; where less is better from the smallest up; blank without a figure',
  {
    example: '排名([@投资],[投资],[@方向])',
    aliases: ['PLACE'],
    toExcel: call => {
      const by = (order: number) => `RANK(${call.arg(0)},${call.arg(1)},${order})`
      const order = call.nodes[2]
      if (order?.kind === 'number' || order?.kind === 'truth')
        return guarded(call, [0], call.wrap(by(Number(order.value !== 0 && order.value !== false)), 'number'))
      const rank = excelDirection(
        call,
        2,
        () => call.wrap(by(0), 'number'),
        () => call.wrap(by(1), 'number'),
      )
      return guarded(call, [0], rank)
    },
  },
)
