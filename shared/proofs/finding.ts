/** The rules by which published figures are proved, in the order in which their findings are listed. */
export const PROOF_RULES = ['growth', 'ratio', 'quotient', 'completion', 'part', 'total', 'count', 'same'] as const
export type ProofRuleName = (typeof PROOF_RULES)[number]

/** differs 不符, cannot-say 不能判断, agrees 相符: what asks for somebody's eyes comes first */
export const PROOF_STATUSES = ['differs', 'cannot-say', 'agrees'] as const
export type ProofStatus = (typeof PROOF_STATUSES)[number]

/** The likely reason, as an i18n key under `proofs:reason-`. SPEC.md PROOF-30 lists what each is called for. */
export const PROOF_REASONS = [
  'plain',
  'about',
  'bound',
  'rounded-parts',
  'rounding-truncate',
  'rounded-then-subtracted',
  'rounded-there',
  'converted',
  'rate',
  'counted-as-one',
  'within',
  'price-basis',
  'whole-period',
  'difference',
  'other-years',
  'per-year',
  'sign',
  'scale',
  'population',
  'implied-divisor',
  'other-rate',
  'sum-off',
  'counted-twice',
  'left-out',
  'part-exceeds',
  'maybe-counted-as-one',
  'count-off',
  'tables-disagree',
  'unexplained',
  'words',
  'inputs-missing',
  'level',
  'units-unlike',
  'units-mixed',
  'table-closed',
] as const
export type ProofReason = (typeof PROOF_REASONS)[number]

/** A cell in one of the tables, by the table's id. */
export interface ProofCell {
  readonly table: string
  readonly row: string
  readonly column: string
}

/** What became of one published figure. */
export interface Finding {
  readonly rule: ProofRuleName
  readonly status: ProofStatus
  /** the row's name; of a count, what was counted */
  readonly subject: string
  /** the published figure's own cell first, then those that it was recomputed from; none where a note is proved */
  readonly cells: readonly ProofCell[]
  /** as printed */
  readonly published: string
  /** as it would be printed; null where nothing could be recomputed */
  readonly recomputed: string | null
  /** recomputed less published; null where that is no number */
  readonly difference: number | null
  readonly unit: string | null
  readonly reason: { readonly code: ProofReason; readonly params: Readonly<Record<string, string | number>> }
}

export type FindingCounts = Readonly<Record<ProofStatus, number>>

export function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts = { differs: 0, 'cannot-say': 0, agrees: 0 }
  for (const { status } of findings) counts[status]++
  return counts
}

const rank = ({ status, rule }: Finding) => PROOF_STATUSES.indexOf(status) * 100 + PROOF_RULES.indexOf(rule)

/** What differs first; the rows keep their order within a rule. */
export const inProofOrder = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((a, b) => rank(a) - rank(b))

/** What a rule gives as it goes: findings, and null where its reader may let others have their turn. */
export type ProofStep = Finding | null

const ROWS_AT_ONCE = 500
export const pausesAt = (at: number): boolean => at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1
