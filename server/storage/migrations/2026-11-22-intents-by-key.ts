import type { Kysely } from 'kysely'

/** What was written to a cell, also where it did not win: its history asks for it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('intents_by_key').on('intents').columns(['table_id', 'key', 'id']).execute()
}
