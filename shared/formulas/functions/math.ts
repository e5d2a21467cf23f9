import { clean, roundTo } from '../../values/print.ts'
import { DIVISION_BY_ZERO, NOT_REAL, NUMBER_OUT_OF_RANGE } from '../errors.ts'
import { finite, power } from '../evaluate/arithmetic.ts'
import type { ExcelCall } from '../excel/excel-call.ts'
import { roundFast } from '../rounding-policy.ts'
import { definer, type FunctionDefinition, optional, range, ranges, value, values } from './definition.ts'
import { ofNumber, ofTwoNumbers } from './numeric.ts'
import { overNumbers } from './over-numbers.ts'
import { sumProduct } from './sum-product.ts'

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

const multiple = value('倍数', 'multiple')
const numbers = [range('数', 'numbers')]

function logarithm(n: number, base: number) {
  if (n <= 0 || base <= 0) return NOT_REAL
  if (base === 1) return DIVISION_BY_ZERO
  return finite(base === 10 ? Math.log10(n) : base === 2 ? Math.log2(n) : Math.log(n) / Math.log(base))
}

const quotient = (n: number, divisor: number) =>
  divisor === 0 ? DIVISION_BY_ZERO : finite(Math.trunc(clean(n / divisor)))

/** The digits shown decide how many times it fits: 0.3 is three times 0.1. */
const times = (n: number, multiple: number): number => clean(n / multiple)

function nearestMultiple(n: number, multiple: number) {
  if (n === 0 || multiple === 0) return 0
  if (n > 0 !== multiple > 0) return NUMBER_OUT_OF_RANGE
  return finite(clean(roundTo(times(n, multiple), 0, 'half-up') * multiple))
}

function ceiling(n: number, multiple: number) {
  if (n === 0 || multiple === 0) return 0
  if (n > 0 && multiple < 0) return NUMBER_OUT_OF_RANGE
  return finite(clean(Math.ceil(times(n, multiple)) * multiple))
}

function floor(n: number, multiple: number) {
  if (n === 0) return 0
  if (multiple === 0) return DIVISION_BY_ZERO
  if (n > 0 && multiple < 0) return NUMBER_OUT_OF_RANGE
  return finite(clean(Math.floor(times(n, multiple)) * multiple))
}

function away(n: number, adjusted: (whole: number) => number): number {
  const whole = adjusted(Math.ceil(clean(Math.abs(n))))
  return n < 0 ? -whole : whole
}

function product(all: Float64Array) {
  if (all.length === 0) return 0
  let result = 1
  for (const n of all) result *= n
  return finite(result)
}

function sumOfSquares(all: Float64Array) {
  let sum = 0
  for (const n of all) sum += n * n
  return finite(sum)
}

function commonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b]
  return a
}

const MOST_WHOLE = 2 ** 53
const overWholes = (of: (a: number, b: number) => number) =>
  overNumbers(all => {
    let result: number | undefined
    for (const n of all) {
      const whole = Math.trunc(n)
      if (whole < 0 || whole >= MOST_WHOLE) return NUMBER_OUT_OF_RANGE
      result = result === undefined ? whole : of(result, whole)
      if (result >= MOST_WHOLE) return NUMBER_OUT_OF_RANGE
    }
    return result ?? 0
  })

