import { type Kysely, type Migration, Migrator, sql } from 'kysely'
import type { Database } from './database.ts'
import { type DatedMigration, migrations } from './migrations/migrations.ts'
import { StorageError } from './storage-error.ts'

/**
 * Brings the schema up to date; nothing to do is nothing done.
 * @throws StorageError `schema-too-new` for data of a later release; the data is left as it is after any failure.
 */
export async function migrate(
  db: Database,
  known: Readonly<Record<string, DatedMigration>> = migrations,
): Promise<void> {
  const migrator = new Migrator({
    db: db.kysely,
    provider: { getMigrations: async () => forDialect(db, known) },
  })
  const later = (await executed(db)).filter(name => !(name in known))
  if (later.length > 0) {
    throw new StorageError(
      'schema-too-new',
      `the data was written by a later release (${later.join(', ')}): install that release, or restore a backup from before`,
    )
  }
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  if (error instanceof StorageError && error.code !== 'storage-failed') throw error
  const failed = results?.find(result => result.status === 'Error')?.migrationName ?? 'the first step'
  throw new StorageError(
    'storage-failed',
    `the data could not be brought up to this release: ${failed} failed and was undone`,
    error,
  )
}

function forDialect(db: Database, known: Readonly<Record<string, DatedMigration>>): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(known).map(([name, { up }]) => [name, { up: (kysely: Kysely<unknown>) => up(kysely, db.dialect) }]),
  )
}

/** Asked before Kysely is, which would only say that its history is corrupted. */
async function executed(db: Database): Promise<readonly string[]> {
  const table = 'kysely_migration'
  const exists =
    db.dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${table}`
      : sql`select 1 where to_regclass(${table}) is not null`
  if ((await exists.execute(db.kysely)).rows.length === 0) return []
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(db.kysely)
  return rows.map(row => row.name)
}
