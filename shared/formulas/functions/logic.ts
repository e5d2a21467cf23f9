import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError, NO_CASE_HOLDS, notANumber, notATruth, OUT_OF_RANGE } from '../errors.ts'
import type { Closure } from '../evaluate/closure.ts'
import { numberFromText, numberIn, textIn, toTruth } from '../evaluate/coerce.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import type { ExcelCall } from '../excel/excel-call.ts'
import { choose, nestedSwitch, switched } from './choosing.ts'
import { definer, type FunctionDefinition, lazy, optional, range, ranges, value, values } from './definition.ts'

const define = definer('logic')
const condition = value('条件', 'condition')
const anything = value('值', 'value')

function chosen(args: readonly Closure[], row: number): CellValue {
  const truth = toTruth(args[0]!(row))
  if (typeof truth !== 'boolean') return truth
  const branch = truth ? args[1] : args[2]
  return branch === undefined ? false : branch(row)
}

function firstCase(args: readonly Closure[], row: number): CellValue {
  for (let at = 0; at + 1 < args.length; at += 2) {
    const truth = toTruth(args[at]!(row))
    if (typeof truth !== 'boolean') return truth
    if (truth) return args[at + 1]!(row)
  }
  return args.length % 2 === 0 ? NO_CASE_HOLDS : OUT_OF_RANGE
}

/** How many of the conditions hold; texts and blanks are skipped in cells, but not in what is written into the call. */
function countTruths(operands: readonly Operand[], row: number): { held: number; seen: number } | FormulaError {
  let seen = 0
  let held = 0
  for (const operand of operands)
    for (let index = 0; index < operandSize(operand); index++) {
      const cell = operandAt(operand, index, row)
      if (operand.shape !== 'value' && (cell === null || textIn(cell) !== null)) continue
      const truth = toTruth(cell)
      if (typeof truth !== 'boolean') return truth
      seen++
      if (truth) held++
    }
  return seen === 0 ? notATruth('') : { held, seen }
}

const overTruths = (of: (held: number, seen: number) => boolean) =>
  ranges((args, row) => {
    const counted = countTruths(args, row)
    return 'kind' in counted ? counted : of(counted.held, counted.seen)
  })

/** IFS is newer than the file format; nested IFs are understood everywhere. */
function nestedIfs(call: ExcelCall): string {
  let text = 'NA()'
  const { length } = call.nodes
  for (let at = length - (length % 2) - 2; at >= 0; at -= 2) text = `IF(${call.arg(at)},${call.leaf(at + 1)},${text})`
  return text
}

