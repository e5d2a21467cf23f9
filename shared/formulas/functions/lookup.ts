import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError, NO_SUCH_POSITION, NOT_FOUND, OUT_OF_RANGE, RANGES_DIFFER, TOO_MUCH_WORK } from '../errors.ts'
import { toNumber } from '../evaluate/coerce.ts'
import { equalityKey } from '../evaluate/compare.ts'
import type { Kernel } from '../evaluate/kernel.ts'
import { findExactly, findInSorted, findNearest, findPattern, type Which } from '../evaluate/lookup.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import { asksTooMuch } from '../evaluate/questions.ts'
import { rowsByValue } from '../evaluate/rows-by-value.ts'
import { wildcardTest } from '../evaluate/wildcard.ts'
import { column, definer, type FunctionDefinition, optional, ranges, value } from './definition.ts'
import { foundByXlookup, foundByXmatch } from './lookup-excel.ts'

function match(args: readonly Operand[], row: number): CellValue {
  const [asked, range, kind] = args
  if (asked === undefined || range === undefined) return NOT_FOUND
  const wanted = operandAt(asked, 0, row)
  if (isError(wanted)) return wanted
  const type = kind === undefined ? 1 : toNumber(operandAt(kind, 0, row))
  if (typeof type !== 'number') return type
  const pattern = type === 0 && typeof wanted === 'string' ? wildcardTest(wanted) : null
  if (pattern !== null && asksTooMuch(args, [asked], operandSize(range), operandSize(range))) return TOO_MUCH_WORK
  const found =
    pattern !== null
      ? findPattern(range, String(wanted), pattern, row, 'first')
      : type === 0
        ? findExactly(range, wanted, row, 'first')
        : findInSorted(range, wanted, type > 0 ? 1 : -1, row)
  return found < 0 ? NOT_FOUND : found + 1
}

/** Where XLOOKUP and XMATCH find something; -1: nowhere. `at`: where the two modes stand among the arguments. */
function found(args: readonly Operand[], at: number, row: number): number | FormulaError {
  const wanted = operandAt(args[0]!, 0, row)
  if (isError(wanted)) return wanted
  const mode = wholeAt(args[at], 0, row)
  if (typeof mode !== 'number') return mode
  const search = wholeAt(args[at + 1], 1, row)
  if (typeof search !== 'number') return search
  if (Math.abs(search) !== 1 && Math.abs(search) !== 2) return OUT_OF_RANGE
  // 2 and -2 say that the range is sorted; they find the same without its being so
  const which: Which = search > 0 ? 'first' : 'last'
  switch (mode) {
    case 0:
      return findExactly(args[1]!, wanted, row, which)
    case 1:
    case -1:
      return findNearest(args[1]!, wanted, mode, row, which)
    case 2: {
      const pattern = typeof wanted === 'string' ? wildcardTest(wanted) : null
      if (pattern === null) return findExactly(args[1]!, wanted, row, which)
      const size = operandSize(args[1]!)
      if (asksTooMuch(args, args.slice(0, 1), size, size)) return TOO_MUCH_WORK
      return findPattern(args[1]!, String(wanted), pattern, row, which)
    }
    default:
      return OUT_OF_RANGE
  }
}

function wholeAt(operand: Operand | undefined, otherwise: number, row: number): number | FormulaError {
  if (operand === undefined) return otherwise
  const cell = operandAt(operand, 0, row)
  if (cell === null) return otherwise
  const n = toNumber(cell)
  return typeof n === 'number' ? Math.trunc(n) : n
}

function xlookup(args: readonly Operand[], row: number): CellValue {
  if (operandSize(args[1]!) !== operandSize(args[2]!)) return RANGES_DIFFER
  const at = found(args, 4, row)
  if (typeof at !== 'number') return at
  if (at >= 0) return operandAt(args[2]!, at, row)
  return args[3] === undefined ? NOT_FOUND : operandAt(args[3], 0, row)
}

