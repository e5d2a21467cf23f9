import type { TableModel } from '../../shared/document/table-model.ts'
import type { Baseline } from '../../shared/review/baseline.ts'
import { ApiFailure } from '../errors.ts'
import type { ReviewDesk } from './review-desk.ts'

export interface IssuedState {
  readonly baseline: Baseline
  /** of the edition, as `npm run verify` finds it again */
  readonly hash: string
  readonly state: TableModel
}

/** A baseline and the table as it was issued. @throws ApiFailure unknown-version */
export async function issuedState(
  { reviews, shelf }: Pick<ReviewDesk, 'reviews' | 'shelf'>,
  table: string,
  number: number,
): Promise<IssuedState> {
  const baseline = (await reviews.baselines(table)).find(each => each.number === number)
  const hash = baseline?.edition
  const state = hash ? await shelf.open(hash) : null
  if (!baseline || !hash || state === null) throw new ApiFailure('unknown-version')
  return { baseline, hash, state }
}
