import type { TableState } from '../../shared/review/changes-between.ts'
import { ApiFailure } from '../errors.ts'
import type { ReviewStore } from '../storage/review-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { baseOf } from './base.ts'
import type { EditionShelf } from './edition-shelf.ts'
import { stateOfView } from './state-of-view.ts'

/**
 * A version of the table by the name that callers give it: `live`, `base`, `#2`, an edition's hash, ms since 1970 or an ISO time.
 * A moment is the live table walked back through the log; rows and columns are those of now.
 * @throws ApiFailure unknown-version
 */
export async function versionOf(
  reviews: ReviewStore,
  shelf: EditionShelf,
  table: LiveTable,
  name: string,
): Promise<TableState> {
  if (name === 'live') return stateOfView(table.view)
  if (name === 'base') return stateOfView((await baseOf(reviews, shelf, table)).state)
  const edition = await editionNamed(reviews, table, name)
  if (edition !== null) {
    const state = await shelf.open(edition)
    if (state === null || state.edition.table !== table.id) throw new ApiFailure('unknown-version')
    return stateOfView(state)
  }
  const moment = /^\d{10,}$/.test(name) ? Number(name) : Date.parse(name)
  if (Number.isNaN(moment)) throw new ApiFailure('unknown-version')
  return await asItWas(reviews, table, moment)
}

async function editionNamed(reviews: ReviewStore, table: LiveTable, name: string): Promise<string | null> {
  if (/^[0-9a-f]{64}$/.test(name)) return name
  const number = /^#(\d{1,6})$/.exec(name)?.[1]
  if (number === undefined) return null
  const baseline = (await reviews.baselines(table.id)).find(each => each.number === Number(number))
  if (baseline?.edition == null) throw new ApiFailure('unknown-version')
  return baseline.edition
}

async function asItWas(reviews: ReviewStore, table: LiveTable, moment: number): Promise<TableState> {
  const effects = await reviews.effectsAfter(table.id, moment)
  const past = new Map<string, ReturnType<LiveTable['view']['cell']>>()
  for (const { row, column, before } of effects) past.set(`${row}:${column}`, before)
  const { model: _, ...live } = stateOfView(table.view)
  return {
    ...live,
    cell(row, column) {
      const then = past.get(`${row}:${column}`)
      return then === undefined ? live.cell(row, column) : then
    },
  }
}
