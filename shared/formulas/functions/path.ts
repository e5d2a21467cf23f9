import type { CellValue, FormulaError } from '../cell-value.ts'
import { DIVISION_BY_ZERO, formulaError, isError, NOT_REAL, OUT_OF_RANGE, shorten } from '../errors.ts'
import { finite } from '../evaluate/arithmetic.ts'
import { numberIn, textIn, toNumber } from '../evaluate/coerce.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import { RunningTally } from '../evaluate/tally.ts'
import type { ExcelCall } from '../excel/excel-call.ts'
import { guarded } from '../excel/guard.ts'
import { column, definer, type FunctionDefinition, optional, ranges, value, values } from './definition.ts'
import { MISSING } from './planning-figures.ts'

const GEOMETRIC = ['等比', 'geometric']
const LINEAR = ['等差', '线性', 'linear']

/** Whether a path rises by the same percentage each year, or by the same amount. */
function isLinear(value: CellValue): boolean | FormulaError {
  if (isError(value)) return value
  const word = (textIn(value) ?? '').trim().toLowerCase()
  if (value === null || word === '' || GEOMETRIC.includes(word)) return false
  if (LINEAR.includes(word)) return true
  return formulaError('#VALUE!', 'unknown-path', { text: shorten(word) })
}

/** The figure that a year of the period should reach, so that its end reaches the target. */
function onPath(start: number, target: number, years: number, year: number, linear: boolean): CellValue {
  if (years === 0) return DIVISION_BY_ZERO
  if (linear) return finite(start + ((target - start) * year) / years)
  if (start === 0) return DIVISION_BY_ZERO
  return target / start <= 0 ? NOT_REAL : finite(start * (target / start) ** (year / years))
}

function pathInExcel(call: ExcelCall): string {
  const [start, target, years, year] = [call.atom(0), call.atom(1), call.atom(2), call.atom(3)]
  const geometric = call.wrap(`${start}*(${target}/${start})^(${year}/${years})`, 'number')
  const linear = call.wrap(`${start}+(${target}-${start})*${year}/${years}`, 'number')
  return guarded(call, [0, 1, 2, 3], chosenPath(call, geometric, linear))
}

function chosenPath(call: ExcelCall, geometric: string, linear: string): string {
  const node = call.nodes[4]
  if (node === undefined || node.kind === 'missing') return geometric
  if (node.kind === 'text') {
    const straight = isLinear(node.value)
    return typeof straight === 'boolean' ? (straight ? linear : geometric) : 'VALUE("?")'
  }
  const isOne = LINEAR.map(word => `${call.arg(4)}="${word}"`).join(',')
  return `IF(OR(${isOne}),${linear},${geometric})`
}

/** The sum of the first periods; blank while none of them has a figure. */
function sumTo(args: readonly Operand[], row: number): CellValue {
  const [periods, asked] = args
  const count = toNumber(operandAt(asked!, 0, row))
  if (typeof count !== 'number') return count
  const last = Math.trunc(count)
  if (last < 1 || last > operandSize(periods!)) return OUT_OF_RANGE
  const tally = new RunningTally()
  for (let index = 0; index < last; index++) tally.addCell(operandAt(periods!, index, row))
  return tally.error ?? (tally.numbers === 0 ? MISSING : finite(tally.sum))
}

const define = definer('planning')

export const pathFunctions: readonly FunctionDefinition[] = [
  define(
    '目标路径',
    'any',
    [
      value('期初', 'start'),
      value('目标', 'target'),
      value('总年数', 'years'),
      value('第几年', 'year'),
      optional(value('方式', 'kind')),
    ],
    values((...args) => {
      const linear = isLinear(args[4] ?? null)
      if (typeof linear !== 'boolean') return linear
      const [start, target, years, year] = args.slice(0, 4).map(arg => numberIn(arg))
      if (start == null || target == null || years == null || year == null) return MISSING
      return onPath(start, target, years, year, linear)
    }),
    '五年目标分到第几年应达到的数；方式“等比”（默认）每年增速相同，“等差”每年增量相同',
    'What a year should reach on the way to the target; by the same growth each year (geometric) or the same amount (linear)',
    { example: '目标路径([@上年],[@计划],5,2,"等比")', aliases: ['PATH'], toExcel: pathInExcel },
  ),
  define(
    '累计至',
    'any',
    [column('各期', 'periods'), value('期数', 'count')],
    ranges(sumTo),
    '前几期的合计，如 1—5 月；都没有数时为空白',
    'The sum of the first periods; blank while none has a figure',
    {
      example: '累计至([@1月]:[@3月],2)',
      aliases: ['YTD'],
      toExcel: call => {
        const first = `INDEX(${call.arg(0)},1):INDEX(${call.arg(0)},${call.arg(1)})`
        return `IF(COUNT(${first})=0,IF(ISERROR(SUM(${first})),SUM(${first}),""),${call.wrap(`SUM(${first})`, 'number')})`
      },
    },
  ),
]
