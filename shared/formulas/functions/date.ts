import type { CellValue, FormulaError } from '../cell-value.ts'
import { NOT_A_DATE, NUMBER_OUT_OF_RANGE } from '../errors.ts'
import { textIn, toNumber } from '../evaluate/coerce.ts'
import { derivation } from '../evaluate/derived.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import { dateDifference } from './date-difference.ts'
import { definer, type FunctionDefinition, optional, range, ranges, value, values } from './definition.ts'
import { reading } from './reading.ts'
import {
  type CalendarDate,
  dateOf,
  daysInMonth,
  LAST_SERIAL,
  serialFromText,
  serialIn,
  serialInMonth,
  serialOf,
} from './serial-date.ts'
import { daysIntoWeek, isoWeek, plusWorkdays, weekNumber, workdaysBetween } from './week.ts'
import { yearFraction } from './year-fraction.ts'

const define = definer('date')
const date = value('日期', 'date')
const start = value('开始日期', 'start')
const end = value('结束日期', 'end')
const months = value('月数', 'months')
const kind = value('方式', 'kind')
const holidays = optional(range('假日', 'holidays'))

const part = (of: (date: CalendarDate) => number) =>
  reading(['date'], serial => {
    const found = dateOf(serial)
    return found === null ? NUMBER_OUT_OF_RANGE : of(found)
  })

/** Months ahead or back, and there the day that `dayIn` names. */
const monthsOn = (dayIn: (date: CalendarDate, year: number, month: number) => number) =>
  reading(['date', 'whole'], (serial, count) => {
    const from = dateOf(serial)
    if (from === null || Math.abs(count) > 120_000) return NUMBER_OUT_OF_RANGE
    const at = from.year * 12 + from.month - 1 + count
    const year = Math.floor(at / 12)
    return serialInMonth(year, at - year * 12 + 1, dayIn(from, year, at - year * 12 + 1)) ?? NUMBER_OUT_OF_RANGE
  })

type DaysOff = readonly number[] | FormulaError

const daysOffInColumn = derivation((reader): DaysOff => listed({ shape: 'column', reader }, 0))

function daysOff(operand: Operand | undefined, row: number): DaysOff {
  if (operand === undefined) return []
  return operand.shape === 'column' ? daysOffInColumn(operand.reader) : listed(operand, row)
}

/** Ascending, each once. */
function listed(operand: Operand, row: number): DaysOff {
  const days = new Set<number>()
  for (let index = 0; index < operandSize(operand); index++) {
    const cell = operandAt(operand, index, row)
    if (cell === null) continue
    const serial = serialIn(cell)
    if (typeof serial !== 'number') return serial
    days.add(serial)
  }
  return [...days].sort((a, b) => a - b)
}

const overWorkdays = (
  read: (value: CellValue) => number | FormulaError,
  of: (start: number, second: number, off: readonly number[]) => CellValue,
) =>
  ranges((args, row) => {
    const first = serialIn(operandAt(args[0]!, 0, row))
    if (typeof first !== 'number') return first
    const second = read(operandAt(args[1]!, 0, row))
    if (typeof second !== 'number') return second
    const off = daysOff(args[2], row)
    return 'kind' in off ? off : of(first, second, off)
  })

const wholeIn = (value: CellValue): number | FormulaError => {
  const n = toNumber(value)
  return typeof n === 'number' ? Math.trunc(n) : n
}

/** Beyond it every day is after the last one that Excel knows. */
const inReach = (serial: number): CellValue => (serial >= 0 && serial <= LAST_SERIAL ? serial : NUMBER_OUT_OF_RANGE)

