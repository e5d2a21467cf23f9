import type { CellValue } from '../cell-value.ts'
import { NO_NUMBERS, NO_REPEATED_NUMBER, NUMBER_OUT_OF_RANGE } from '../errors.ts'
import { finite } from '../evaluate/arithmetic.ts'
import { operandAt, operandSize } from '../evaluate/operand.ts'
import { SortedNumbers } from '../evaluate/sorted-numbers.ts'
import { column, definer, type FunctionDefinition, range, ranges, value } from './definition.ts'
import { overNumbers, overSorted } from './over-numbers.ts'

const define = definer('statistics')
const numbers = [range('数', 'numbers')]
const oneRange = range('数', 'numbers')

/** The square deviations from the mean, in two passes so that large figures lose no digits. */
function squares(all: Float64Array): number {
  let sum = 0
  for (const n of all) sum += n
  const mean = sum / all.length
  let squared = 0
  for (const n of all) squared += (n - mean) ** 2
  return squared
}

const spread = (fewer: 0 | 1, of: (variance: number) => number) =>
  overNumbers(all => (all.length <= fewer ? NO_NUMBERS : finite(of(squares(all) / (all.length - fewer)))))

/** The number between two neighbours at a fraction from 0 to 1 of the way through them all. */
function percentile(sorted: SortedNumbers, fraction: number): CellValue {
  if (sorted.length === 0 || fraction < 0 || fraction > 1) return NUMBER_OUT_OF_RANGE
  const at = fraction * (sorted.length - 1)
  const below = sorted.at(Math.floor(at))
  const above = sorted.at(Math.ceil(at))
  return finite(below + (above - below) * (at - Math.floor(at)))
}

function median(all: Float64Array): CellValue {
  return percentile(new SortedNumbers(all.slice()), 0.5)
}

/** Of the numbers that come most often, the one that comes first. */
function mode(all: Float64Array): CellValue {
  const counts = new Map<number, number>()
  for (const n of all) counts.set(n, (counts.get(n) ?? 0) + 1)
  let most = 1
  let found: number | null = null
  for (const [n, count] of counts) if (count > most) [most, found] = [count, n]
  return found ?? NO_REPEATED_NUMBER
}

/** By logarithms: the product of many figures would leave the range of numbers. */
function geometricMean(all: Float64Array): CellValue {
  let sum = 0
  for (const n of all) {
    if (n <= 0) return NUMBER_OUT_OF_RANGE
    sum += Math.log(n)
  }
  return all.length === 0 ? NUMBER_OUT_OF_RANGE : finite(Math.exp(sum / all.length))
}

const nth = (of: (sorted: SortedNumbers, place: number) => number | undefined) =>
  overSorted((sorted, place) => {
    const whole = Math.ceil(place)
    return whole < 1 || whole > sorted.length ? NUMBER_OUT_OF_RANGE : of(sorted, whole)!
  })

const isBlank = (cell: CellValue): boolean => cell === null || cell === ''
export const statisticsFunctions: readonly FunctionDefinition[] = [
  define('MEDIAN', 'number', numbers, overNumbers(median), '中位数', 'The number in the middle', {
    example: 'MEDIAN([投资])',
    aliases: ['中位数'],
    repeats: 1,
  }),
  define('MODE.SNGL', 'number', numbers, overNumbers(mode), '出现次数最多的数', 'The number that comes most often', {
    example: 'MODE.SNGL([1月],[2月])',
    aliases: ['MODE', '众数'],
    repeats: 1,
    toExcel: call => `MODE(${call.args.join(',')})`,
  }),
  define('STDEV.S', 'number', numbers, spread(1, Math.sqrt), '样本标准差', 'The standard deviation of a sample', {
    example: 'STDEV.S([投资])',
    aliases: ['STDEV', '样本标准差'],
    repeats: 1,
    toExcel: call => `STDEV(${call.args.join(',')})`,
  }),
  define('STDEV.P', 'number', numbers, spread(0, Math.sqrt), '总体标准差', 'The standard deviation of all there is', {
    example: 'STDEV.P([投资])',
    aliases: ['STDEVP', '标准差'],
    repeats: 1,
    toExcel: call => `STDEVP(${call.args.join(',')})`,
  }),
  define(
    'VAR.S',
    'number',
    numbers,
    spread(1, v => v),
    '样本方差',
    'The variance of a sample',
    { example: 'VAR.S([投资])', aliases: ['VAR', '样本方差'], repeats: 1, toExcel: c => `VAR(${c.args.join(',')})` },
  ),
  define(
    'VAR.P',
    'number',
    numbers,
    spread(0, v => v),
    '总体方差',
    'The variance of all there is',
    { example: 'VAR.P([投资])', aliases: ['VARP', '方差'], repeats: 1, toExcel: c => `VARP(${c.args.join(',')})` },
  ),
  define(
    'GEOMEAN',
    'number',
    numbers,
    overNumbers(geometricMean),
    '几何平均数，各数都须大于零',
    'The geometric mean of numbers above zero',
    {
      example: 'GEOMEAN([投资])',
      aliases: ['几何平均'],
      repeats: 1,
    },
  ),
  define(
    'LARGE',
    'number',
    [oneRange, value('第几', 'place')],
    nth((sorted, place) => sorted.at(sorted.length - place)),
    '第几大的数',
    'The number at a place from the largest down',
    { example: 'LARGE([投资],2)', aliases: ['第几大'] },
  ),
  define(
    'SMALL',
    'number',
    [oneRange, value('第几', 'place')],
    nth((sorted, place) => sorted.at(place - 1)),
    '第几小的数',
    'The number at a place from the smallest up',
    { example: 'SMALL([投资],2)', aliases: ['第几小'] },
  ),
  define(
    'PERCENTILE.INC',
    'number',
    [oneRange, value('比例', 'fraction')],
    overSorted(percentile),
    '百分位数，比例从 0 到 1',
    'The number at a fraction (0 to 1) of the way up',
    {
      example: 'PERCENTILE.INC([投资],0.9)',
      aliases: ['PERCENTILE', '百分位数'],
      toExcel: c => `PERCENTILE(${c.args.join(',')})`,
    },
  ),
  define(
    'QUARTILE.INC',
    'number',
    [oneRange, value('第几', 'quarter')],
    overSorted((sorted, quarter) => percentile(sorted, Math.trunc(quarter) / 4)),
    '四分位数，0 到 4',
    'The number at a quarter (0 to 4) of the way up',
    {
      example: 'QUARTILE.INC([投资],1)',
      aliases: ['QUARTILE', '四分位数'],
      toExcel: c => `QUARTILE(${c.args.join(',')})`,
    },
  ),
  define(
    'COUNTBLANK',
    'number',
    [column('列', 'column')],
    ranges((args, row) => {
      const operand = args[0]!
      let blanks = 0
      for (let index = 0; index < operandSize(operand); index++) if (isBlank(operandAt(operand, index, row))) blanks++
      return blanks
    }),
    '空白的个数',
    'How many are blank',
    { example: 'COUNTBLANK([完成])', aliases: ['空白计数'] },
  ),
]
