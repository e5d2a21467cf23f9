import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { DialectName } from '../database.ts'

/** Threads of comments on cells. A thread outlives its row, and keeps what the row was called. */
export async function up(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const serial = dialect === 'sqlite' ? 'integer' : 'bigint'
  const numbered = (column: ColumnDefinitionBuilder) =>
    dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity()
  const must = (column: ColumnDefinitionBuilder) => column.notNull()
  const mustReference = (to: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(to)
  const { schema } = db

  await schema
    .createTable('comment_threads')
    .addColumn('id', 'text', column => column.primaryKey().notNull())
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('row_id', 'text', must)
    .addColumn('column_id', 'text', must)
    .addColumn('row_name', 'text', must)
    .addColumn('column_title', 'text', must)
    .addColumn('at', 'bigint', must)
    .addColumn('resolved_by', 'text', column => column.references('accounts.id'))
    .addColumn('resolved_at', 'bigint')
    .execute()
  await schema
    .createIndex('comment_threads_by_table')
    .on('comment_threads')
    .columns(['table_id', 'resolved_at', 'at'])
    .execute()
  await schema
    .createTable('comments')
    // the order in which they were said
    .addColumn('number', serial, numbered)
    .addColumn('id', 'text', column => column.notNull().unique())
    .addColumn('thread_id', 'text', mustReference('comment_threads.id'))
    .addColumn('account_id', 'text', mustReference('accounts.id'))
    .addColumn('text', 'text', must)
    .addColumn('at', 'bigint', must)
    .addColumn('edited_at', 'bigint')
    // taken back after others had answered: the text is gone, its place is kept
    .addColumn('deleted_at', 'bigint')
    .execute()
  await schema.createIndex('comments_by_thread').on('comments').columns(['thread_id', 'number']).execute()
}
