import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { DialectName } from '../database.ts'

/** Rules of tables, further offices of accounts, and the audit log, whose every line carries the hash of the one before. */
export async function up(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const serial = dialect === 'sqlite' ? 'integer' : 'bigint'
  const numbered = (column: ColumnDefinitionBuilder) =>
    dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity()
  const must = (column: ColumnDefinitionBuilder) => column.notNull()
  const mustReference = (to: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(to)
  const { schema } = db

  await schema
    .createTable('table_rules')
    .addColumn('table_id', 'text', column => column.primaryKey().notNull().references('tables.id'))
    .addColumn('read_access', 'text', must)
    .addColumn('export_access', 'text', must)
    .addColumn('deadline', 'bigint')
    // JSON object: department id → ms since 1970
    .addColumn('extensions', 'text', must)
    .execute()
  await schema
    .createTable('locks')
    .addColumn('id', serial, numbered)
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('kind', 'text', must)
    .addColumn('row_id', 'text')
    .addColumn('column_id', 'text')
    .addColumn('department_id', 'text')
    .addColumn('words', 'text', must)
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    .addColumn('at', 'bigint', must)
    .addColumn('until', 'bigint')
    .execute()
  await schema
    .createTable('offices')
    .addColumn('id', serial, numbered)
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    .addColumn('department_id', 'text', column => column.references('departments.id'))
    .addColumn('role', 'text', must)
    .addColumn('deputy', 'integer', must)
    .addColumn('until', 'bigint')
    .addColumn('at', 'bigint', must)
    .execute()

  await schema
    .createTable('audit')
    .addColumn('id', serial, numbered)
    .addColumn('at', 'bigint', must)
    .addColumn('kind', 'text', must)
    .addColumn('table_id', 'text')
    .addColumn('account_id', 'text')
    .addColumn('address', 'text')
    .addColumn('facts', 'text', must)
    // of a group commit; its line vouches for the commit's writes and effects
    .addColumn('update_id', 'bigint', column => column.references('updates.id'))
    .addColumn('prev', 'text', column => column.notNull().unique())
    .addColumn('hash', 'text', column => column.notNull().unique())
    .execute()
  await schema.createIndex('audit_by_time').on('audit').columns(['at', 'id']).execute()
  await schema.createIndex('audit_by_update').on('audit').column('update_id').execute()
}
