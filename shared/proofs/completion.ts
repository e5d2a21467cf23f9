import { parseValue } from '../values/parse.ts'
import type { PlanningNumber } from '../values/planning-value.ts'
import { minus, printNumber, roundTo } from '../values/print.ts'
import { because, held } from './conclude.ts'
import { type Finding, type ProofStep, pausesAt } from './finding.ts'
import { type ProofTable, plainName } from './proof-table.ts'
import type { RuleOf } from './table-proofs.ts'

/** half-even always gives what one of these gives */
const POLICIES = ['half-up', 'truncate'] as const
type Policy = (typeof POLICIES)[number]
type Rule = RuleOf<'completion'>

/** 完成率 and 超序时 as printed; where plain rounding does not give them, the way of rounding that does is named. PROOF-18, 19 */
export function* proveCompletion(table: ProofTable, rule: Rule): Generator<ProofStep> {
  if (!table.has(rule.done) || !table.has(rule.plan)) return
  const printedHere = new Map((rule.printed ?? []).map(printed => [plainName(printed.row), printed]))
  const own = rule.published !== undefined && table.has(rule.published) ? rule.published : null
  if (own === null && printedHere.size === 0) return
  for (const [at, row] of table.view.rows.entries()) {
    if (pausesAt(at)) yield null
    const printed = printedHere.get(plainName(table.name(row)))
    const said = figure(own === null ? printed?.completion : table.view.cell(row, own))
    const ahead = figure(printed?.ahead)
    if (said === null && ahead === null) continue
    const done = table.number(row, rule.done)
    const plan = table.number(row, rule.plan)
    if (done === null || plan === null || plan.value === 0) continue
    const rate = (done.value / plan.value) * 100
    const inputs = [rule.done, rule.plan].map(column => table.ref(row, column))
    const about = (cell: string | null | undefined, text: string) => ({
      rule: 'completion' as const,
      subject: table.name(row),
      cells: [...(cell && table.has(cell) ? [table.ref(row, cell)] : []), ...inputs],
      published: text,
      unit: '%',
    })
    if (said !== null) yield ofRate(about(own ?? rule.shown?.completion, said.text), said, rate)
    const months = rule.months === undefined ? null : table.number(row, rule.months)
    if (ahead !== null && months !== null)
      yield ofAhead({ ...about(rule.shown?.ahead, ahead.text), unit: '百分点' }, ahead, rate, (months.value / 12) * 100)
  }
}

type About = Parameters<typeof held>[0]

function ofRate(about: About, said: PlanningNumber, rate: number): Finding {
  const policy = POLICIES.find(each => roundTo(rate, said.decimals, each) === said.value)
  if (policy === undefined || policy === 'half-up') return held(about, said, rate, () => because('unexplained'))
  return matched(about, said, because(`rounding-${policy}`, { exact: printNumber(roundTo(rate, 4, 'half-up')) }))
}

/** Rounded and then subtracted, or subtracted and then rounded: reports do both. */
function ofAhead(about: About, said: PlanningNumber, rate: number, schedule: number): Finding {
  const gap = rate - schedule
  if (roundTo(gap, said.decimals, 'half-up') === said.value) return matched(about, said, because('plain'))
  const both = (policy: Policy) => roundTo(rate, said.decimals, policy)
  const share = roundTo(schedule, said.decimals, 'half-up')
  const first = POLICIES.find(policy => minus(both(policy), share) === said.value)
  if (first === undefined) return held(about, said, gap, () => because('unexplained'))
  return matched(
    about,
    said,
    because('rounded-then-subtracted', {
      completion: printNumber(both(first), said.decimals),
      schedule: printNumber(share, said.decimals),
      exact: printNumber(roundTo(gap, 4, 'half-up')),
    }),
  )
}

const matched = (about: About, said: PlanningNumber, reason: Finding['reason']): Finding => ({
  ...about,
  status: 'agrees',
  recomputed: printNumber(said.value, said.decimals),
  difference: 0,
  reason,
})

function figure(stored: string | number | boolean | null | undefined): PlanningNumber | null {
  const value = parseValue(stored ?? null)
  return value.kind === 'number' ? value : null
}
