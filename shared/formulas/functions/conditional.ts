import type { CellValue } from '../cell-value.ts'
import { isError, NO_NUMBERS, RANGES_DIFFER } from '../errors.ts'
import { finite } from '../evaluate/arithmetic.ts'
import type { ColumnReader } from '../evaluate/column-reader.ts'
import { equalityKey } from '../evaluate/compare.ts'
import { type Criterion, criterionOf } from '../evaluate/criterion.ts'
import { derivation } from '../evaluate/derived.ts'
import { type Operand, operandAt, operandSize } from '../evaluate/operand.ts'
import { RunningTally } from '../evaluate/tally.ts'
import { column, definer, type FunctionDefinition, optional, ranges, value } from './definition.ts'

/** Rows by what they hold: a COUNTIF in every row must not walk the column for every row. */
const rowsByValue = derivation(reader => {
  const rows = new Map<ReturnType<typeof equalityKey>, number[]>()
  for (let row = 0; row < reader.size; row++) {
    const key = equalityKey(reader.at(row))
    const found = rows.get(key)
    if (found === undefined) rows.set(key, [row])
    else found.push(row)
  }
  return rows
})

interface Sums {
  version: number
  readonly byCriterion: Map<string, RunningTally>
}
const sumsByTarget = derivation(() => new WeakMap<ColumnReader, Sums>())
const MOST_SUMS = 20_000

/** What stands in `target` where `tested` meets the criterion, kept until either column changes. */
function conditionalTally(tested: ColumnReader, criterion: Criterion, target: ColumnReader): RunningTally {
  const byTarget = sumsByTarget(tested)
  let sums = byTarget.get(target)
  const version = target.version
  if (sums === undefined || sums.version !== version || sums.byCriterion.size > MOST_SUMS)
    byTarget.set(target, (sums = { version, byCriterion: new Map() }))
  const found = sums.byCriterion.get(criterion.key)
  if (found !== undefined) return found
  const tally = new RunningTally()
  if (criterion.equals !== undefined)
    for (const row of rowsByValue(tested).get(criterion.equals) ?? []) tally.addCell(target.at(row))
  else for (let row = 0; row < tested.size; row++) if (criterion.accepts(tested.at(row))) tally.addCell(target.at(row))
  sums.byCriterion.set(criterion.key, tally)
  return tally
}

interface Matching {
  readonly tally: RunningTally
  readonly count: number
}

function matching(args: readonly Operand[], row: number): Matching | CellValue {
  const [tested, asked, target = tested] = args
  if (tested === undefined || asked === undefined || target === undefined) return RANGES_DIFFER
  for (const operand of [tested, target]) if (operand.shape === 'value') return operand.of(row)
  const wanted = operandAt(asked, 0, row)
  if (isError(wanted)) return wanted
  const criterion = criterionOf(wanted)
  if (operandSize(tested) !== operandSize(target)) return RANGES_DIFFER
  if (tested.shape === 'column' && target.shape === 'column')
    return { tally: conditionalTally(tested.reader, criterion, target.reader), count: count(tested.reader, criterion) }
  const tally = new RunningTally()
  let met = 0
  for (let index = 0; index < operandSize(tested); index++)
    if (criterion.accepts(operandAt(tested, index, row))) {
      met++
      tally.addCell(operandAt(target, index, row))
    }
  return { tally, count: met }
}

const countsOf = derivation(() => new Map<string, number>())

function count(reader: ColumnReader, criterion: Criterion): number {
  if (criterion.equals !== undefined) return rowsByValue(reader).get(criterion.equals)?.length ?? 0
  const counts = countsOf(reader)
  let found = counts.get(criterion.key)
  if (found === undefined) {
    found = 0
    for (let row = 0; row < reader.size; row++) if (criterion.accepts(reader.at(row))) found++
    counts.set(criterion.key, found)
  }
  return found
}

const isMatching = (result: Matching | CellValue): result is Matching =>
  typeof result === 'object' && result !== null && 'tally' in result

const over = (of: (matching: Matching) => CellValue) =>
  ranges((args, row) => {
    const result = matching(args, row)
    return isMatching(result) ? of(result) : result
  })

const define = definer('aggregate')
const tested = column('条件列', 'tested')
const criterion = value('条件', 'criterion')

export const conditionalFunctions: readonly FunctionDefinition[] = [
  define(
    'SUMIF',
    'number',
    [tested, criterion, optional(column('求和列', 'summed'))],
    over(({ tally }) => tally.error ?? finite(tally.sum)),
    '合于条件的行求和，如 SUMIF([类别],"工业",[投资])',
    'Adds where a condition holds',
    { aliases: ['条件求和'] },
  ),
  define(
    'COUNTIF',
    'number',
    [tested, criterion],
    over(({ count }) => count),
    '合于条件的个数，如 COUNTIF([完成率],">=100")',
    'Counts where a condition holds',
    { aliases: ['条件计数'] },
  ),
  define(
    'AVERAGEIF',
    'number',
    [tested, criterion, optional(column('平均列', 'averaged'))],
    over(({ tally }) => tally.error ?? (tally.numbers === 0 ? NO_NUMBERS : finite(tally.sum / tally.numbers))),
    '合于条件的行求平均',
    'The mean where a condition holds',
    { aliases: ['条件平均'] },
  ),
]
