import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { DialectName } from '../database.ts'

/** Frozen: databases out there were made by it. A change is a new file. */
export async function up(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const bytes = dialect === 'sqlite' ? 'blob' : 'bytea'
  const serial = dialect === 'sqlite' ? 'integer' : 'bigint'
  const numbered = (column: ColumnDefinitionBuilder) =>
    dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity()
  const key = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull()
  const must = (column: ColumnDefinitionBuilder) => column.notNull()
  const mustReference = (to: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(to)
  const { schema } = db

  await schema.createTable('meta').addColumn('key', 'text', key).addColumn('value', 'text', must).execute()

  await schema
    .createTable('departments')
    .addColumn('id', 'text', key)
    .addColumn('name', 'text', must)
    .addColumn('position', 'integer', must)
    .execute()
  await schema
    .createTable('accounts')
    .addColumn('id', 'text', key)
    .addColumn('account', 'text', column => column.notNull().unique())
    .addColumn('name', 'text', must)
    .addColumn('department_id', 'text', column => column.references('departments.id'))
    .addColumn('roles', 'text', must)
    .addColumn('password_hash', 'text', must)
    .addColumn('disabled', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', must)
    .execute()
  await schema
    .createTable('sessions')
    .addColumn('token_hash', 'text', key)
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    .addColumn('created_at', 'bigint', must)
    .addColumn('expires_at', 'bigint', must)
    .execute()
  await schema.createIndex('sessions_by_account').on('sessions').column('account_id').execute()
  await schema.createIndex('sessions_by_expiry').on('sessions').column('expires_at').execute()
  await schema
    .createTable('tokens')
    .addColumn('id', 'text', key)
    .addColumn('name', 'text', must)
    .addColumn('token_hash', 'text', column => column.notNull().unique())
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    .addColumn('created_at', 'bigint', must)
    .addColumn('last_used_at', 'bigint')
    .execute()
  await schema.createIndex('tokens_by_account').on('tokens').column('account_id').execute()

  await schema
    .createTable('tables')
    .addColumn('id', 'text', key)
    .addColumn('name', 'text', column => column.notNull().unique())
    .addColumn('title', 'text', must)
    .addColumn('kind', 'text', must)
    .addColumn('section', 'text', must)
    .addColumn('position', 'integer', must)
    .addColumn('created_at', 'bigint', must)
    .execute()
  await schema
    .createTable('editions')
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('seq', 'integer', must)
    .addColumn('hash', 'text', must)
    .addColumn('parent', 'text')
    .addColumn('room', 'text', column => column.notNull().unique())
    .addColumn('manifest', 'text', must)
    .addColumn('created_at', 'bigint', must)
    .addColumn('closed_clocks', 'text')
    .addColumn('next_room', 'text')
    // two folds of one room give the same seq: the second fails here
    .addPrimaryKeyConstraint('editions_pk', ['table_id', 'seq'])
    .execute()
  await schema.createIndex('editions_by_hash').on('editions').column('hash').execute()
  await schema.createTable('chunks').addColumn('hash', 'text', key).addColumn('gzip', bytes, must).execute()

  await schema
    .createTable('updates')
    .addColumn('id', serial, numbered)
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('room', 'text', mustReference('editions.room'))
    .addColumn('bytes', bytes, must)
    .addColumn('at', 'bigint', must)
    .execute()
  await schema.createIndex('updates_by_room').on('updates').columns(['room', 'id']).execute()
  await schema
    .createTable('intents')
    .addColumn('id', serial, numbered)
    .addColumn('update_id', 'bigint', mustReference('updates.id'))
    .addColumn('table_id', 'text', must)
    .addColumn('client', 'bigint', must)
    .addColumn('clock', 'bigint', must)
    .addColumn('map', 'text', must)
    .addColumn('key', 'text', must)
    .addColumn('value', 'text', must)
    .addColumn('account_id', 'text', must)
    .addColumn('reason', 'text')
    // the last line of defence against a stale document: no write enters the log twice
    .addUniqueConstraint('intents_once', ['table_id', 'client', 'clock'])
    .execute()
  await schema
    .createTable('effects')
    .addColumn('id', serial, numbered)
    .addColumn('update_id', 'bigint', mustReference('updates.id'))
    .addColumn('table_id', 'text', must)
    .addColumn('map', 'text', must)
    .addColumn('item', 'text', must)
    .addColumn('fact', 'text', must)
    .addColumn('before', 'text', must)
    .addColumn('after', 'text', must)
    .addColumn('account_id', 'text', must)
    .addColumn('reason', 'text')
    .addColumn('at', 'bigint', must)
    .execute()
  await schema.createIndex('effects_by_table').on('effects').columns(['table_id', 'id']).execute()
  await schema.createIndex('effects_by_key').on('effects').columns(['table_id', 'item', 'fact', 'id']).execute()

  await schema
    .createTable('claims')
    .addColumn('room', 'text', mustReference('editions.room'))
    .addColumn('client', 'bigint', must)
    .addColumn('account_id', 'text', must)
    .addPrimaryKeyConstraint('claims_pk', ['room', 'client'])
    .execute()
  await schema
    .createTable('row_owners')
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('row_id', 'text', must)
    .addColumn('department_id', 'text', must)
    .addPrimaryKeyConstraint('row_owners_pk', ['table_id', 'row_id'])
    .execute()
}
