import type { CellValue } from '../cell-value.ts'
import { OUT_OF_RANGE } from '../errors.ts'
import { toNumber, toText } from '../evaluate/coerce.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import { definer, type FunctionDefinition, optional, range, ranges, value, values } from './definition.ts'
import { formatNumber } from './number-format.ts'

const define = definer('text')
const text = value('文字', 'text')
const count = value('个数', 'count')
const MOST_TEXT = 32_767

/** A text and a whole number not below zero; the pieces of LEFT, RIGHT and MID. */
const piece = (of: (text: string, count: number) => string) =>
  values((a, b) => {
    const whole = toText(a ?? null)
    if (typeof whole !== 'string') return whole
    const n = b === undefined ? 1 : toNumber(b)
    if (typeof n !== 'number') return n
    return n < 0 ? OUT_OF_RANGE : of(whole, Math.trunc(n))
  })

function joined(operands: readonly Operand[], row: number): CellValue {
  let all = ''
  for (const operand of operands)
    for (let index = 0; index < operandSize(operand); index++) {
      const part = toText(operandAt(operand, index, row))
      if (typeof part !== 'string') return part
      if ((all += part).length > MOST_TEXT) return OUT_OF_RANGE
    }
  return all
}

function middle(a: CellValue, b: CellValue, c: CellValue): CellValue {
  const whole = toText(a)
  if (typeof whole !== 'string') return whole
  const start = toNumber(b)
  if (typeof start !== 'number') return start
  const length = toNumber(c)
  if (typeof length !== 'number') return length
  if (start < 1 || length < 0) return OUT_OF_RANGE
  return whole.slice(Math.trunc(start) - 1, Math.trunc(start) - 1 + Math.trunc(length))
}

export const textFunctions: readonly FunctionDefinition[] = [
  define('CONCAT', 'text', [range('文字', 'texts')], ranges(joined), '把几段文字连起来', 'Joins texts', {
    aliases: ['CONCATENATE', '连接'],
    repeats: 1,
    // CONCAT is newer than the file format: only ranges need it
    toExcel: call =>
      `${call.args.some(arg => arg.includes(':')) ? '_xlfn.CONCAT' : 'CONCATENATE'}(${call.args.join(',')})`,
  }),
  define(
    'LEN',
    'number',
    [text],
    values(a => {
      const whole = toText(a ?? null)
      return typeof whole === 'string' ? whole.length : whole
    }),
    '文字的字数',
    'How many characters',
    { aliases: ['字数'] },
  ),
  define(
    'LEFT',
    'text',
    [text, optional(count)],
    piece((t, n) => t.slice(0, n)),
    '左边几个字',
    'The first characters',
    {
      aliases: ['左取'],
    },
  ),
  define(
    'RIGHT',
    'text',
    [text, optional(count)],
    piece((t, n) => (n === 0 ? '' : t.slice(-n))),
    '右边几个字',
    'The last characters',
    { aliases: ['右取'] },
  ),
  define(
    'MID',
    'text',
    [text, value('起点', 'start'), count],
    values((a, b, c) => middle(a ?? null, b ?? null, c ?? null)),
    '从起点起几个字，起点从 1 数',
    'Characters from a position, counted from 1',
    { aliases: ['中取'] },
  ),
  define(
    'TRIM',
    'text',
    [text],
    values(a => {
      const whole = toText(a ?? null)
      return typeof whole === 'string' ? whole.replace(/ +/g, ' ').replace(/^ | $/g, '') : whole
    }),
    '去掉两端和多余的空格',
    'Without needless spaces',
    { aliases: ['去空格'] },
  ),
  define(
    'TEXT',
    'text',
    [value('值', 'value'), value('格式', 'format')],
    values((a, b) => {
      const format = toText(b ?? null)
      if (typeof format !== 'string') return format
      return formatNumber(a ?? null, format)
    }),
    '按格式把数写成文字，如 "0.00"、"0%"、"yyyy-mm-dd"',
    'Writes a number by a format such as "0.00", "0%" or "yyyy-mm-dd"',
    { aliases: ['格式'] },
  ),
]
