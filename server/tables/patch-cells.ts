import type { Account } from '../../shared/accounts/account.ts'
import type { ApiErrorCode } from '../../shared/protocol/api-error.ts'
import { ApiFailure, type Refused } from '../errors.ts'
import type { CellWrite, LiveTable } from '../sync/live-table.ts'

/**
 * Writes all of the cells or none, through the same gate and into the same log as the sockets.
 * @throws ApiFailure cells-refused, unknown-cell or value-not-storable, naming every cell that stood in the way
 */
export async function patchCells(table: LiveTable, account: Account, writes: readonly CellWrite[]): Promise<void> {
  const result = await table.patch(account, writes)
  if (result.ok) return
  throw new ApiFailure(codeFor(result.refused), { params: { count: result.refused.length }, refused: result.refused })
}

/** what was forbidden weighs more than what was wrong */
function codeFor(refused: readonly Refused[]): ApiErrorCode {
  const whys = new Set(refused.map(({ why }) => why))
  const wrong = ['unknown-row', 'unknown-column', 'not-storable'] as const
  if ([...whys].some(why => !wrong.some(known => known === why))) return 'cells-refused'
  return whys.has('unknown-row') || whys.has('unknown-column') ? 'unknown-cell' : 'value-not-storable'
}
