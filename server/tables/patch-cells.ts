import type { Account } from '../../shared/accounts/account.ts'
import { MOST_TEXT } from '../../shared/document/edit.ts'
import type { ApiErrorCode } from '../../shared/protocol/api-error.ts'
import { ApiFailure, type Refused } from '../errors.ts'
import type { CellWrite, LiveTable } from '../sync/live-table.ts'

/**
 * Writes all of the cells or none, through the same gate and into the same log as the sockets.
 * @throws ApiFailure cells-refused, unknown-cell or value-not-storable, naming every cell that stood in the way
 */
export async function patchCells(
  table: LiveTable,
  account: Account,
  writes: readonly CellWrite[],
  address: string,
): Promise<void> {
  const result = await table.patch(account, writes, { address })
  const isLong = ({ row, column }: Refused) =>
    writes.some(write => write.row === row && write.column === column && isTooLongText(write.value))
  if (result.ok) return
  const refused = result.refused.map(
    (cell): Refused => (cell.why === 'not-storable' && isLong(cell) ? { ...cell, why: TOO_LONG } : cell),
  )
  throw new ApiFailure(codeFor(refused), { params: { count: refused.length, limit: MOST_TEXT }, refused })
}

const TOO_LONG = 'text-too-long'

const isTooLongText = (value: unknown) => typeof value === 'string' && Buffer.byteLength(value) > MOST_TEXT

/** what was forbidden weighs more than what was wrong */
function codeFor(refused: readonly Refused[]): ApiErrorCode {
  const whys = new Set(refused.map(({ why }) => why))
  const wrong = ['unknown-row', 'unknown-column', 'not-storable', TOO_LONG] as const
  if ([...whys].some(why => !wrong.some(known => known === why))) return 'cells-refused'
  if (whys.has('unknown-row') || whys.has('unknown-column')) return 'unknown-cell'
  return whys.has('not-storable') ? 'value-not-storable' : TOO_LONG
}
