import type { TableStructure } from '../tables/structure.ts'
import { proveCompletion } from './completion.ts'
import { proveCounts, proveNotes } from './counts.ts'
import type { Finding, ProofStep } from './finding.ts'
import { foundRules } from './found-rules.ts'
import { proveGrowth } from './growth.ts'
import { proveParts } from './parts.ts'
import type { ProofTable } from './proof-table.ts'
import { proveQuotient } from './quotient.ts'
import { proveRatios } from './ratio.ts'
import { proveSame } from './same.ts'
import { declaredProofs, type ProofRule, type RuleOf } from './table-proofs.ts'
import { proveTotals } from './totals.ts'

/** Above this many rows only the rules that look at each row once are kept: names of rows are not looked up. */
const MOST_NAMED_ROWS = 5_000
/** A table that is wrong throughout is told by its first findings of each status. */
const MOST_OF_A_STATUS = 1_000

/** What holds in a table: what it declares, and of each other kind what its columns tell. PROOF-2, 3 */
export function rulesOf(structure: TableStructure): readonly ProofRule[] {
  const declared = declaredProofs(structure.table.proofs)
  // a declared control total does not stand for the rows that are called 合计
  const kinds = new Set(
    declared.flatMap(rule => (rule.rule === 'total' && rule.total !== undefined ? [] : [rule.rule])),
  )
  return [...declared, ...foundRules(structure).filter(({ rule }) => !kinds.has(rule))]
}

/** The rules that need another table, by its slug. */
export const rulesAcross = (structure: TableStructure): readonly RuleOf<'same'>[] =>
  rulesOf(structure).filter(rule => rule.rule === 'same')

/** All that the table itself can prove, unordered, at most MOST_OF_A_STATUS of each status. */
export function proveWithin(table: ProofTable): readonly Finding[] {
  return bounded(within(table))
}

/** The same in pieces, with a `turn` of somebody else whenever it is `due`: the table may change in between. */
export async function proveInTurns(
  table: ProofTable,
  due: () => boolean,
  turn: () => Promise<unknown>,
): Promise<readonly Finding[]> {
  const kept = keeper()
  for (const step of within(table)) {
    kept.add(step)
    if (due()) await turn()
  }
  return kept.findings
}

/** One rule across tables. `other` is null where it may not be read. */
export function proveAcross(table: ProofTable, rule: RuleOf<'same'>, other: ProofTable | null): readonly Finding[] {
  const many = Math.max(table.view.rows.length, other?.view.rows.length ?? 0) > MOST_NAMED_ROWS
  return many ? [] : bounded(proveSame(table, rule, other))
}

function* within(table: ProofTable): Generator<ProofStep> {
  yield* proveNotes(table)
  for (const rule of rulesOf(table.view.structure)) yield* proved(table, rule)
}

function proved(table: ProofTable, rule: ProofRule): Iterable<ProofStep> {
  const many = table.view.rows.length > MOST_NAMED_ROWS
  switch (rule.rule) {
    case 'growth':
      return proveGrowth(table, rule)
    case 'ratio':
      return proveRatios(table, rule)
    case 'quotient':
      return many ? [] : proveQuotient(table, rule)
    case 'completion':
      return proveCompletion(table, rule)
    case 'part':
      return proveParts(table, rule)
    case 'total':
      return many && rule.total !== undefined ? [] : proveTotals(table, rule)
    case 'count':
      return proveCounts(table, rule)
    case 'same':
      return [] // proveAcross
  }
}

function keeper() {
  const room = { differs: MOST_OF_A_STATUS, 'cannot-say': MOST_OF_A_STATUS, agrees: MOST_OF_A_STATUS }
  const findings: Finding[] = []
  return {
    findings,
    add(step: ProofStep) {
      if (step !== null && room[step.status]-- > 0) findings.push(step)
    },
  }
}

function bounded(steps: Iterable<ProofStep>): readonly Finding[] {
  const kept = keeper()
  for (const step of steps) kept.add(step)
  return kept.findings
}
