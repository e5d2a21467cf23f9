import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { migrate } from '../storage/migrate.ts'
import { openPostgresDatabase } from '../storage/postgres-database.ts'
import { fromPostgres } from '../storage/postgres-errors.ts'
import { StorageError } from '../storage/storage-error.ts'
import { BackupFailure } from './backup-failure.ts'
import { copyPostgres, HISTORY } from './copy-postgres.ts'
import { inspectData, tablesOf } from './inspect-data.ts'
import { DATA_FILE } from './manifest.ts'

/** rows in one statement; PostgreSQL takes 65,535 parameters */
const PAGE = 500

/**
 * Writes a data file into an empty schema, which is kept for this alone meanwhile, and reads it back: what stands there then is row for row what
 * the file holds.
 * @throws BackupFailure database-not-empty, failed; StorageError; the schema is then empty as before
 */
export async function fillPostgres(url: string, file: string): Promise<void> {
  const source = new Sqlite(file, { readonly: true })
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await requireEmpty(client)
    // takes the lock that keeps servers out
    const db = await openPostgresDatabase(url)
    try {
      await migrate(db)
      await client.query('begin')
      for (const table of parentsFirst(source)) await fillTable(client, source, table)
      await client.query('commit')
      await requireSame(url, file)
    } catch (error) {
      await client.query('rollback')
      for (const table of tablesOf(source)) await client.query(`drop table if exists "${table}" cascade`)
      throw error
    } finally {
      await db.close()
    }
  } catch (error) {
    const known = error instanceof BackupFailure || error instanceof StorageError || error instanceof Sqlite.SqliteError
    throw known ? error : fromPostgres(error)
  } finally {
    source.close()
    await client.end().catch(() => {})
  }
}

async function requireEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    'select 1 from pg_class where relnamespace = current_schema()::regnamespace limit 1',
  )
  if (rows.length > 0) throw new BackupFailure('restore.database-not-empty')
}

/** so that whatever a row refers to is there before it */
function parentsFirst(source: Sqlite.Database): readonly string[] {
  const ordered: string[] = []
  const visit = (table: string) => {
    if (ordered.includes(table)) return
    const parents = source.pragma(`foreign_key_list("${table}")`) as readonly { readonly table: string }[]
    for (const parent of parents) if (parent.table !== table) visit(parent.table)
    ordered.push(table)
  }
  for (const table of tablesOf(source)) if (!HISTORY.test(table)) visit(table)
  return ordered
}

async function fillTable(client: pg.Client, source: Sqlite.Database, table: string): Promise<void> {
  const select = source.prepare(`select * from "${table}"`)
  const names = select.columns().map(({ name }) => `"${name}"`)
  const insert = async (rows: readonly (readonly unknown[])[]) => {
    if (rows.length === 0) return
    const places = rows.map((row, at) => `(${row.map((_, column) => `$${at * row.length + column + 1}`).join(', ')})`)
    const text = `insert into "${table}" (${names.join(', ')}) overriding system value values ${places.join(', ')}`
    await client.query(text, rows.flat())
  }
  let page: unknown[][] = []
  for (const row of select.raw().iterate() as IterableIterator<unknown[]>) {
    page.push(row)
    if (page.length < PAGE) continue
    await insert(page)
    page = []
  }
  await insert(page)
  if (names.includes('"id"')) await goOnCounting(client, table)
}

/** The next row gets the number after the last. */
async function goOnCounting(client: pg.Client, table: string): Promise<void> {
  await client.query(
    `select setval(sequence, coalesce((select max(id)::text::bigint from "${table}" where id::text ~ '^\\d+$'), 0) + 1, false)
      from pg_get_serial_sequence('"${table}"', 'id') as sequence where sequence is not null`,
  )
}

async function requireSame(url: string, file: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tongchou-restored-'))
  try {
    const copy = join(folder, DATA_FILE)
    await copyPostgres(url, copy)
    const [there, here] = [inspectData(copy), inspectData(file)]
    if (!isDeepStrictEqual(there, here))
      throw new BackupFailure('restore.failed', { detail: typeof there === 'string' ? there : 'counts, audit' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
