import type { CellValue } from '../cell-value.ts'
import { formulaError, isError, NOT_FOUND, RANGES_DIFFER } from '../errors.ts'
import { numberIn, textIn, toNumber, toTruth } from '../evaluate/coerce.ts'
import { compareValues, equalityKey } from '../evaluate/compare.ts'
import { derivation } from '../evaluate/derived.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import { type TextTest, wildcardTest } from '../evaluate/wildcard.ts'
import { tallyOf } from './aggregate.ts'
import { column, definer, type FunctionDefinition, optional, ranges, value } from './definition.ts'

const firstRows = derivation(reader => {
  const rows = new Map<ReturnType<typeof equalityKey>, number>()
  for (let row = reader.size - 1; row >= 0; row--) rows.set(equalityKey(reader.at(row)), row)
  return rows
})

const sortedNumbers = derivation(reader => {
  const numbers: number[] = []
  for (let row = 0; row < reader.size; row++) {
    const n = numberIn(reader.at(row))
    if (n !== null) numbers.push(n)
  }
  return Float64Array.from(numbers).sort()
})

/** Position of the first cell that equals `wanted`, or -1. */
function findExactly(operand: Operand, wanted: CellValue, row: number): number {
  const key = equalityKey(wanted ?? 0)
  if (operand.shape === 'column') return firstRows(operand.reader).get(key) ?? -1
  for (let index = 0; index < operandSize(operand); index++)
    if (equalityKey(operandAt(operand, index, row)) === key) return index
  return -1
}

function findPattern(operand: Operand, pattern: TextTest, row: number): number {
  for (let index = 0; index < operandSize(operand); index++)
    if (pattern(textIn(operandAt(operand, index, row)) ?? '')) return index
  return -1
}

/** In a range sorted upwards (1) or downwards (-1): the last cell not beyond `wanted`, or -1. */
function findNearest(operand: Operand, wanted: CellValue, direction: 1 | -1, row: number): number {
  let low = 0
  let high = operandSize(operand)
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareValues(operandAt(operand, middle, row), wanted) * direction <= 0) low = middle + 1
    else high = middle
  }
  return low - 1
}

function match(args: readonly Operand[], row: number): CellValue {
  const [asked, range, kind] = args
  if (asked === undefined || range === undefined) return NOT_FOUND
  if (range.shape === 'value') return range.of(row)
  const wanted = operandAt(asked, 0, row)
  if (isError(wanted)) return wanted
  const type = kind === undefined ? 1 : toNumber(operandAt(kind, 0, row))
  if (typeof type !== 'number') return type
  const pattern = type === 0 && typeof wanted === 'string' ? wildcardTest(wanted) : null
  const found =
    pattern !== null
      ? findPattern(range, pattern, row)
      : type === 0
        ? findExactly(range, wanted, row)
        : findNearest(range, wanted, type > 0 ? 1 : -1, row)
  return found < 0 ? NOT_FOUND : found + 1
}

function lookUp(args: readonly Operand[], row: number): CellValue {
  const [asked, searched, results, otherwise] = args
  if (asked === undefined || searched === undefined || results === undefined) return NOT_FOUND
  if (searched.shape === 'value') return searched.of(row)
  if (results.shape === 'value') return results.of(row)
  const wanted = operandAt(asked, 0, row)
  if (isError(wanted)) return wanted
  if (operandSize(searched) !== operandSize(results)) return RANGES_DIFFER
  const found = findExactly(searched, wanted, row)
  if (found >= 0) return operandAt(results, found, row)
  return otherwise === undefined ? NOT_FOUND : operandAt(otherwise, 0, row)
}

function pick(args: readonly Operand[], row: number): CellValue {
  const [range, position] = args
  if (range === undefined || position === undefined) return NOT_FOUND
  if (range.shape === 'value') return range.of(row)
  const at = toNumber(operandAt(position, 0, row))
  if (typeof at !== 'number') return at
  const index = Math.trunc(at) - 1
  if (index < 0 || index >= operandSize(range)) return formulaError('#REF!', 'out-of-range')
  return operandAt(range, index, row)
}

/** 1 + how many are ahead; equal numbers share a rank, and the next one is skipped (1, 2, 2, 4). */
function rank(args: readonly Operand[], row: number): CellValue {
  const [asked, range, order] = args
  if (asked === undefined || range === undefined) return NOT_FOUND
  if (range.shape === 'value') return range.of(row)
  const n = toNumber(operandAt(asked, 0, row))
  if (typeof n !== 'number') return n
  const ascending = order === undefined ? false : toTruth(operandAt(order, 0, row))
  if (typeof ascending !== 'boolean') return ascending
  const { error } = tallyOf([range], row)
  if (error !== null) return error
  const sorted = range.shape === 'column' ? sortedNumbers(range.reader) : cellNumbers(range, row)
  const below = countBelow(sorted, n, false)
  const upTo = countBelow(sorted, n, true)
  if (below === upTo) return NOT_FOUND
  return ascending ? below + 1 : sorted.length - upTo + 1
}

function cellNumbers(operand: Operand, row: number): Float64Array {
  const numbers: number[] = []
  for (let index = 0; index < operandSize(operand); index++) {
    const n = numberIn(operandAt(operand, index, row))
    if (n !== null) numbers.push(n)
  }
  return Float64Array.from(numbers).sort()
}

function countBelow(sorted: Float64Array, n: number, orEqual: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const at = sorted[middle]!
    if (at < n || (orEqual && at === n)) low = middle + 1
    else high = middle
  }
  return low
}

const define = definer('lookup')
const wanted = value('查找值', 'wanted')
const searched = column('查找列', 'searched')

export const lookupFunctions: readonly FunctionDefinition[] = [
  define(
    'XLOOKUP',
    'any',
    [wanted, searched, column('结果列', 'results'), optional(value('找不到时', 'otherwise'))],
    ranges(lookUp),
    '在一列中查找，取另一列同一行的值',
    'Finds a value in one column and gives that row’s value of another',
    {
      example: 'XLOOKUP([@指标],[指标],[投资],"无")',
      aliases: ['查找'],
      toExcel: call => {
        const found = `MATCH(${call.arg(0)},${call.arg(1)},0)`
        const result = `INDEX(${call.arg(2)},${found})`
        return call.wrap(call.nodes.length < 4 ? result : `IF(ISNA(${found}),${call.arg(3)},${result})`, 'any')
      },
    },
  ),
  define(
    'MATCH',
    'number',
    [wanted, searched, optional(value('方式', 'kind'))],
    ranges(match),
    '在一列中的位置，从 1 数；方式 0 为精确查找',
    'The position in a column, from 1; kind 0 finds exactly',
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
    'RANK',
    'number',
    [value('数', 'number'), column('列', 'column'), optional(value('升序', 'ascending'))],
    ranges(rank),
    '在一列中的名次；并列者名次相同',
    'The rank within a column; equals share it',
    { example: 'RANK([@投资],[投资])', aliases: ['排名', '名次'] },
  ),
]
