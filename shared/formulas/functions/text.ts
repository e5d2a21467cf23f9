import type { CellValue } from '../cell-value.ts'
import { OUT_OF_RANGE, TEXT_TOO_LONG } from '../errors.ts'
import { limited, MOST_TEXT, textIn, toNumber, toText, toTruth } from '../evaluate/coerce.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import { definer, type FunctionDefinition, optional, range, ranges, value, values } from './definition.ts'
import { formatNumber } from './number-format.ts'
import { reading } from './reading.ts'
import { asciiCharacter, asciiCode, clean, unicodeCharacter, unicodeOf } from './text-character.ts'
import { find, proper, repeat, replace, search, substitute } from './text-edit.ts'
import { fixed, numberValue } from './text-number.ts'
import { ofText } from './text-run.ts'

const define = definer('text')
const text = value('文字', 'text')
const count = value('个数', 'count')

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
      if ((all += part).length > MOST_TEXT) return TEXT_TOO_LONG
    }
  return all
}

/** TEXTJOIN: the texts with a separator between them, empty ones left out if so asked. */
function joinedBy(operands: readonly Operand[], row: number): CellValue {
  const separator = toText(operandAt(operands[0]!, 0, row))
  if (typeof separator !== 'string') return separator
  const ignoresEmpty = toTruth(operandAt(operands[1]!, 0, row))
  if (typeof ignoresEmpty !== 'boolean') return ignoresEmpty
  let all = ''
  let first = true
  for (let at = 2; at < operands.length; at++)
    for (let index = 0; index < operandSize(operands[at]!); index++) {
      const part = toText(operandAt(operands[at]!, index, row))
      if (typeof part !== 'string') return part
      if (part === '' && ignoresEmpty) continue
      all += first ? part : separator + part
      first = false
      if (all.length > MOST_TEXT) return TEXT_TOO_LONG
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
    example: 'CONCAT([@类别],"·",[@指标])',
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
    { example: 'LEN([@指标])', aliases: ['字数'] },
  ),
  define(
    'LEFT',
    'text',
    [text, optional(count)],
    piece((t, n) => t.slice(0, n)),
    '左边几个字',
    'The first characters',
    {
      example: 'LEFT([@指标],2)',
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
    { example: 'RIGHT([@指标],1)', aliases: ['右取'] },
  ),
  define(
    'MID',
    'text',
    [text, value('起点', 'start'), count],
    values((a, b, c) => middle(a ?? null, b ?? null, c ?? null)),
    '从起点起几个字，起点从 1 数',
    'Characters from a position, counted from 1',
    { example: 'MID([@指标],2,2)', aliases: ['中取'] },
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
    { example: 'TRIM([@指标])', aliases: ['去空格'] },
  ),
  define(
    'TEXT',
    'text',
    [value('值', 'value'), value('格式', 'format')],
    values((a, b) => {
      const format = toText(b ?? null)
      if (typeof format !== 'string') return format
      const shown = formatNumber(a ?? null, format)
      return typeof shown === 'string' ? limited(shown) : shown
    }),
    '按格式把数写成文字，如 "0.00"、"0%"、"yyyy-mm-dd"',
    'Writes a number by a format such as "0.00", "0%" or "yyyy-mm-dd"',
    { example: 'TEXT([@完成],"#,##0.00")', aliases: ['格式'] },
  ),
  define(
    'TEXTJOIN',
    'text',
    [value('分隔', 'separator'), value('略去空白', 'ignore empty'), range('文字', 'texts')],
    ranges(joinedBy),
    '用分隔符把几段文字或一整列连起来',
    'Joins texts or a whole column with a separator',
    {
      example: 'TEXTJOIN("、",TRUE,[指标])',
      aliases: ['分隔连接'],
      repeats: 1,
      toExcel: call => `_xlfn.TEXTJOIN(${call.args.join(',')})`,
    },
  ),
  define(
    'SUBSTITUTE',
    'text',
    [text, value('旧文字', 'old'), value('新文字', 'new'), optional(value('第几处', 'occurrence'))],
    reading(['text', 'text', 'text', 'whole'], substitute),
    '把文字中的一段换成另一段，可以只换第几处',
    'Puts another text in place of one, everywhere or at one occurrence',
    { example: 'SUBSTITUTE([@指标],"投资","产值")', aliases: ['替换文字'] },
  ),
  define(
    'REPLACE',
    'text',
    [text, value('起点', 'start'), count, value('新文字', 'new')],
    reading(['text', 'whole', 'whole', 'text'], replace),
    '把从起点起的几个字换成另一段',
    'Puts a text in place of the characters at a position',
    { example: 'REPLACE([@指标],1,2,"全县")', aliases: ['替换位置'] },
  ),
  define(
    'FIND',
    'number',
    [value('要找的文字', 'wanted'), text, optional(value('起点', 'start'))],
    reading(['text', 'text', 'whole'], find),
    '一段文字在另一段中的位置，区分大小写',
    'Where a text stands in another; case matters',
    { example: 'FIND("投资",[@指标])', aliases: ['查找文字'] },
  ),
  define(
    'SEARCH',
    'number',
    [value('要找的文字', 'wanted'), text, optional(value('起点', 'start'))],
    reading(['text', 'text', 'whole'], search),
    '一段文字在另一段中的位置，不分大小写，可用 * 和 ?',
    'Where a text stands in another; case does not matter, * and ? are wildcards',
    { example: 'SEARCH("投?",[@指标])', aliases: ['搜索文字'] },
  ),
  define(
    'UPPER',
    'text',
    [text],
    ofText(t => t.toUpperCase()),
    '化为大写字母',
    'In capitals',
    { example: 'UPPER("gdp")', aliases: ['大写'] },
  ),
  define(
    'LOWER',
    'text',
    [text],
    ofText(t => t.toLowerCase()),
    '化为小写字母',
    'In small letters',
    { example: 'LOWER("GDP")', aliases: ['小写'] },
  ),
  define('PROPER', 'text', [text], ofText(proper), '每个词的首字母大写', 'Every word with a capital', {
    example: 'PROPER("gan xian")',
    aliases: ['首字母大写'],
  }),
  define(
    'REPT',
    'text',
    [text, value('次数', 'times')],
    reading(['text', 'whole'], repeat),
    '把文字重复几次',
    'A text several times over',
    { example: 'REPT("★",3)', aliases: ['重复'] },
  ),
  define(
    'EXACT',
    'truth',
    [text, text],
    reading(['text', 'text'], (a, b) => a === b),
    '两段文字是否完全相同，区分大小写',
    'Whether two texts are the same, case included',
    { example: 'EXACT([@指标],"GDP")', aliases: ['完全相同'] },
  ),
  define(
    'FIXED',
    'text',
    [value('数', 'number'), optional(value('位数', 'digits')), optional(value('不分节', 'no commas'))],
    reading(['number', 'whole', 'truth'], fixed),
    '把数按位数写成文字，带千分位',
    'Writes a number with so many digits, and commas',
    { example: 'FIXED([@投资],1)', aliases: ['定点'] },
  ),
  define(
    'NUMBERVALUE',
    'number',
    [text, optional(value('小数点', 'decimal mark')), optional(value('分节号', 'group mark'))],
    reading(['text', 'text', 'text'], numberValue),
    '把用指定小数点和分节号写的数化为数',
    'The number written with these marks',
    {
      example: 'NUMBERVALUE("1.234,5",",",".")',
      aliases: ['文字转数'],
      // without marks Excel takes those of the computer
      toExcel: call =>
        `_xlfn.NUMBERVALUE(${call.arg(0)},${call.nodes.length > 1 ? call.arg(1) : '"."'},${call.nodes.length > 2 ? call.arg(2) : '","'})`,
    },
  ),
  define(
    'CHAR',
    'text',
    [value('编码', 'code')],
    reading(['whole'], asciiCharacter),
    '编码 1 到 127 的字符',
    'The ASCII character of a code',
    {
      example: 'CHAR(10)',
      aliases: ['字符'],
    },
  ),
  define(
    'CODE',
    'number',
    [text],
    reading(['text'], asciiCode),
    '第一个字符的编码（1 到 127）',
    'The ASCII code of the first character',
    {
      example: 'CODE("A")',
      aliases: ['编码'],
    },
  ),
  define(
    'UNICHAR',
    'text',
    [value('编码', 'code')],
    reading(['whole'], unicodeCharacter),
    '统一码编码的字符',
    'The character of a Unicode code',
    {
      example: 'UNICHAR(8805)',
      aliases: ['统一码字符'],
      toExcel: call => `_xlfn.UNICHAR(${call.args.join(',')})`,
    },
  ),
  define(
    'UNICODE',
    'number',
    [text],
    reading(['text'], unicodeOf),
    '第一个字符的统一码',
    'The Unicode code of the first character',
    {
      example: 'UNICODE("≥")',
      aliases: ['统一码'],
      toExcel: call => `_xlfn.UNICODE(${call.args.join(',')})`,
    },
  ),
  define(
    'CLEAN',
    'text',
    [text],
    ofText(clean),
    '去掉换行等看不见的控制字符',
    'Without control characters such as line ends',
    {
      example: 'CLEAN([@指标])',
      aliases: ['去控制符'],
    },
  ),
  define(
    'T',
    'text',
    [value('值', 'value')],
    values(a => textIn(a ?? null) ?? ''),
    '是文字取文字，否则为空',
    'The value where it is a text, else an empty text',
    { example: 'T([@指标])', aliases: ['取文字'] },
  ),
]
