import type { PlanningNumber } from '../values/planning-value.ts'
import { minus, printNumber } from '../values/print.ts'
import { inBase, unitOf } from '../values/unit.ts'
import { because } from './conclude.ts'
import { type Finding, type ProofStep, pausesAt } from './finding.ts'
import type { ProofTable } from './proof-table.ts'
import type { RuleOf } from './table-proofs.ts'

const PART = /^\s*(其中|#)/

export const isPart = (name: string): boolean => PART.test(name)

/** 其中 rows against the row that they are part of: the last one above of the same category and measure. PROOF-20 */
export function* proveParts(table: ProofTable, rule: RuleOf<'part'>): Generator<ProofStep> {
  const columns = rule.columns.filter(table.has)
  const [first] = columns
  if (first === undefined) return
  const category = table.view.structure.columns.find(({ type }) => type === 'category')?.id
  let section = ''
  const wholes = new Map<string, string>()
  for (const [at, row] of table.view.rows.entries()) {
    if (pausesAt(at)) yield null
    const here = category === undefined ? '' : table.words(row, category)
    if (here !== section) wholes.clear()
    section = here
    const measure = measureOf(table.unit(row, first))
    if (!isPart(table.name(row))) wholes.set(measure, row)
    else {
      const whole = wholes.get(measure)
      if (whole !== undefined) for (const column of columns) yield* compared(table, row, whole, column)
    }
  }
}

const measureOf = (unit: string | undefined) => unitOf(unit ?? '')?.family ?? unit ?? ''

function* compared(table: ProofTable, row: string, whole: string, column: string): Generator<Finding> {
  const part = table.number(row, column)
  const all = table.number(whole, column)
  if (part === null || all === null) return
  const unit = table.unit(row, column)
  const most = inUnit(all, table.unit(whole, column), unit)
  const difference = minus(most, part.value)
  const within = difference >= 0
  yield {
    rule: 'part',
    status: within ? 'agrees' : 'differs',
    subject: table.name(row),
    cells: [table.ref(row, column), table.ref(whole, column)],
    published: part.text,
    recomputed: `≤ ${printNumber(most)}`,
    difference: within ? null : difference,
    unit: unit ?? null,
    reason: because(within ? 'within' : 'part-exceeds', { whole: table.name(whole) }),
  }
}

const inUnit = ({ value }: PlanningNumber, from: string | undefined, to: string | undefined) =>
  from === to || from === undefined || to === undefined ? value : inBase(value, from) / inBase(1, to)
