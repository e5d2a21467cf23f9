import type { PlanningNumber } from '../values/planning-value.ts'
import { clean, printNumber, roundTo } from '../values/print.ts'
import { inBase, unitOf } from '../values/unit.ts'
import { because, cannotSay, held, scaleBetween } from './conclude.ts'
import type { Finding } from './finding.ts'
import type { ProofTable } from './proof-table.ts'
import type { RuleOf } from './table-proofs.ts'

/** A row divided by another: 城乡居民人均可支配收入比, 人均GDP. PROOF-16, 17 */
export function* proveQuotient(table: ProofTable, rule: RuleOf<'quotient'>): Generator<Finding> {
  const rows = [rule.quotient, rule.dividend, rule.divisor].map(table.rowNamed)
  const [quotient, dividend, divisor] = rows
  if (!quotient || !dividend || !divisor) return
  for (const column of rule.columns.filter(table.has)) {
    const said = table.number(quotient, column)
    if (said === null) continue
    const about = {
      rule: 'quotient',
      subject: table.name(quotient),
      cells: [quotient, dividend, divisor].map(row => table.ref(row, column)),
      published: said.text,
      unit: null,
    } as const
    const above = table.number(dividend, column)
    const below = table.number(divisor, column)
    if (above === null || below === null || below.value === 0) {
      yield cannotSay(about, 'inputs-missing')
      continue
    }
    const scale = scaleOf(
      table.unit(dividend, column),
      table.unit(divisor, column),
      said.unit ?? table.unit(quotient, column),
    )
    const recomputed = (above.value * scale) / below.value
    yield held(about, said, recomputed, () => whyNot(rule, said, above, scale, recomputed))
  }
}

/** 亿元 by 万人 in 元 is 10,000. Of two figures in the same measure the quotient is a plain multiple, whatever unit is printed beside it. */
function scaleOf(above: string | undefined, below: string | undefined, quotient: string | undefined): number {
  const from = unitOf(above ?? '')
  const by = unitOf(below ?? '')
  if (from && by && from.family === by.family) return clean(from.factor / by.factor)
  return clean(inBase(1, above) / inBase(1, below) / inBase(1, quotient))
}

/** What the divisor would have to be: a person knows which population 55.19 is. */
function whyNot(
  rule: RuleOf<'quotient'>,
  said: PlanningNumber,
  above: PlanningNumber,
  scale: number,
  recomputed: number,
): Finding['reason'] {
  const factor = scaleBetween(recomputed, said.value)
  if (factor !== null) return because('scale', { factor })
  if (said.value === 0) return because('unexplained')
  const implied = printNumber(roundTo((above.value * scale) / said.value, 2, 'half-up'))
  return because(/人口/.test(rule.divisor) ? 'population' : 'implied-divisor', { divisor: rule.divisor, implied })
}
