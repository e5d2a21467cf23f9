import { minus, printNumber } from '../values/print.ts'
import { because } from './conclude.ts'
import { type ProofStep, pausesAt } from './finding.ts'
import type { ProofTable } from './proof-table.ts'
import { roundingSlack, sumOf } from './sum.ts'
import type { RuleOf } from './table-proofs.ts'

const WHOLE = 100
/** 1:2 and 16:9 are ratios too, but no shares of a whole */
const SHARES = { from: 90, to: 110 }

/** Shares of a whole, which must sum to 100. PROOF-15 */
export function* proveRatios(table: ProofTable, rule: RuleOf<'ratio'>): Generator<ProofStep> {
  for (const column of rule.columns.filter(table.has)) {
    for (const [at, row] of table.view.rows.entries()) {
      if (pausesAt(at)) yield null
      const stored = table.view.cell(row, column)
      if (typeof stored !== 'string' || !/[:：∶]/.test(stored)) continue // reading every cell would take the time
      const value = table.value(row, column)
      if (value.kind !== 'ratio') continue
      const sum = sumOf(value.parts)
      if (sum < SHARES.from || sum > SHARES.to) continue
      const difference = minus(sum, WHOLE)
      const rounded = Math.abs(difference) <= roundingSlack(value.parts)
      yield {
        rule: 'ratio',
        status: rounded ? 'agrees' : 'differs',
        subject: table.name(row),
        cells: [table.ref(row, column)],
        published: value.text,
        recomputed: printNumber(sum),
        difference,
        unit: null,
        reason: difference === 0 ? because('plain') : because(rounded ? 'rounded-parts' : 'sum-off'),
      }
    }
  }
}
