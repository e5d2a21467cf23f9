import type { CellValue } from '../cell-value.ts'
import { DIVISION_BY_ZERO, isError, NOT_REAL } from '../errors.ts'
import { divide, finite, multiply, power, subtract } from '../evaluate/arithmetic.ts'
import { numberIn } from '../evaluate/coerce.ts'
import type { ExcelCall } from '../excel/excel-call.ts'
import { guarded, guardedNumber } from '../excel/guard.ts'
import { definer, type FunctionDefinition, optional, value, values } from './definition.ts'
import { directionIn } from './direction.ts'
import { excelDirection } from './direction-excel.ts'
import { cumulative, MISSING, ofFigures } from './planning-figures.ts'

const define = definer('planning')
const start = value('期初', 'start')
const end = value('期末', 'end')
const done = value('完成', 'actual')
const target = value('目标', 'target')
const direction = value('方向', 'direction')

const percent = (part: number, whole: number): CellValue => {
  const ratio = divide(part, whole)
  return typeof ratio === 'number' ? multiply(ratio, 100) : ratio
}

function cumulativeGrowth(first: number, last: number): CellValue {
  const growth = percent(last - first, Math.abs(first))
  return typeof growth === 'number' ? cumulative(growth) : growth
}

function averageGrowth(first: number, last: number, years: number): CellValue {
  if (first === 0 || years === 0) return DIVISION_BY_ZERO
  if (last / first < 0) return NOT_REAL
  const factor = power(last / first, 1 / years)
  return typeof factor === 'number' ? finite((factor - 1) * 100) : factor
}

/** What is compared depends on a direction that may be left out; without one, more is better. */
const byDirection = (ofHigher: (a: number, b: number) => CellValue, ofLower: (a: number, b: number) => CellValue) =>
  values((a, b, c) => {
    const better = directionIn(c ?? null)
    if (better !== null && typeof better === 'object') return better
    const x = numberIn(a ?? null)
    const y = numberIn(b ?? null)
    if (x === null || y === null) return MISSING
    return better === 'lower' ? ofLower(x, y) : ofHigher(x, y)
  })

const excelByDirection =
  (ofHigher: (call: ExcelCall) => string, ofLower: (call: ExcelCall) => string) =>
  (call: ExcelCall): string => {
    const expression = excelDirection(
      call,
      2,
      () => call.wrap(ofHigher(call), 'number'),
      () => call.wrap(ofLower(call), 'number'),
    )
    return guarded(call, [0, 1], expression)
  }

const gap = (missing: number | CellValue): CellValue =>
  isError(missing) || typeof missing !== 'number' ? missing : Math.max(0, missing)

