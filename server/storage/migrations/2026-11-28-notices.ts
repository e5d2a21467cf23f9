import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { DialectName } from '../database.ts'

/** What each account is to hear of. */
export async function up(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const serial = dialect === 'sqlite' ? 'integer' : 'bigint'
  const numbered = (column: ColumnDefinitionBuilder) =>
    dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity()
  const must = (column: ColumnDefinitionBuilder) => column.notNull()
  const mustReference = (to: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(to)
  const { schema } = db

  await schema
    .createTable('notices')
    .addColumn('id', serial, numbered)
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('kind', 'text', must)
    .addColumn('facts', 'text', must)
    // of what is told once, its name
    .addColumn('once', 'text')
    .addColumn('by_id', 'text', column => column.references('accounts.id'))
    .addColumn('at', 'bigint', must)
    .addColumn('read_at', 'bigint')
    .execute()
  await schema.createIndex('notices_by_account').on('notices').columns(['account_id', 'id']).execute()
  await schema.createIndex('notices_unread').on('notices').columns(['account_id', 'read_at']).execute()
  await schema.createIndex('notices_once').on('notices').columns(['account_id', 'once']).unique().execute()
}
