import type { ColumnDefinitionBuilder, Kysely } from 'kysely'
import type { DialectName } from '../database.ts'

/** Baselines, what was said of changes, the departments' steps, and requests to revise what was issued. Lines are only added. */
export async function up(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const serial = dialect === 'sqlite' ? 'integer' : 'bigint'
  const numbered = (column: ColumnDefinitionBuilder) =>
    dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey().generatedAlwaysAsIdentity()
  const must = (column: ColumnDefinitionBuilder) => column.notNull()
  const mustReference = (to: string) => (column: ColumnDefinitionBuilder) => column.notNull().references(to)
  const { schema } = db

  await schema
    .createTable('baselines')
    .addColumn('id', serial, numbered)
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('number', 'integer', must)
    .addColumn('kind', 'text', must)
    .addColumn('title', 'text', must)
    .addColumn('document', 'text', must)
    .addColumn('issuer', 'text', must)
    .addColumn('dated', 'text', must)
    .addColumn('note', 'text', must)
    .addColumn('phase_before', 'text', must)
    // null: begun; a server that dies before it is completed takes it back
    .addColumn('edition_hash', 'text')
    .addColumn('account_id', 'text', must)
    .addColumn('at', 'bigint', must)
    .addUniqueConstraint('baselines_numbered', ['table_id', 'number'])
    .execute()

  await schema
    .createTable('review_events')
    .addColumn('id', serial, numbered)
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('base', 'text', must)
    .addColumn('row_id', 'text', must)
    .addColumn('column_id', 'text', must)
    .addColumn('kind', 'text', must)
    .addColumn('seen', 'text', must)
    .addColumn('proposal', 'text', must)
    .addColumn('words', 'text', must)
    .addColumn('undoes', 'bigint')
    .addColumn('account_id', 'text', must)
    .addColumn('department_id', 'text')
    .addColumn('at', 'bigint', must)
    .execute()
  await schema.createIndex('review_events_by_base').on('review_events').columns(['table_id', 'base', 'id']).execute()

  await schema
    .createTable('course_events')
    .addColumn('id', serial, numbered)
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('base', 'text', must)
    .addColumn('department_id', 'text', must)
    .addColumn('kind', 'text', must)
    .addColumn('words', 'text', must)
    .addColumn('account_id', 'text', must)
    .addColumn('at', 'bigint', must)
    .execute()
  await schema.createIndex('course_events_by_base').on('course_events').columns(['table_id', 'base', 'id']).execute()

  await schema
    .createTable('revision_requests')
    .addColumn('id', serial, numbered)
    .addColumn('table_id', 'text', mustReference('tables.id'))
    .addColumn('title', 'text', must)
    .addColumn('reason', 'text', must)
    .addColumn('evidence', 'text', must)
    .addColumn('chain', 'text', must)
    .addColumn('cells', 'text', must)
    .addColumn('state', 'text', must)
    .addColumn('closing_words', 'text', must)
    .addColumn('account_id', 'text', must)
    .addColumn('department_id', 'text')
    .addColumn('at', 'bigint', must)
    .addColumn('closed_at', 'bigint')
    .execute()
  await schema.createIndex('revision_requests_by_table').on('revision_requests').columns(['table_id', 'id']).execute()
  await schema
    .createTable('request_steps')
    .addColumn('request_id', serial, mustReference('revision_requests.id'))
    .addColumn('position', 'integer', must)
    .addColumn('step', 'text', must)
    .addColumn('document', 'text', must)
    .addColumn('words', 'text', must)
    .addColumn('account_id', 'text', must)
    .addColumn('at', 'bigint', must)
    // two people passing one step at once: the second fails here
    .addPrimaryKeyConstraint('request_steps_pk', ['request_id', 'position'])
    .execute()
}
