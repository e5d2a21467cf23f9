import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Database } from '../../../server/storage/database.ts'
import { openPostgresDatabase } from '../../../server/storage/postgres-database.ts'
import { openSqliteDatabase } from '../../../server/storage/sqlite-database.ts'

/** A place that holds one fresh, empty database. */
export interface Place {
  open(): Promise<Database>
  /** as the server's settings name it */
  readonly config: { readonly dataDir: string; readonly databaseUrl: string | null }
  remove(): Promise<void>
}

export interface Target {
  readonly name: string
  /** why the suite cannot run on it here; null: it can */
  readonly missing: string | null
  make(): Promise<Place>
}

const TEST_URL = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test'

export async function folderPlace(): Promise<Place & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tongchou-storage-'))
  return {
    folder,
    config: { dataDir: folder, databaseUrl: null },
    open: () => openSqliteDatabase(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A schema of its own, found by the search path in the URL; dropped at the end. Its connections bear its name. */
export async function schemaPlace(): Promise<Place & { readonly schema: string }> {
  const schema = `tongchou_${randomUUID().replaceAll('-', '')}`
  await administer(`create schema ${schema}`)
  const url = new URL(TEST_URL)
  url.searchParams.set('options', `-c search_path=${schema}`)
  url.searchParams.set('application_name', schema)
  return {
    schema,
    config: { dataDir: '', databaseUrl: url.href },
    open: () => openPostgresDatabase(url.href),
    remove: async () => void (await administer(`drop schema ${schema} cascade`)),
  }
}

export async function administer(statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: TEST_URL, connectionTimeoutMillis: 3000 })
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

async function missingPostgres(): Promise<string | null> {
  try {
    await administer('select 1')
    return null
  } catch (error) {
    return `no PostgreSQL at ${new URL(TEST_URL).host}: ${error instanceof Error ? error.message : error}`
  }
}

export async function targets(): Promise<readonly Target[]> {
  const missing = await missingPostgres()
  if (missing !== null) console.warn(`PostgreSQL is left out: ${missing}. TEST_DATABASE_URL names another server.`)
  return [
    { name: 'SQLite', missing: null, make: folderPlace },
    { name: 'PostgreSQL', missing, make: schemaPlace },
  ]
}
