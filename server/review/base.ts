import type { TableModel } from '../../shared/document/table-model.ts'
import { type Baseline, isBase } from '../../shared/review/baseline.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { EditionShelf } from './edition-shelf.ts'

/** What a table's changes are measured from (REV-2). */
export interface Base {
  /** hash of its edition */
  readonly hash: string
  readonly state: TableModel
  /** null: nothing was issued yet, the base is the table's first edition */
  readonly baseline: Baseline | null
}

export async function baseOf(
  reviews: Pick<ReviewStore, 'baselines' | 'firstEdition'>,
  shelf: EditionShelf,
  tableId: string,
): Promise<Base> {
  const baseline = (await reviews.baselines(tableId)).findLast(isBase) ?? null
  const hash = baseline?.edition ?? (await reviews.firstEdition(tableId))
  const state = hash === null ? null : await shelf.open(hash)
  if (hash === null || state === null) throw new Error(`the base of ${tableId} is missing`)
  return { hash, state, baseline }
}
