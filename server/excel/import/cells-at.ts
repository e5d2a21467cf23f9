import type { Scalar } from '../../../shared/core/scalar.ts'
import type { TableStore } from '../../storage/table-store.ts'

const MOST_CHANGES = 20_000

/**
 * What cells held at a moment (ms since 1970), by `row:column`, for those that were changed since.
 * Null where the log has more to say than is worth reading.
 */
export async function cellsAt(
  tables: TableStore,
  tableId: string,
  moment: number,
): Promise<ReadonlyMap<string, Scalar> | null> {
  const changes = await tables.changes(tableId, { since: moment, limit: MOST_CHANGES })
  if (changes.length === MOST_CHANGES) return null
  // newest first: the oldest one's `before` comes last and stays
  return new Map(changes.map(({ row, column, before }) => [`${row}:${column}`, before]))
}
