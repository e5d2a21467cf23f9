import type { Kysely } from 'kysely'

/** Where a session was begun, and with what: its owner tells it from one that is not theirs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sessions').addColumn('address', 'text').execute()
  await db.schema.alterTable('sessions').addColumn('agent', 'text').execute()
}
