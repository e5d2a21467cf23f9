import { minus, printNumber } from '../values/print.ts'
import { because, cannotSay } from './conclude.ts'
import { type Finding, type ProofStep, pausesAt } from './finding.ts'
import { isPart } from './parts.ts'
import type { ProofTable } from './proof-table.ts'
import { roundingSlack, sumOf } from './sum.ts'
import type { RuleOf } from './table-proofs.ts'

const SUBTOTAL = /^\s*小\s*计/
const TOTAL = /^\s*[合总共]\s*计/

interface Sum {
  readonly total: string
  readonly of: readonly string[]
  /** 其中 rows in between: a total that holds them as well counts them twice */
  readonly parts: readonly string[]
}

/** Control totals over named rows, and the rows called 合计, 总计 and 小计. PROOF-21, 22 */
export function* proveTotals(table: ProofTable, rule: RuleOf<'total'>): Generator<ProofStep> {
  const columns = rule.columns.filter(table.has)
  for (const sum of rule.total === undefined ? found(table) : declared(table, rule)) {
    if (sum === null) yield null
    else for (const column of columns) yield* summed(table, sum, column)
  }
}

function* declared(table: ProofTable, { total, of }: RuleOf<'total'>): Generator<Sum> {
  const row = table.rowNamed(total ?? '')
  const parts = (of ?? []).map(table.rowNamed)
  if (row !== null && parts.length > 0 && parts.every(part => part !== null)) yield { total: row, of: parts, parts: [] }
}

/** A total stands below what it sums; one that stands above its rows must be declared. */
function* found(table: ProofTable): Generator<Sum | null> {
  let all: string[] = []
  let block: string[] = []
  let parts: string[] = []
  for (const [at, row] of table.view.rows.entries()) {
    if (pausesAt(at)) yield null
    const name = table.name(row)
    if (SUBTOTAL.test(name)) {
      if (block.length > 0) yield { total: row, of: block, parts }
      ;[block, parts] = [[], []]
    } else if (TOTAL.test(name)) {
      if (all.length > 0) yield { total: row, of: all, parts }
      ;[all, block, parts] = [[], [], []]
    } else if (isPart(name)) parts.push(row)
    else {
      all.push(row)
      block.push(row)
    }
  }
}

/** inputs that a finding names; a total over thousands of rows leads to the first of them */
const SHOWN = 20

function* summed(table: ProofTable, { total, of, parts }: Sum, column: string): Generator<ProofStep> {
  const said = table.number(total, column)
  if (said === null) return
  const about = {
    rule: 'total',
    subject: table.name(total),
    cells: [total, ...of.slice(0, SHOWN)].map(row => table.ref(row, column)),
    published: said.text,
    unit: table.unit(total, column) ?? null,
  } as const
  const units = new Set<string | undefined>()
  const figures: (number | null)[] = []
  for (const [at, row] of of.entries()) {
    if (pausesAt(at)) yield null
    units.add(table.unit(row, column))
    figures.push(table.number(row, column)?.value ?? null)
  }
  if (figures.includes(null) || units.size > 1) {
    yield cannotSay(about, units.size > 1 ? 'units-mixed' : 'inputs-missing')
    return
  }
  const numbers = figures as readonly number[]
  const sum = sumOf(numbers)
  const difference = minus(sum, said.value)
  const agrees = difference === 0 || Math.abs(difference) <= roundingSlack(numbers)
  yield {
    ...about,
    status: agrees ? 'agrees' : 'differs',
    recomputed: printNumber(sum),
    difference,
    reason: difference === 0 ? because('plain') : agrees ? because('rounded-parts') : whyOff(),
  }

  function whyOff(): Finding['reason'] {
    const within = sumOf(parts.map(row => table.number(row, column)?.value ?? 0))
    if (within !== 0 && minus(within, -difference) === 0) return because('counted-twice')
    const missed = of.find((_, at) => numbers[at] !== 0 && minus(numbers[at]!, difference) === 0)
    return missed === undefined ? because('sum-off') : because('left-out', { name: table.name(missed) })
  }
}
