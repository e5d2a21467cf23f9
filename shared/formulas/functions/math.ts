import { clean, roundTo } from '../../values/print.ts'
import { DIVISION_BY_ZERO, NOT_REAL } from '../errors.ts'
import { finite, power } from '../evaluate/arithmetic.ts'
import type { ExcelCall } from '../excel/excel-call.ts'
import { roundFast } from '../rounding-policy.ts'
import { definer, type FunctionDefinition, optional, value } from './definition.ts'
import { ofNumber, ofTwoNumbers } from './numeric.ts'

const define = definer('math')
const x = value('数', 'number')
const digits = value('位数', 'digits')

const MOST_DIGITS = 300
const places = (digits: number) => Math.max(-MOST_DIGITS, Math.min(MOST_DIGITS, Math.trunc(digits)))

/** Away from zero, on the 15 digits that are shown: ROUNDUP(13.600000000000001, 1) is 13.6. */
function roundAway(n: number, digits: number): number {
  const towards = roundTo(n, digits, 'truncate')
  return towards === clean(n) ? towards : roundTo(towards + Math.sign(n) * 10 ** -digits, digits, 'half-up')
}

/** The result has the divisor's sign, as in Excel. */
function modulo(n: number, divisor: number) {
  if (divisor === 0) return DIVISION_BY_ZERO
  const rest = n % divisor
  return finite(rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest === 0 ? 0 : rest)
}

export const mathFunctions: readonly FunctionDefinition[] = [
  define(
    'ROUND',
    'number',
    [x, digits],
    ofTwoNumbers((n, d) => finite(roundFast(n, places(d), 'half-up'))),
    '四舍五入到指定位数',
    'Rounds half away from zero',
    { aliases: ['四舍五入'] },
  ),
  define(
    'ROUNDUP',
    'number',
    [x, digits],
    ofTwoNumbers((n, d) => finite(roundAway(n, places(d)))),
    '向远离零的方向进位',
    'Rounds away from zero',
    { aliases: ['进位'] },
  ),
  define(
    'ROUNDDOWN',
    'number',
    [x, digits],
    ofTwoNumbers((n, d) => finite(roundFast(n, places(d), 'truncate'))),
    '向零的方向舍去',
    'Rounds towards zero',
    { aliases: ['舍去'], toExcel: call => cutOff('ROUNDDOWN', call) },
  ),
  define(
    'TRUNC',
    'number',
    [x, optional(digits)],
    ofTwoNumbers((n, d) => finite(roundFast(n, places(d), 'truncate'))),
    '截去指定位数以后的小数',
    'Cuts digits off',
    { aliases: ['截尾', '截取小数'], toExcel: call => cutOff('TRUNC', call) },
  ),
  define(
    'INT',
    'number',
    [x],
    ofNumber(n => Math.floor(clean(n))),
    '不大于它的最大整数',
    'The integer not above it',
    { aliases: ['取整'], toExcel: call => `INT(ROUND(${call.arg(0)},10))` },
  ),
  define('ABS', 'number', [x], ofNumber(Math.abs), '绝对值', 'The size without the sign', { aliases: ['绝对值'] }),
  define(
    'MOD',
    'number',
    [x, value('除数', 'divisor')],
    ofTwoNumbers(modulo),
    '余数，符号同除数',
    'The remainder, with the divisor’s sign',
    { aliases: ['余数'] },
  ),
  define(
    'POWER',
    'number',
    [value('底数', 'base'), value('指数', 'exponent')],
    ofTwoNumbers(power),
    '乘方',
    'Raises to a power',
    { aliases: ['乘方'] },
  ),
  define(
    'SQRT',
    'number',
    [x],
    ofNumber(n => (n < 0 ? NOT_REAL : Math.sqrt(n))),
    '平方根',
    'The square root',
    { aliases: ['平方根'] },
  ),
]

/** Excel cuts the binary value, we cut the digits shown; taking the dust off first makes them the same. */
const cutOff = (name: string, call: ExcelCall): string =>
  `${name}(ROUND(${call.arg(0)},10),${call.nodes.length > 1 ? call.arg(1) : 0})`
