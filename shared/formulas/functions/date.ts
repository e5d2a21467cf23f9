import { NOT_A_DATE } from '../errors.ts'
import { definer, type FunctionDefinition, value, values } from './definition.ts'
import { isFailure, toNumbers } from './numeric.ts'
import { type CalendarDate, dateIn, serialOf } from './serial-date.ts'

const define = definer('date')
const date = value('日期', 'date')

const part = (of: (date: CalendarDate) => number) =>
  values(a => {
    const found = dateIn(a ?? null)
    return 'kind' in found ? found : of(found)
  })

export const dateFunctions: readonly FunctionDefinition[] = [
  define(
    'YEAR',
    'number',
    [date],
    part(d => d.year),
    '日期的年',
    'The year of a date',
    { aliases: ['年份'] },
  ),
  define(
    'MONTH',
    'number',
    [date],
    part(d => d.month),
    '日期的月',
    'The month of a date',
    { aliases: ['月份'] },
  ),
  define(
    'DATE',
    'number',
    [value('年', 'year'), value('月', 'month'), value('日', 'day')],
    values((...args) => {
      const parts = toNumbers(args)
      if (isFailure(parts)) return parts
      const [year = 0, month = 0, day = 0] = parts.map(Math.trunc)
      return (year >= 0 && year < 10_000 ? serialOf(year < 1900 ? year + 1900 : year, month, day) : null) ?? NOT_A_DATE
    }),
    '由年月日组成日期',
    'A date from year, month and day',
    { aliases: ['日期'] },
  ),
]
