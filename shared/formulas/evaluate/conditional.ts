import type { CellValue } from '../cell-value.ts'
import { isError, RANGES_DIFFER, TOO_MUCH_WORK } from '../errors.ts'
import { numberIn } from './coerce.ts'
import type { ColumnReader } from './column-reader.ts'
import { compareValues, holds } from './compare.ts'
import { type ColumnsAsked, conditionIndex } from './condition-index.ts'
import { type Criterion, criterionOf } from './criterion.ts'
import { derivation } from './derived.ts'
import { type Operand, operandAt, operandSize } from './operand.ts'
import { asksTooMuch } from './questions.ts'
import { rowsByValue } from './rows-by-value.ts'
import { SortedNumbers } from './sorted-numbers.ts'
import { RunningTally } from './tally.ts'

/** What stands where all conditions hold, and how many places that are. */
export interface Matching {
  readonly tally: RunningTally
  readonly count: number
}

interface Condition {
  readonly tested: Operand
  readonly criterion: Criterion
}

const MOST_KEPT = 20_000

interface Kept {
  readonly version: number
  readonly byCriteria: Map<string, Matching>
}
/** by the operands of a call, which are made once for a formula */
const kept = new WeakMap<readonly Operand[], Kept>()

/**
 * `pairs` are tested ranges and their criteria in turn; `target` is what is counted, none where only places are.
 * Answers over whole columns are kept until one of the columns changes.
 */
export function matching(
  operands: readonly Operand[],
  pairs: readonly Operand[],
  target: Operand | undefined,
  row: number,
): Matching | CellValue {
  const conditions = conditionsOf(pairs, row)
  if (!Array.isArray(conditions)) return conditions as CellValue
  const size = operandSize(target ?? conditions[0]!.tested)
  for (const { tested } of conditions) if (operandSize(tested) !== size) return RANGES_DIFFER
  const answer = answeredByIndex(conditions, target)
  if (answer !== null) return answer
  const version = versionOf(target === undefined ? pairs : [target, ...pairs])
  if (version === null) return counted(conditions, target, size, row)
  let found = kept.get(operands)
  if (found === undefined || found.version !== version || found.byCriteria.size > MOST_KEPT)
    kept.set(operands, (found = { version, byCriteria: new Map() }))
  const key =
    conditions.length === 1 ? conditions[0]!.criterion.key : JSON.stringify(conditions.map(c => c.criterion.key))
  let matches = found.byCriteria.get(key)
  if (matches === undefined) {
    const each = narrowestOf(conditions)?.rows.length ?? size
    const questions = pairs.filter((_, at) => at % 2 === 1)
    if (asksTooMuch(operands, questions, each, size)) return TOO_MUCH_WORK
    found.byCriteria.set(key, (matches = counted(conditions, target, size, row)))
  }
  return matches
}

/** Equalities, and bounds of one column: an index has the answer. Null: they are something else. */
function answeredByIndex(conditions: readonly Condition[], target: Operand | undefined): Matching | null {
  if (target === undefined && conditions.length === 1) return countedAlone(conditions[0]!)
  const columns = columnsOf(conditions, target)
  if (columns === null) return null
  return conditionIndex(columns).ask(
    conditions.flatMap(({ criterion: { equals } }) => (equals === undefined ? [] : [equals])),
    conditions.flatMap(({ criterion: { bound } }) => (bound === undefined ? [] : [bound])),
  )
}

function columnsOf(conditions: readonly Condition[], target: Operand | undefined): ColumnsAsked | null {
  if (target !== undefined && target.shape !== 'column') return null
  const equal: ColumnReader[] = []
  let bounded: ColumnReader | undefined
  for (const { tested, criterion } of conditions) {
    if (tested.shape !== 'column') return null
    if (criterion.equals !== undefined) equal.push(tested.reader)
    else if (criterion.bound === undefined || (bounded ?? tested.reader) !== tested.reader) return null
    else bounded = tested.reader
  }
  return { equal, bounded, target: target?.reader }
}

function countedAlone({ tested, criterion }: Condition): Matching | null {
  const count = tested.shape === 'column' ? countOf(tested.reader, criterion) : null
  return count === null ? null : { tally: new RunningTally(), count }
}

export const isMatching = (result: Matching | CellValue): result is Matching =>
  typeof result === 'object' && result !== null && 'tally' in result

function conditionsOf(pairs: readonly Operand[], row: number): Condition[] | CellValue {
  const conditions: Condition[] = []
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const wanted = operandAt(pairs[at + 1]!, 0, row)
    if (isError(wanted)) return wanted
    conditions.push({ tested: pairs[at]!, criterion: criterionOf(wanted) })
  }
  return pairs.length % 2 === 0 && conditions.length > 0 ? conditions : RANGES_DIFFER
}

/** Of the columns among the ranges together; null where one of them is cells of a row. */
function versionOf(ranges: readonly Operand[]): number | null {
  let version = 0
  for (let at = ranges.length % 2 === 0 ? 0 : -1; at < ranges.length; at += 2) {
    const operand = ranges[Math.max(at, 0)]!
    if (operand.shape !== 'column') return null
    version += operand.reader.version
  }
  return version
}

function counted(conditions: readonly Condition[], target: Operand | undefined, size: number, row: number): Matching {
  const tally = new RunningTally()
  let count = 0
  const take = (index: number, but?: Condition) => {
    for (const condition of conditions)
      if (condition !== but && !condition.criterion.accepts(operandAt(condition.tested, index, row))) return
    count++
    if (target !== undefined) tally.addCell(operandAt(target, index, row))
  }
  const narrowest = narrowestOf(conditions)
  if (narrowest !== undefined) for (const index of narrowest.rows) take(index, narrowest.condition)
  else for (let index = 0; index < size; index++) take(index)
  return { tally, count }
}

/** The condition whose rows are found by an index, and are fewest. */
function narrowestOf(conditions: readonly Condition[]) {
  let found: { readonly rows: readonly number[]; readonly condition: Condition } | undefined
  for (const condition of conditions) {
    if (condition.tested.shape !== 'column' || condition.criterion.equals === undefined) continue
    const rows = rowsByValue(condition.tested.reader).of(condition.criterion.equals)
    if (found === undefined || rows.length < found.rows.length) found = { rows, condition }
  }
  return found
}

const sortedCells = derivation(
  reader => {
    const numbers = new Float64Array(reader.size)
    let count = 0
    reader.settle?.(0, reader.size)
    for (let row = 0; row < reader.size; row++) {
      const n = numberIn(reader.at(row))
      if (n !== null) numbers[count++] = n
    }
    return new SortedNumbers(numbers.slice(0, count))
  },
  (sorted, changes, reader) => {
    for (const { row, before } of changes) {
      const [was, is] = [numberIn(before ?? null), numberIn(reader.at(row))]
      if (was !== null) sorted.remove(was)
      if (is !== null) sorted.add(is)
    }
    return sorted
  },
)

/** How many cells meet a criterion that an index answers; null for the others. */
function countOf(reader: ColumnReader, { equals, bound }: Criterion): number | null {
  if (equals !== undefined) return rowsByValue(reader).count(equals)
  if (bound === undefined) return null
  const sorted = sortedCells(reader)
  const below = bound.operator === '<' || bound.operator === '>=' ? '<' : '<='
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(below, compareValues(sorted.at(middle), bound.number))) low = middle + 1
    else high = middle
  }
  return bound.operator === '<' || bound.operator === '<=' ? low : sorted.length - low
}