export const logicFunctions: readonly FunctionDefinition[] = [
  define(
    'IF',
    'any',
    [condition, value('成立时', 'then'), optional(value('不成立时', 'otherwise'))],
    lazy(chosen),
    '条件成立取前一个值，否则取后一个',
    'One value where the condition holds, else the other',
    {
      example: 'IF([@完成]>=[@计划],"达到","未达到")',
      aliases: ['如果'],
      toExcel: call => `IF(${call.nodes.map((_, index) => (index === 0 ? call.arg(0) : call.leaf(index))).join(',')})`,
    },
  ),
  define(
    'IFS',
    'any',
    [condition, value('成立时', 'then')],
    lazy(firstCase),
    '取第一个成立的条件后面的值',
    'The value after the first condition that holds',
    { example: 'IFS([@完成]>100,"高",[@完成]>50,"中",TRUE,"低")', aliases: ['多条件'], repeats: 2, toExcel: nestedIfs },
  ),
  define(
    'IFERROR',
    'any',
    [anything, value('出错时', 'otherwise')],
    lazy((args, row) => {
      const result = args[0]!(row)
      return isError(result) ? args[1]!(row) : result
    }),
    '出错时取另一个值',
    'Another value in place of an error',
    {
      example: 'IFERROR([@完成]/[@计划],"—")',
      aliases: ['出错时'],
      toExcel: call => `IFERROR(${call.leaf(0)},${call.leaf(1)})`,
    },
  ),
  define(
    'IFNA',
    'any',
    [anything, value('找不到时', 'otherwise')],
    lazy((args, row) => {
      const result = args[0]!(row)
      return isError(result) && result.code === '#N/A' ? args[1]!(row) : result
    }),
    '为 #N/A（没有找到）时取另一个值',
    'Another value in place of #N/A',
    {
      example: 'IFNA(MATCH("无",[指标],0),0)',
      aliases: ['找不到时'],
      toExcel: call => `IF(ISNA(${call.arg(0)}),${call.leaf(1)},${call.leaf(0)})`,
    },
  ),
  define(
    'SWITCH',
    'any',
    [anything, value('情形', 'case'), value('结果', 'result')],
    lazy(switched),
    '值等于哪种情形就取它后面的结果；最后可多写一个其他情形的结果',
    'The result after the case that equals the value; one more argument is for all others',
    { example: 'SWITCH([@方向],"越高越好",1,"越低越好",-1,0)', aliases: ['分情形'], repeats: 2, toExcel: nestedSwitch },
  ),
  define(
    'CHOOSE',
    'any',
    [value('第几', 'position'), anything],
    lazy(choose),
    '取第几个值',
    'The value at a position',
    {
      example: 'CHOOSE(WEEKDAY([@日期],2),"一","二","三","四","五","六","日")',
      aliases: ['选取'],
      repeats: 1,
      toExcel: call =>
        `CHOOSE(${call.nodes.map((_, index) => (index === 0 ? call.arg(0) : call.leaf(index))).join(',')})`,
    },
  ),
  define(
    'TRUE',
    'truth',
    [],
    values(() => true),
    '真',
    'True',
    { example: 'IFS([@完成]>0,"有",TRUE(),"无")', aliases: ['真'] },
  ),
  define(
    'FALSE',
    'truth',
    [],
    values(() => false),
    '假',
    'False',
    { example: 'XLOOKUP([@指标],[指标],[投资],FALSE())', aliases: ['假'] },
  ),
  define(
    'AND',
    'truth',
    [range('条件', 'conditions')],
    overTruths((held, seen) => held === seen),
    '所有条件都成立',
    'Whether all hold',
    { example: 'AND([@完成]>0,[@计划]>0)', aliases: ['且', '并且'], repeats: 1 },
  ),
  define(
    'OR',
    'truth',
    [range('条件', 'conditions')],
    overTruths(held => held > 0),
    '有一个条件成立',
    'Whether any holds',
    { example: 'OR([@完成]>100,[@计划]>100)', aliases: ['或', '或者'], repeats: 1 },
  ),
  define(
    'XOR',
    'truth',
    [range('条件', 'conditions')],
    overTruths(held => held % 2 === 1),
    '成立的条件是奇数个',
    'Whether an odd number of them holds',
    {
      example: 'XOR([@完成]>0,[@计划]>0)',
      aliases: ['异或'],
      repeats: 1,
      toExcel: call => `_xlfn.XOR(${call.args.join(',')})`,
    },
  ),
  define(
    'NOT',
    'truth',
    [condition],
    values(a => {
      const truth = toTruth(a ?? null)
      return typeof truth === 'boolean' ? !truth : truth
    }),
    '条件不成立',
    'Whether it does not hold',
    { example: 'NOT([@完成]>100)', aliases: ['非'] },
  ),
  define(
    'N',
    'number',
    [anything],
    values(a => (typeof a === 'boolean' ? Number(a) : (numberIn(a ?? null) ?? 0))),
    '化为数，文字为 0',
    'As a number; text is 0',
    { example: 'N([@完成])', aliases: ['转数'] },
  ),
  define(
    'VALUE',
    'number',
    [value('文字', 'text')],
    values(a => {
      if (a === undefined || a === null) return 0
      const text = textIn(a)
      if (text !== null) return numberFromText(text) ?? notANumber(text)
      return numberIn(a) ?? notANumber(String(a))
    }),
    '把写成文字的数化为数',
    'The number that a text spells',
    { example: 'VALUE("1,234.5")', aliases: ['转数值'] },
  ),
]
