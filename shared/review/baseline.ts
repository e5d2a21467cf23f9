import type { Phase } from '../tables/structure.ts'

export const BASELINE_KINDS = ['issued', 'adjusted', 'mid-term', 'final', 'snapshot'] as const
/** issued 下达, adjusted 调整; the others are snapshots to compare with */
export type BaselineKind = (typeof BASELINE_KINDS)[number]

/** An edition that was issued, and under what name (REV-1). */
export interface Baseline {
  readonly id: number
  readonly table: string
  /** counts up per table, from 1 */
  readonly number: number
  readonly kind: BaselineKind
  readonly title: string
  /** document number; empty where there is none */
  readonly document: string
  /** issuing body */
  readonly issuer: string
  /** `2024-03-01` */
  readonly dated: string
  readonly note: string
  /** the table's phase when it was begun */
  readonly phaseBefore: Phase
  /** null: not completed yet */
  readonly edition: string | null
  readonly account: string
  readonly accountName: string
  readonly at: number
}
export type NewBaseline = Omit<Baseline, 'id' | 'number' | 'edition' | 'accountName'>

/** Snapshots are compared with; only what was issued is the base of a review (REV-2). */
export const isBase = ({ kind, edition }: Pick<Baseline, 'kind' | 'edition'>): boolean =>
  edition !== null && (kind === 'issued' || kind === 'adjusted')