/** Plain figures looked up exactly in one column, plain figures found in another. */
function manyFound([own, searched, results, ...more]: readonly Operand[]): Kernel | null {
  const reader = own?.shape === 'cells' && own.readers.length === 1 ? own.readers[0] : undefined
  if (reader?.numbersInto === undefined || searched?.shape !== 'column' || results?.shape !== 'column') return null
  if (more.length > 0) return null
  return {
    fill(out, from, to) {
      reader.numbersInto!(out, from, to, Number.NaN)
      const rows = rowsByValue(searched.reader)
      for (let at = 0; at < to - from; at++) {
        const found = Number.isNaN(out[at]!) ? -1 : rows.first(equalityKey(out[at]!))
        const value = found < 0 ? null : results.reader.at(found)
        out[at] = typeof value === 'number' ? value : Number.NaN
      }
    },
  }
}

/** LOOKUP in a range sorted upwards: the last place not above the value. */
function lookup(args: readonly Operand[], row: number): CellValue {
  const [asked, searched, results = searched] = args
  const wanted = operandAt(asked!, 0, row)
  if (isError(wanted)) return wanted
  if (operandSize(searched!) !== operandSize(results!)) return RANGES_DIFFER
  const at = findInSorted(searched!, wanted, 1, row)
  return at < 0 ? NOT_FOUND : operandAt(results!, at, row)
}

function pick(args: readonly Operand[], row: number): CellValue {
  const [range, position] = args
  const at = toNumber(operandAt(position!, 0, row))
  if (typeof at !== 'number') return at
  const index = Math.trunc(at) - 1
  if (index < 0) return OUT_OF_RANGE
  return index >= operandSize(range!) ? NO_SUCH_POSITION : operandAt(range!, index, row)
}

const define = definer('lookup')
const wanted = value('查找值', 'wanted')
const searched = column('查找列', 'searched')
const mode = optional(value('方式', 'mode'))
const search = optional(value('次序', 'order'))

export const lookupFunctions: readonly FunctionDefinition[] = [
  define(
    'XLOOKUP',
    'any',
    [wanted, searched, column('结果列', 'results'), optional(value('找不到时', 'otherwise')), mode, search],
    ranges(xlookup, manyFound),
    '在一列中查找，取另一列同一行的值；方式 0 精确，-1 或较小的，1 或较大的，2 通配符；次序 -1 从后往前',
    'Finds a value in one column and gives that row’s value of another; mode 0 exact, -1 or next smaller, 1 or next larger, 2 wildcards; order -1 from the end',
    {
      example: 'XLOOKUP([@指标],[指标],[投资],"无")',
      aliases: ['查找'],
      toExcel: call => {
        const { position, isMissing } = foundByXlookup(call)
        const result = `INDEX(${call.arg(2)},${position})`
        const otherwise = call.nodes[3] === undefined || call.nodes[3].kind === 'missing' ? undefined : call.arg(3)
        return call.wrap(otherwise === undefined ? result : `IF(${isMissing},${otherwise},${result})`, 'any')
      },
    },
  ),
  define(
    'XMATCH',
    'number',
    [wanted, searched, mode, search],
    ranges((args, row) => {
      const at = found(args, 2, row)
      return typeof at !== 'number' ? at : at < 0 ? NOT_FOUND : at + 1
    }),
    '在一列中的位置，从 1 数；方式和次序同 XLOOKUP',
    'The position in a column, from 1; mode and order as in XLOOKUP',
    { example: 'XMATCH([@指标],[指标])', aliases: ['查找位置'], toExcel: foundByXmatch },
  ),
  define(
    'MATCH',
    'number',
    [wanted, searched, optional(value('方式', 'kind'))],
    ranges(match),
    '在一列中的位置，从 1 数；方式 0 为精确查找，1 为升序列中不大于它的，-1 为降序列中不小于它的',
    'The position in a column, from 1; kind 0 finds exactly, 1 in an ascending column, -1 in a descending one',
    { example: 'MATCH([@指标],[指标],0)', aliases: ['位置'] },
  ),
  define(
    'INDEX',
    'any',
    [column('列', 'column'), value('位置', 'position')],
    ranges(pick),
    '一列中某个位置的值',
    'The value at a position of a column',
    { example: 'INDEX([投资],1)', aliases: ['取第几'] },
  ),
  define(
    'LOOKUP',
    'any',
    [wanted, searched, optional(column('结果列', 'results'))],
    ranges(lookup),
    '在升序的一列中找不大于它的最后一个，取结果列同一行的值',
    'The last place not above the value in an ascending column, and what stands there in another',
    { example: 'LOOKUP([@投资],[序号],[指标])', aliases: ['升序查找'] },
  ),
]
