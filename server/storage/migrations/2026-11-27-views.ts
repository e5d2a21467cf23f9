import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { DialectName } from '../database.ts'

/** Views of tables under names, and how each person looked at each table last. */
export async function up(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const serial = dialect === 'sqlite' ? 'integer' : 'bigint'
  const numbered = (column: ColumnDefinitionBuilder) =>
    dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity()
  const must = (column: ColumnDefinitionBuilder) => column.notNull()
  const mustReference = (to: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(to)
  const { schema } = db

  await schema
    .createTable('views')
    .addColumn('id', serial, numbered)
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    .addColumn('name', 'text', must)
    .addColumn('shared', 'integer', must)
    .addColumn('spec', 'text', must)
    .addColumn('at', 'bigint', must)
    .execute()
  await schema.createIndex('views_by_table').on('views').columns(['table_id', 'id']).execute()
  await schema
    .createTable('standing_views')
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    // the view may be deleted by who made it; then it names none
    .addColumn('view_id', 'bigint')
    .addColumn('spec', 'text', must)
    .addColumn('at', 'bigint', must)
    .addPrimaryKeyConstraint('standing_views_pk', ['table_id', 'account_id'])
    .execute()
}
