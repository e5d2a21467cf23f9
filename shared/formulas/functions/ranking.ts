import type { CellValue, FormulaError } from '../cell-value.ts'
import { NOT_FOUND } from '../errors.ts'
import { numberIn, toNumber, toTruth } from '../evaluate/coerce.ts'
import { countBelow, sortedNumbersIn } from '../evaluate/numbers.ts'
import { type Operand, operandAt } from '../evaluate/operand.ts'
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
  if (!(sorted instanceof Float64Array)) return sorted
  const below = countBelow(sorted, n, false)
  const upTo = countBelow(sorted, n, true)
  if (below === upTo) return NOT_FOUND
  return { rank: ascending ? below + 1 : sorted.length - upTo + 1, equals: upTo - below }
}

const ranked = (of: (place: Place) => number) =>
  ranges((args, row) => {
    const n = toNumber(operandAt(args[0]!, 0, row))
    if (typeof n !== 'number') return n
    const ascending = args[2] === undefined ? false : toTruth(operandAt(args[2], 0, row))
    if (typeof ascending !== 'boolean') return ascending
    const found = place(args[1]!, n, ascending, row)
    return 'kind' in found ? found : of(found)
  })

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
    ranked(({ rank }) => rank),
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