export const dateFunctions: readonly FunctionDefinition[] = [
  define(
    'DATE',
    'number',
    [value('年', 'year'), value('月', 'month'), value('日', 'day')],
    reading(['whole', 'whole', 'whole'], (year, month, day) =>
      year < 0 || year > 9999
        ? NUMBER_OUT_OF_RANGE
        : (serialOf(year < 1900 ? year + 1900 : year, month, day) ?? NUMBER_OUT_OF_RANGE),
    ),
    '由年月日组成日期',
    'A date from year, month and day',
    { example: 'DATE(2024,5,31)', aliases: ['日期'] },
  ),
  define(
    'YEAR',
    'number',
    [date],
    part(d => d.year),
    '日期的年',
    'The year of a date',
    { example: 'YEAR([@日期])', aliases: ['年份'] },
  ),
  define(
    'MONTH',
    'number',
    [date],
    part(d => d.month),
    '日期的月',
    'The month of a date',
    { example: 'MONTH([@日期])', aliases: ['月份'] },
  ),
  define(
    'DAY',
    'number',
    [date],
    part(d => d.day),
    '日期的日',
    'The day of the month',
    { example: 'DAY([@日期])', aliases: ['日数'] },
  ),
  define(
    'DATEVALUE',
    'number',
    [value('文字', 'text')],
    values(a => {
      const text = textIn(a ?? null)
      return (text === null ? null : serialFromText(text)) ?? NOT_A_DATE
    }),
    '把写成文字的日期化为日期',
    'The date that a text spells',
    { example: 'DATEVALUE("2024-05-31")', aliases: ['转日期'] },
  ),
  define(
    'EDATE',
    'number',
    [date, months],
    monthsOn(from => from.day),
    '几个月以后（负数为以前）的同一天',
    'The same day some months on, or back',
    { example: 'EDATE([@日期],6)', aliases: ['月后'] },
  ),
  define(
    'EOMONTH',
    'number',
    [date, months],
    monthsOn((_, year, month) => daysInMonth(year, month)),
    '几个月以后（负数为以前）那个月的最后一天',
    'The last day of the month some months on, or back',
    { example: 'EOMONTH([@日期],0)', aliases: ['月末'] },
  ),
  define(
    'DAYS',
    'number',
    [end, start],
    reading(['date', 'date'], (to, from) => to - from),
    '两个日期之间的天数',
    'Days between two dates',
    { example: 'DAYS("2024-12-31",[@日期])', aliases: ['天数'], toExcel: call => `_xlfn.DAYS(${call.args.join(',')})` },
  ),
  define(
    'WEEKDAY',
    'number',
    [date, optional(kind)],
    reading(['date', 'whole'], (serial, type = 1) => {
      if (type === 3) return daysIntoWeek(serial, 2)!
      const into = type === 21 ? null : daysIntoWeek(serial, type)
      return into === null ? NUMBER_OUT_OF_RANGE : into + 1
    }),
    '星期几；方式 1 从星期日数起，2 从星期一数起',
    'The day of the week; kind 1 counts from Sunday, 2 from Monday',
    { example: 'WEEKDAY([@日期],2)', aliases: ['星期'] },
  ),
  define(
    'WEEKNUM',
    'number',
    [date, optional(kind)],
    reading(['date', 'whole'], (serial, type = 1) => weekNumber(serial, type) ?? NUMBER_OUT_OF_RANGE),
    '一年中的第几周；方式 1 从星期日起，2 从星期一起，21 为国际标准周',
    'The week of the year; kind 1 begins on Sunday, 2 on Monday, 21 is ISO',
    { example: 'WEEKNUM([@日期],2)', aliases: ['周数'] },
  ),
  define(
    'ISOWEEKNUM',
    'number',
    [date],
    reading(['date'], isoWeek),
    '国际标准的周数，第一周含一月四日',
    'The ISO week; the first one holds 4 January',
    {
      example: 'ISOWEEKNUM([@日期])',
      aliases: ['标准周数'],
      toExcel: call => `_xlfn.ISOWEEKNUM(${call.args.join(',')})`,
    },
  ),
  define(
    'DATEDIF',
    'number',
    [start, end, value('单位', 'unit')],
    reading(['date', 'date', 'text'], dateDifference),
    '两个日期之间的整年 "Y"、整月 "M" 或天数 "D"；"YM" "MD" "YD" 为零头',
    'Whole years "Y", months "M" or days "D" between dates; "YM" "MD" "YD" are what is left',
    { example: 'DATEDIF([@日期],"2025-12-31","M")', aliases: ['日期差'] },
  ),
  define(
    'NETWORKDAYS',
    'number',
    [start, end, holidays],
    overWorkdays(serialIn, workdaysBetween),
    '两个日期之间的工作日数，含首尾；周末和所列假日除外',
    'Workdays between dates, both counted, without weekends and the holidays named',
    { example: 'NETWORKDAYS([@日期],"2024-12-31")', aliases: ['工作日数'] },
  ),
  define(
    'WORKDAY',
    'number',
    [start, value('天数', 'days'), holidays],
    overWorkdays(wholeIn, (first, count, off) =>
      Math.abs(count) > LAST_SERIAL ? NUMBER_OUT_OF_RANGE : inReach(plusWorkdays(first, count, off)),
    ),
    '若干个工作日以后（负数为以前）的日期',
    'The date some workdays on, or back',
    { example: 'WORKDAY([@日期],10)', aliases: ['工作日后'] },
  ),
  define(
    'YEARFRAC',
    'number',
    [start, end, optional(kind)],
    reading(['date', 'date', 'whole'], (from, to, basis = 0) => yearFraction(from, to, basis) ?? NUMBER_OUT_OF_RANGE),
    '两个日期之间合多少年；方式 0 每月按 30 天，1 按实际，3 每年按 365 天',
    'Years between dates; kind 0 counts months of 30 days, 1 actual days, 3 years of 365',
    { example: 'YEARFRAC([@日期],"2025-12-31",3)', aliases: ['年数'] },
  ),
]
