import type { Database } from './database.ts'
import { storableText } from './json-rows.ts'
import type { ViewStore } from './view-store.ts'

export function createViewStore({ kysely }: Database): ViewStore {
  return {
    async views(tableId, account) {
      const rows = await kysely
        .selectFrom('views as v')
        .leftJoin('accounts as a', 'a.id', 'v.account_id')
        .select(['v.id', 'v.account_id', 'a.name as account_name', 'v.name', 'v.shared', 'v.spec'])
        .where('v.table_id', '=', tableId)
        .where(where => where.or([where('v.account_id', '=', account), where('v.shared', '=', 1)]))
        .orderBy('v.id')
        .execute()
      return rows.map(row => ({
        id: row.id,
        account: row.account_id,
        accountName: row.account_name ?? row.account_id,
        name: row.name,
        shared: row.shared === 1,
        spec: row.spec,
      }))
    },
    async addView(tableId, { account, name, shared, spec, at }) {
      const { id } = await kysely
        .insertInto('views')
        .values({
          table_id: tableId,
          account_id: account,
          name: storableText(name),
          shared: shared ? 1 : 0,
          spec: storableText(spec),
          at,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    },
    async changeView(tableId, id, { name, shared, spec, at }) {
      await kysely
        .updateTable('views')
        .set({ name: storableText(name), shared: shared ? 1 : 0, spec: storableText(spec), at })
        .where('table_id', '=', tableId)
        .where('id', '=', id)
        .execute()
    },
    async deleteView(tableId, id) {
      await kysely.deleteFrom('views').where('table_id', '=', tableId).where('id', '=', id).execute()
    },
    async standing(tableId, account) {
      const row = await kysely
        .selectFrom('standing_views')
        .select(['view_id', 'spec'])
        .where('table_id', '=', tableId)
        .where('account_id', '=', account)
        .executeTakeFirst()
      return row === undefined ? null : { view: row.view_id, spec: row.spec }
    },
    async setStanding(tableId, account, { view, spec, at }) {
      const now = { view_id: view, spec: storableText(spec), at }
      await kysely
        .insertInto('standing_views')
        .values({ table_id: tableId, account_id: account, ...now })
        .onConflict(conflict => conflict.columns(['table_id', 'account_id']).doUpdateSet(now))
        .execute()
    },
  }
}
