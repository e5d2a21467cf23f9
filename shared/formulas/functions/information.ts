import type { CellValue, ErrorCode } from '../cell-value.ts'
import { isError, NOT_AVAILABLE, NOT_FOUND, notANumber } from '../errors.ts'
import { numberIn, textIn, toNumber } from '../evaluate/coerce.ts'
import { definer, type FunctionDefinition, seeingErrors, value, values } from './definition.ts'

const define = definer('information')
const anything = value('值', 'value')
const number = value('数', 'number')

const asks = (of: (value: CellValue) => boolean) => seeingErrors(a => of(a ?? null))

/** Excel's numbers; our own errors count as those that the export writes for them. */
function errorType(code: ErrorCode): number {
  switch (code) {
    case '#DIV/0!':
      return 2
    case '#VALUE!':
      return 3
    case '#REF!':
    case '#CYCLE!':
      return 4
    case '#NAME?':
    case '#SYNTAX!':
      return 5
    case '#NUM!':
      return 6
    case '#N/A':
      return 7
  }
}

const parity = (even: boolean) =>
  values(a => {
    const n = typeof a === 'boolean' ? notANumber(String(a)) : toNumber(a ?? null)
    return typeof n === 'number' ? (Math.trunc(n) % 2 === 0) === even : n
  })

export const informationFunctions: readonly FunctionDefinition[] = [
  define(
    'ISNUMBER',
    'truth',
    [anything],
    asks(a => numberIn(a) !== null),
    '是不是数',
    'Is it a number',
    {
      example: 'ISNUMBER([@完成])',
      aliases: ['是数字'],
    },
  ),
  define(
    'ISTEXT',
    'truth',
    [anything],
    asks(a => textIn(a) !== null),
    '是不是文字',
    'Is it text',
    {
      example: 'ISTEXT([@类别])',
      aliases: ['是文字'],
    },
  ),
  define(
    'ISNONTEXT',
    'truth',
    [anything],
    asks(a => textIn(a) === null),
    '是不是文字以外的值，空白也算',
    'Is it anything but text; blanks are',
    {
      example: 'ISNONTEXT([@完成])',
      aliases: ['不是文字'],
    },
  ),
  define(
    'ISLOGICAL',
    'truth',
    [anything],
    asks(a => typeof a === 'boolean'),
    '是不是真假值',
    'Is it true or false',
    {
      example: 'ISLOGICAL([@完成]>0)',
      aliases: ['是真假'],
    },
  ),
  define(
    'ISBLANK',
    'truth',
    [anything],
    asks(a => a === null),
    '是不是空白',
    'Is it blank',
    {
      example: 'ISBLANK([@完成])',
      aliases: ['是空白'],
    },
  ),
  define('ISERROR', 'truth', [anything], asks(isError), '是不是错误', 'Is it an error', {
    example: 'ISERROR([@完成]/[@计划])',
    aliases: ['是错误'],
  }),
  define(
    'ISERR',
    'truth',
    [anything],
    asks(a => isError(a) && a.code !== '#N/A'),
    '是不是 #N/A 以外的错误',
    'Is it an error other than #N/A',
    {
      example: 'ISERR([@完成]/[@计划])',
      aliases: ['是其他错误'],
    },
  ),
  define(
    'ISNA',
    'truth',
    [anything],
    asks(a => isError(a) && a.code === '#N/A'),
    '是不是 #N/A（没有找到）',
    'Is it #N/A',
    {
      example: 'ISNA(MATCH("无",[指标],0))',
      aliases: ['是未找到'],
    },
  ),
  define('ISEVEN', 'truth', [number], parity(true), '整数部分是不是偶数', 'Is its whole part even', {
    example: 'ISEVEN([@投资])',
    aliases: ['是偶数'],
  }),
  define('ISODD', 'truth', [number], parity(false), '整数部分是不是奇数', 'Is its whole part odd', {
    example: 'ISODD([@投资])',
    aliases: ['是奇数'],
  }),
  define(
    'ERROR.TYPE',
    'number',
    [anything],
    seeingErrors(a => (isError(a ?? null) ? errorType((a as { code: ErrorCode }).code) : NOT_FOUND)),
    '错误的种类：2 为 #DIV/0!，3 为 #VALUE!，7 为 #N/A；没有错误为 #N/A',
    'Which error it is: 2 #DIV/0!, 3 #VALUE!, 7 #N/A; #N/A where it is none',
    { example: 'ERROR.TYPE(1/0)', aliases: ['错误类型'] },
  ),
  define(
    'NA',
    'any',
    [],
    values(() => NOT_AVAILABLE),
    '没有数据：#N/A',
    'No value: #N/A',
    {
      example: 'IFNA(NA(),0)',
      aliases: ['无数据'],
    },
  ),
]
