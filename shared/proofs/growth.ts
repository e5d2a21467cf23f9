import type { PlanningNumber, Reading } from '../values/planning-value.ts'
import { minus, printNumber } from '../values/print.ts'
import { convert, unitOf } from '../values/unit.ts'
import { because, bornOut, cannotSay, held, scaleBetween } from './conclude.ts'
import { type Finding, type ProofStep, pausesAt } from './finding.ts'
import type { ProofTable } from './proof-table.ts'
import type { RuleOf } from './table-proofs.ts'

/** totals at the prices of their own years, whose growth is published at constant prices */
const AT_PRICES = /生产总值|GDP|增加值|总产值/i

/** 年均增长 and 累计, row by row. PROOF-10 … 14 */
export function* proveGrowth(table: ProofTable, rule: RuleOf<'growth'>): Generator<ProofStep> {
  const { base, target, published, years, reading } = rule
  if (![base, target, published].every(table.has)) return
  for (const [at, row] of table.view.rows.entries()) {
    if (pausesAt(at)) yield null
    const said = table.value(row, published)
    if (said.kind !== 'number' && said.kind !== 'text') continue // nothing was published
    const about = {
      rule: 'growth',
      subject: table.name(row),
      cells: [published, target, base].map(column => table.ref(row, column)),
      published: said.text,
      unit: null,
    } as const
    if (said.kind === 'text') {
      yield cannotSay(about, 'words', { words: said.text })
      continue
    }
    const kind = readingOf(said, reading === undefined ? '' : table.words(row, reading))
    const from = table.number(row, base)
    const to = table.number(row, target)
    const end = to && from && inUnitOf(from, to)
    if (kind === 'level') yield cannotSay(about, 'level')
    else if (from === null || end === null) yield cannotSay(about, 'inputs-missing')
    else if (kind === 'cumulative') {
      const rise = minus(end, from.value)
      yield held(about, said, rise, () => whyRise(from.value, end, years, said, rise))
    } else if (from.value <= 0 || end <= 0) yield cannotSay(about, 'inputs-missing')
    else {
      const rate = perYear(from.value, end, years)
      const prices =
        AT_PRICES.test(about.subject) && unitOf(table.unit(row, target) ?? '')?.family === '元' && rate > said.value
      const finding = held(about, said, rate, () =>
        prices ? because('price-basis') : whyRate(from.value, end, years, said, rate),
      )
      yield { ...finding, recomputed: printNumber(rate, Math.max(2, said.decimals)) }
    }
  }
}

/** percent per year */
const perYear = (from: number, to: number, years: number) => ((to / from) ** (1 / years) - 1) * 100

function readingOf(said: PlanningNumber, word: string): Reading {
  if (word.includes('累计')) return 'cumulative'
  if (word.includes('年均')) return 'average-growth'
  if (word.includes('水平')) return 'level'
  return said.reading ?? (said.cumulative ? 'cumulative' : 'average-growth')
}

function inUnitOf(from: PlanningNumber, to: PlanningNumber): number | null {
  return from.unit === undefined || to.unit === undefined ? to.value : convert(to.value, to.unit, from.unit)
}

function whyRate(from: number, to: number, years: number, said: PlanningNumber, rate: number): Finding['reason'] {
  if (bornOut((to / from - 1) * 100, said)) return because('whole-period')
  if (bornOut(minus(to, from), said)) return because('difference')
  const other = [years - 1, years + 1].find(span => span > 0 && bornOut(perYear(from, to, span), said))
  if (other !== undefined) return because('other-years', { years: other, expected: years })
  return scaled(rate, said)
}

function whyRise(from: number, to: number, years: number, said: PlanningNumber, rise: number): Finding['reason'] {
  if (rise !== 0 && bornOut(-rise, said)) return because('sign')
  if (from > 0 && to > 0 && bornOut((to / from - 1) * 100, said)) return because('whole-period')
  if (from > 0 && to > 0 && bornOut(perYear(from, to, years), said)) return because('per-year')
  return scaled(rise, said)
}

function scaled(recomputed: number, said: PlanningNumber): Finding['reason'] {
  const factor = scaleBetween(recomputed, said.value)
  return factor === null ? because('unexplained') : because('scale', { factor })
}