export const mathFunctions: readonly FunctionDefinition[] = [
  define(
    'ROUND',
    'number',
    [x, digits],
    ofTwoNumbers((n, d) => finite(roundFast(n, places(d), 'half-up'))),
    '四舍五入到指定位数',
    'Rounds half away from zero',
    { example: 'ROUND([@完成],1)', aliases: ['四舍五入'] },
  ),
  define(
    'ROUNDUP',
    'number',
    [x, digits],
    ofTwoNumbers((n, d) => finite(roundAway(n, places(d)))),
    '向远离零的方向进位',
    'Rounds away from zero',
    { example: 'ROUNDUP([@完成],0)', aliases: ['进位'] },
  ),
  define(
    'ROUNDDOWN',
    'number',
    [x, digits],
    ofTwoNumbers((n, d) => finite(roundFast(n, places(d), 'truncate'))),
    '向零的方向舍去',
    'Rounds towards zero',
    { example: 'ROUNDDOWN([@完成],0)', aliases: ['舍去'], toExcel: call => cutOff('ROUNDDOWN', call) },
  ),
  define(
    'TRUNC',
    'number',
    [x, optional(digits)],
    ofTwoNumbers((n, d) => finite(roundFast(n, places(d), 'truncate'))),
    '截去指定位数以后的小数',
    'Cuts digits off',
    { example: 'TRUNC([@完成],2)', aliases: ['截尾', '截取小数'], toExcel: call => cutOff('TRUNC', call) },
  ),
  define(
    'INT',
    'number',
    [x],
    ofNumber(n => Math.floor(clean(n))),
    '不大于它的最大整数',
    'The integer not above it',
    { example: 'INT([@完成])', aliases: ['取整'], toExcel: call => `INT(ROUND(${call.arg(0)},10))` },
  ),
  define('ABS', 'number', [x], ofNumber(Math.abs), '绝对值', 'The size without the sign', {
    example: 'ABS([@完成]-[@计划])',
    aliases: ['绝对值'],
  }),
  define(
    'MOD',
    'number',
    [x, value('除数', 'divisor')],
    ofTwoNumbers(modulo),
    '余数，符号同除数',
    'The remainder, with the divisor’s sign',
    { example: 'MOD([@完成],2)', aliases: ['余数'] },
  ),
  define(
    'POWER',
    'number',
    [value('底数', 'base'), value('指数', 'exponent')],
    ofTwoNumbers(power),
    '乘方',
    'Raises to a power',
    { example: 'POWER([@完成]/[@上年],1/5)', aliases: ['乘方'] },
  ),
  define(
    'SQRT',
    'number',
    [x],
    ofNumber(n => (n < 0 ? NOT_REAL : Math.sqrt(n))),
    '平方根',
    'The square root',
    { example: 'SQRT([@投资])', aliases: ['平方根'] },
  ),
  define(
    'SIGN',
    'number',
    [x],
    ofNumber(n => (n > 0 ? 1 : n < 0 ? -1 : 0)),
    '正数为 1，负数为 -1，零为 0',
    '1, -1 or 0 by the sign',
    {
      example: 'SIGN([@完成]-[@上年])',
      aliases: ['正负'],
    },
  ),
  define(
    'EXP',
    'number',
    [x],
    ofNumber(n => finite(Math.exp(n))),
    'e 的乘方',
    'e raised to a power',
    {
      example: 'EXP(1)',
      aliases: ['自然乘方'],
    },
  ),
  define(
    'LN',
    'number',
    [x],
    ofNumber(n => (n > 0 ? Math.log(n) : NOT_REAL)),
    '自然对数',
    'The natural logarithm',
    {
      example: 'LN([@投资])',
      aliases: ['自然对数'],
    },
  ),
  define(
    'LOG',
    'number',
    [x, optional(value('底数', 'base'))],
    ofTwoNumbers(logarithm, 10),
    '对数，底数默认为 10',
    'A logarithm, to base 10 unless another is given',
    {
      example: 'LOG([@投资],2)',
      aliases: ['对数'],
    },
  ),
  define(
    'LOG10',
    'number',
    [x],
    ofNumber(n => (n > 0 ? Math.log10(n) : NOT_REAL)),
    '以 10 为底的对数',
    'The logarithm to base 10',
    {
      example: 'LOG10([@投资])',
      aliases: ['常用对数'],
    },
  ),
  define(
    'PI',
    'number',
    [],
    values(() => Math.PI),
    '圆周率',
    'The ratio of a circle to its diameter',
    {
      example: 'PI()',
      aliases: ['圆周率'],
    },
  ),
  define(
    'QUOTIENT',
    'number',
    [x, value('除数', 'divisor')],
    ofTwoNumbers(quotient),
    '商的整数部分',
    'The integer part of a division',
    {
      example: 'QUOTIENT([@投资],7)',
      aliases: ['整除'],
    },
  ),
  define('MROUND', 'number', [x, multiple], ofTwoNumbers(nearestMultiple), '最近的倍数', 'The nearest multiple', {
    example: 'MROUND([@投资],5)',
    aliases: ['倍数舍入'],
  }),
  define('CEILING', 'number', [x, multiple], ofTwoNumbers(ceiling), '不小于它的倍数', 'The multiple not below it', {
    example: 'CEILING([@投资],5)',
    aliases: ['上舍入'],
  }),
  define('FLOOR', 'number', [x, multiple], ofTwoNumbers(floor), '不大于它的倍数', 'The multiple not above it', {
    example: 'FLOOR([@投资],5)',
    aliases: ['下舍入'],
  }),
  define(
    'EVEN',
    'number',
    [x],
    ofNumber(n => away(n, whole => whole + (whole % 2))),
    '向远离零的方向取偶数',
    'The next even number away from zero',
    {
      example: 'EVEN([@投资])',
      aliases: ['进偶数'],
    },
  ),
  define(
    'ODD',
    'number',
    [x],
    ofNumber(n => (n === 0 ? 1 : away(n, whole => whole + 1 - (whole % 2)))),
    '向远离零的方向取奇数',
    'The next odd number away from zero',
    {
      example: 'ODD([@投资])',
      aliases: ['进奇数'],
    },
  ),
  define(
    'PRODUCT',
    'number',
    numbers,
    overNumbers(product),
    '乘积；文字和空白不计',
    'Multiplies numbers; texts and blanks are left out',
    {
      example: 'PRODUCT([@1月]:[@3月])',
      aliases: ['乘积'],
      repeats: 1,
    },
  ),
  define('SUMSQ', 'number', numbers, overNumbers(sumOfSquares), '平方和', 'Adds squares', {
    example: 'SUMSQ([@1月]:[@3月])',
    aliases: ['平方和'],
    repeats: 1,
  }),
  define(
    'GCD',
    'number',
    numbers,
    overWholes((a, b) => commonDivisor(a, b)),
    '最大公约数',
    'The greatest common divisor',
    {
      example: 'GCD(24,36)',
      aliases: ['最大公约数'],
      repeats: 1,
    },
  ),
  define(
    'LCM',
    'number',
    numbers,
    overWholes((a, b) => (a === 0 || b === 0 ? 0 : (a / commonDivisor(a, b)) * b)),
    '最小公倍数',
    'The least common multiple',
    {
      example: 'LCM(4,6)',
      aliases: ['最小公倍数'],
      repeats: 1,
    },
  ),
  define(
    'SUMPRODUCT',
    'number',
    [range('列', 'column')],
    ranges(sumProduct),
    '各列逐行相乘再相加，如 SUMPRODUCT([单价],[数量])；也可写条件：SUMPRODUCT(([类别]="工业")*[投资])',
    'Multiplies columns row by row and adds up; conditions may stand there as well',
    { example: 'SUMPRODUCT(([类别]="工业")*[投资])', aliases: ['乘积和'], repeats: 1 },
  ),
]

/** Excel cuts the binary value, we cut the digits shown; taking the dust off first makes them the same. */
const cutOff = (name: string, call: ExcelCall): string =>
  `${name}(ROUND(${call.arg(0)},10),${call.nodes.length > 1 ? call.arg(1) : 0})`
