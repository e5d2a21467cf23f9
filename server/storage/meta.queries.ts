import type { Database } from './database.ts'
import type { MetaStore } from './storage.ts'

export function createMetaStore({ kysely }: Pick<Database, 'kysely'>): MetaStore {
  return {
    async get(key) {
      const row = await kysely.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
      return row?.value ?? null
    },
    async set(key, value) {
      await kysely
        .insertInto('meta')
        .values({ key, value })
        .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
        .execute()
    },
  }
}
