import type { ColumnReader } from './column-reader.ts'
import { equalityKey } from './compare.ts'
import { type Operand, operandAt } from './operand.ts'

/** Some seconds' work for a column as a whole. */
const MOST_STEPS = 4e8

interface Asked {
  readonly version: number
  readonly count: number
}
const asked = new WeakMap<readonly Operand[], Asked>()

/**
 * Whether a call asks a column too many different things, each of which goes through `each` cells. Told from all rows
 * together and not from what has been looked at, so that browser and server refuse the same cells.
 */
export function asksTooMuch(
  operands: readonly Operand[],
  questions: readonly Operand[],
  each: number,
  least: number,
): boolean {
  // the column that is asked may be another table's, and shorter than the one that asks
  const rows = Math.max(least, ...questions.flatMap(readersOf).map(({ size }) => size))
  if (each * rows <= MOST_STEPS) return false
  return each * differentQuestions(operands, questions, rows) > MOST_STEPS
}

function differentQuestions(operands: readonly Operand[], questions: readonly Operand[], rows: number): number {
  let version = 0
  for (const question of questions) for (const reader of readersOf(question)) version += reader.version
  const found = asked.get(operands)
  if (found !== undefined && found.version === version) return found.count
  const moving = questions.filter(question => readersOf(question).length > 0)
  const different = new Set<unknown>()
  const [only] = moving
  if (moving.length === 1 && only !== undefined)
    for (let row = 0; row < rows; row++) different.add(equalityKey(operandAt(only, 0, row)))
  else if (moving.length > 1)
    for (let row = 0; row < rows; row++)
      different.add(JSON.stringify(moving.map(question => equalityKey(operandAt(question, 0, row)))))
  const count = Math.max(1, different.size)
  asked.set(operands, { version, count })
  return count
}

function readersOf(operand: Operand): readonly ColumnReader[] {
  switch (operand.shape) {
    case 'value':
      return operand.reads
    case 'cells':
      return operand.readers
    case 'column':
      return [operand.reader]
  }
}