export const planningFunctions: readonly FunctionDefinition[] = [
  define(
    '年均增速',
    'any',
    [start, end, value('年数', 'years')],
    ofFigures((first = 0, last = 0, years = 0) => averageGrowth(first, last, years)),
    '年均增长速度(%)：((期末/期初)^(1/年数)-1)*100',
    'Compound growth per year, in percent',
    {
      example: '年均增速([@上年],[@完成],5)',
      aliases: ['年均增长', 'CAGR'],
      toExcel: guardedNumber(c => `((${c.atom(1)}/${c.atom(0)})^(1/${c.atom(2)})-1)*100`, [0, 1, 2]),
    },
  ),
  define(
    '累计',
    'any',
    [start, end],
    ofFigures((first = 0, last = 0) => cumulative(subtract(last, first))),
    '整个时期的提高或下降：期末-期初，显示在方括号内',
    'Rise or fall over the whole period, shown in brackets',
    {
      example: '累计([@上年],[@完成])',
      aliases: ['CUMULATIVE'],
      toExcel: guardedNumber(c => `${c.atom(1)}-${c.atom(0)}`, [0, 1]),
    },
  ),
  define(
    '完成率',
    'any',
    [done, value('计划', 'plan'), optional(direction)],
    byDirection(percent, (a, b) => percent(b, a)),
    '完成占计划的百分比；越低越好的指标为 计划/完成',
    'Actual over plan in percent; inverted where less is better',
    {
      example: '完成率([@完成],[@计划],[@方向])',
      aliases: ['COMPLETION'],
      toExcel: excelByDirection(
        c => `${c.atom(0)}/${c.atom(1)}*100`,
        c => `${c.atom(1)}/${c.atom(0)}*100`,
      ),
    },
  ),
  define(
    '序时进度',
    'any',
    [value('月数', 'months')],
    ofFigures((months = 0) => finite((months / 12) * 100)),
    '已过月数占全年的百分比',
    'The share of the year that has passed, in percent',
    { example: '序时进度(5)', aliases: ['SCHEDULE'], toExcel: guardedNumber(c => `${c.atom(0)}/12*100`, [0]) },
  ),
  define(
    '超序时',
    'any',
    [value('完成率', 'completion'), value('序时进度', 'schedule')],
    ofFigures((completion = 0, schedule = 0) => subtract(completion, schedule)),
    '完成率减序时进度，单位为百分点',
    'Completion less schedule, in percentage points',
    {
      example: '超序时(完成率([@完成],[@计划]),序时进度(5))',
      aliases: ['超序时进度', 'AHEAD'],
      toExcel: guardedNumber(c => `${c.atom(0)}-${c.atom(1)}`, [0, 1]),
    },
  ),
  define(
    '占比',
    'any',
    [value('部分', 'part'), value('整体', 'whole')],
    ofFigures((part = 0, whole = 0) => percent(part, whole)),
    '部分占整体的百分比，如 占比([@投资],SUM([投资]))',
    'A part of a whole, in percent',
    {
      example: '占比([@投资],SUM([投资]))',
      aliases: ['SHARE'],
      toExcel: guardedNumber(c => `${c.atom(0)}/${c.atom(1)}*100`, [0, 1]),
    },
  ),
  define(
    '同比',
    'any',
    [value('本期', 'current'), value('上年同期', 'a year before')],
    ofFigures((current = 0, before = 0) => percent(current - before, Math.abs(before))),
    '比上年同期增长(%)；上年同期为负时按其绝对值计',
    'Growth on a year before, in percent; over its size where it was negative',
    {
      example: '同比([@完成],[@上年])',
      aliases: ['YOY'],
      toExcel: guardedNumber(c => `(${c.atom(0)}-${c.atom(1)})/ABS(${c.arg(1)})*100`, [0, 1]),
    },
  ),
  define(
    '同比百分点',
    'any',
    [value('本期', 'current'), value('上年同期', 'a year before')],
    ofFigures((current = 0, before = 0) => subtract(current, before)),
    '比率比上年同期高多少个百分点：本期-上年同期',
    'How many percentage points a rate lies above that of a year before',
    {
      example: '同比百分点([@完成],[@上年])',
      aliases: ['YOYPOINTS'],
      toExcel: guardedNumber(c => `${c.atom(0)}-${c.atom(1)}`, [0, 1]),
    },
  ),
  define(
    '环比',
    'any',
    [value('本期', 'current'), value('上期', 'period before')],
    ofFigures((current = 0, before = 0) => percent(current - before, Math.abs(before))),
    '比上一期增长(%)；上一期为负时按其绝对值计',
    'Growth on the period before, in percent; over its size where it was negative',
    {
      example: '环比([@2月],[@1月])',
      aliases: ['POP'],
      toExcel: guardedNumber(c => `(${c.atom(0)}-${c.atom(1)})/ABS(${c.arg(1)})*100`, [0, 1]),
    },
  ),
  define(
    '累计增速',
    'any',
    [start, end],
    ofFigures((first = 0, last = 0) => cumulativeGrowth(first, last)),
    '整个时期的增长(%)：(期末-期初)/期初*100，显示在方括号内',
    'Growth over the whole period in percent, shown in brackets',
    {
      example: '累计增速([@上年],[@完成])',
      aliases: ['CUMULATIVEGROWTH'],
      toExcel: guardedNumber(c => `(${c.atom(1)}-${c.atom(0)})/ABS(${c.arg(0)})*100`, [0, 1]),
    },
  ),
  define(
    '差口',
    'any',
    [done, target, optional(direction)],
    byDirection(
      (a, t) => gap(subtract(t, a)),
      (a, t) => gap(subtract(a, t)),
    ),
    '离目标还差多少；已达到为 0',
    'What is still missing to the target; 0 once it is reached',
    {
      example: '差口([@完成],[@计划],[@方向])',
      aliases: ['缺口', 'GAP'],
      toExcel: excelByDirection(
        c => `MAX(0,${c.atom(1)}-${c.atom(0)})`,
        c => `MAX(0,${c.atom(0)}-${c.atom(1)})`,
      ),
    },
  ),
]
