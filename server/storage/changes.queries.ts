import type { Scalar } from '../../shared/core/scalar.ts'
import type { Database } from './database.ts'
import type { ChangeRecord, TableStore } from './table-store.ts'

/** The log as people read it: what each commit did to cells, newest first. */
export function changeQueries({ kysely }: Database): Pick<TableStore, 'changes'> {
  return {
    async changes(tableId, { row, column, since, limit }) {
      let query = kysely
        .selectFrom('effects as e')
        .leftJoin('accounts as a', 'a.id', 'e.account_id')
        .select(['e.id', 'e.item', 'e.fact', 'e.before', 'e.after', 'e.account_id', 'a.name', 'e.reason', 'e.at'])
        .where('e.table_id', '=', tableId)
        .where('e.map', '=', 'cells')
      if (row !== undefined) query = query.where('e.item', '=', row)
      if (column !== undefined) query = query.where('e.fact', '=', column)
      if (since !== undefined) query = query.where('e.at', '>=', since)
      const rows = await query.orderBy('e.id', 'desc').limit(limit).execute()
      return rows.map(
        (found): ChangeRecord => ({
          id: found.id,
          row: found.item,
          column: found.fact,
          before: scalar(found.before),
          after: scalar(found.after),
          account: found.account_id,
          accountName: found.name ?? found.account_id,
          reason: found.reason,
          at: found.at,
        }),
      )
    },
  }
}

const scalar = (json: string) => JSON.parse(json) as Scalar
