import type { PlanningNumber, PlanningValue } from '../values/planning-value.ts'
import { clean, printNumber, roundTo } from '../values/print.ts'
import { convert } from '../values/unit.ts'
import { because, cannotSay, held, scaleBetween } from './conclude.ts'
import type { Finding } from './finding.ts'
import { type ProofTable, plainName } from './proof-table.ts'
import type { RuleOf } from './table-proofs.ts'

type Rule = RuleOf<'same'>
type Rate = NonNullable<Rule['rates']>[number]

/**
 * The same indicators in another table: only exactly the same names, and those declared as the same. PROOF-26 … 28
 * @param other null where there is no such table, or none that may be read
 */
export function* proveSame(table: ProofTable, rule: Rule, other: ProofTable | null): Generator<Finding> {
  if (!table.has(rule.column)) return
  if (other === null || !other.has(rule.other)) {
    const about = { rule: 'same', subject: rule.table, cells: [], published: '', unit: null } as const
    yield cannotSay(about, 'table-closed')
    return
  }
  const aliases = new Map(Object.entries(rule.aliases ?? {}).map(([here, there]) => [plainName(here), there]))
  for (const row of table.view.rows) {
    const name = table.name(row)
    const there = other.rowNamed(aliases.get(plainName(name)) ?? name)
    if (there === null || table.rowNamed(name) !== row) continue
    const value = table.value(row, rule.column)
    const known = other.value(there, rule.other)
    const about = {
      rule: 'same',
      subject: name,
      cells: [table.ref(row, rule.column), other.ref(there, rule.other)],
      published: value.text ?? '',
      unit: table.unit(row, rule.column) ?? null,
    } as const
    if (value.kind === 'number' && known.kind === 'number')
      yield* figures(about, value, known, other.unit(there, rule.other), rule.rates ?? [])
    else if (value.kind === 'ratio' && known.kind === 'ratio') yield ratios(about, value.parts, known)
    else if (isSaid(value) && isSaid(known)) yield cannotSay(about, 'words', { words: wordsOf(value, known) })
  }
}

type About = Parameters<typeof held>[0]

function* figures(
  about: About,
  value: PlanningNumber,
  known: PlanningNumber,
  from: string | undefined,
  rates: readonly Rate[],
): Generator<Finding> {
  const to = about.unit ?? undefined
  const found = carried(known.value, from, to, rates)
  if (found === null) {
    yield cannotSay(about, 'units-unlike', { from: from ?? '', to: to ?? '' })
    return
  }
  const { figure, how } = found
  // the other table prints fewer digits: 56.1 here is its 56
  const coarser = how === null && known.decimals < value.decimals && figure !== value.value
  if (coarser && value.op === 'eq' && roundTo(value.value, known.decimals, 'half-up') === figure) {
    yield {
      ...held(about, { ...value, value: figure }, figure, () => because('plain')),
      reason: because('rounded-there'),
    }
    return
  }
  yield held(about, value, figure, () => whyNot(figure, value.value, known.value, how), how)
}

function whyNot(figure: number, value: number, known: number, how: Finding['reason'] | null): Finding['reason'] {
  const factor = scaleBetween(figure, value)
  if (factor !== null) return because('scale', { factor })
  if (how?.code !== 'rate' || known === 0) return because('tables-disagree')
  return because('other-rate', { ...how.params, implied: printNumber(roundTo(value / known, 4, 'half-up')) })
}

/** The other table's figure in this one's unit, and what that took. Null: nothing converts across measures without a declared rate. */
function carried(
  value: number,
  from: string | undefined,
  to: string | undefined,
  rates: readonly Rate[],
): { readonly figure: number; readonly how: Finding['reason'] | null } | null {
  if (from === undefined || to === undefined || from === to) return { figure: value, how: null }
  const converted = convert(value, from, to)
  if (converted !== null)
    return { figure: converted, how: because('converted', { from, to, value: printNumber(value) }) }
  for (const { rate, ...pair } of rates) {
    const there = convert(value, from, pair.from)
    const here = there === null ? null : convert(clean(there * rate), pair.to, to)
    const params = { from, to, value: printNumber(value), rate: printNumber(rate, 2) }
    if (here !== null) return { figure: here, how: because('rate', params) }
    const back = convert(value, from, pair.to)
    const home = back === null ? null : convert(clean(back / rate), pair.from, to)
    if (home !== null) return { figure: home, how: because('rate', params) }
  }
  return null
}

function ratios(about: About, parts: readonly number[], known: PlanningValue & { kind: 'ratio' }): Finding {
  const equal = parts.length === known.parts.length && parts.every((part, at) => part === known.parts[at])
  return {
    ...about,
    status: equal ? 'agrees' : 'differs',
    recomputed: known.text,
    difference: null,
    reason: because(equal ? 'plain' : 'tables-disagree'),
  }
}

const isSaid = ({ kind }: PlanningValue) => kind !== 'blank' && kind !== 'none'
const wordsOf = (value: PlanningValue, known: PlanningValue) =>
  (value.kind === 'number' || value.kind === 'ratio' ? known.text : value.text) ?? ''
