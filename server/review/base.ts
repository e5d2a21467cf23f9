import type { Edition } from '../../shared/document/edition.ts'
import { TableModel } from '../../shared/document/table-model.ts'
import { type Baseline, isBase } from '../../shared/review/baseline.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
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
  table: Pick<LiveTable, 'id' | 'hash' | 'view'>,
): Promise<Base> {
  const baseline = (await reviews.baselines(table.id)).findLast(isBase) ?? null
  const hash = baseline?.edition ?? (await reviews.firstEdition(table.id))
  const state = hash === null ? null : (editionInHand(table, hash) ?? (await shelf.open(hash)))
  if (hash === null || state === null) throw new Error(`the base of ${table.id} is missing`)
  return { hash, state, baseline }
}

const inHand = new WeakMap<Edition, TableModel>()

/** Until the table is folded, what it is measured from is what it stands on: that need not be read from the disk again. */
function editionInHand({ hash, view }: Pick<LiveTable, 'hash' | 'view'>, wanted: string): TableModel | null {
  if (hash !== wanted || !(view instanceof TableModel)) return null
  const { edition } = view
  const state = inHand.get(edition) ?? new TableModel(edition)
  inHand.set(edition, state)
  return state
}
