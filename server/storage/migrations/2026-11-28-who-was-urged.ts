import type { ColumnDefinitionBuilder, Kysely } from 'kysely'

/** When the planning office urged which department for which table; once a day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const must = (column: ColumnDefinitionBuilder) => column.notNull()
  const mustReference = (to: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(to)

  await db.schema
    .createTable('urges')
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('department_id', 'text', mustReference('departments.id'))
    // YYYY-MM-DD
    .addColumn('day', 'text', must)
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    .addColumn('at', 'bigint', must)
    .addPrimaryKeyConstraint('urges_pk', ['table_id', 'department_id', 'day'])
    .execute()
}
