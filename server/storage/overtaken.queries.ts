import { type RawBuilder, sql } from 'kysely'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { Database } from './database.ts'
import type { ChangeRecord, TableStore } from './table-store.ts'

interface Found {
  readonly id: number
  readonly item: string
  readonly fact: string
  readonly before: string
  readonly after: string
  readonly account_id: string
  readonly name: string | null
  readonly reason: string | null
  readonly at: number
}

/**
 * Writes that were acknowledged and never read, because a concurrent one won. Of what one client wrote to a cell in a commit
 * the last counts; it is overtaken where the commit left another value there: somebody else's of the same commit, or one that
 * stood already (then the commit has no effect on the cell).
 */
export function overtakenQueries({ kysely, dialect }: Database): Pick<TableStore, 'overtaken'> {
  const colon = dialect === 'sqlite' ? sql`instr(i.key, ':')` : sql`strpos(i.key, ':')`
  const item = sql`substr(i.key, 1, ${colon} - 1)`
  const fact = sql`substr(i.key, ${colon} + 1)`
  const ofCell = sql`table_id = i.table_id and map = 'cells' and item = ${item} and fact = ${fact}`
  return {
    async overtaken(tableId, { row, column, since, limit }) {
      const wanted: RawBuilder<unknown>[] = [sql`i.table_id = ${tableId}`, sql`i.map = 'cells'`]
      if (row !== undefined && column !== undefined) wanted.push(sql`i.key = ${`${row}:${column}`}`)
      else if (row !== undefined) wanted.push(sql`${item} = ${row}`)
      else if (column !== undefined) wanted.push(sql`${fact} = ${column}`)
      if (since !== undefined) wanted.push(sql`u.at >= ${since}`)
      const { rows } = await sql<Found>`
        select w.id, w.item, w.fact, coalesce(w.replaced, w.stood) as before, w.value as after, w.account_id, a.name, w.reason, w.at
        from (
          select i.id, ${item} as item, ${fact} as fact, i.value, i.account_id, i.reason, u.at,
            e.before as replaced, e.after as won, e.account_id as winner,
            (select after from effects where ${ofCell} and update_id < i.update_id order by id desc limit 1) as stood
          from intents i
          join updates u on u.id = i.update_id
          left join effects e on e.id = (select id from effects where ${ofCell} and update_id = i.update_id)
          where ${sql.join(wanted, sql` and `)}
            and not exists (
              select 1 from intents l
              where l.table_id = i.table_id and l.key = i.key and l.id > i.id
                and l.map = 'cells' and l.update_id = i.update_id and l.client = i.client and l.account_id = i.account_id)
        ) w
        left join accounts a on a.id = w.account_id
        where w.value <> coalesce(w.won, w.stood, w.value) and (w.winner is null or w.winner <> w.account_id)
        order by w.id desc
        limit ${limit}`.execute(kysely)
      return rows.map(
        (found): ChangeRecord => ({
          id: -found.id,
          row: found.item,
          column: found.fact,
          before: JSON.parse(found.before) as Scalar,
          after: JSON.parse(found.after) as Scalar,
          account: found.account_id,
          accountName: found.name ?? found.account_id,
          reason: found.reason,
          at: found.at,
          overtaken: true,
        }),
      )
    },
  }
}
