import { type DatabaseIntrospector, type Kysely, type SchemaMetadata, sql, type TableMetadata } from 'kysely'

/**
 * What the migrator looks for, in the current schema alone. Kysely's own reads every schema it may see: it takes another
 * workspace's migrations for ours, and fails when one of them is dropped meanwhile.
 */
export function currentSchemaIntrospector<Any>(db: Kysely<Any>): DatabaseIntrospector {
  async function getTables(): Promise<TableMetadata[]> {
    const { rows } = await sql<{ schema: string; name: string }>`
      select schemaname as schema, tablename as name from pg_tables where schemaname = current_schema()`.execute(db)
    return rows.map(row => ({ ...row, isView: false, isForeign: false, columns: [] }))
  }

  return {
    getTables,
    async getSchemas(): Promise<SchemaMetadata[]> {
      return (await sql<SchemaMetadata>`select current_schema() as name`.execute(db)).rows
    },
    getMetadata: async () => ({ tables: await getTables() }),
  }
}
