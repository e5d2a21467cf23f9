import { mkdtemp, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import pg from 'pg'
import { migrate } from '../storage/migrate.ts'
import { fromPostgres } from '../storage/postgres-errors.ts'
import { openSqliteDatabase } from '../storage/sqlite-database.ts'
import { BackupFailure } from './backup-failure.ts'
import { tablesOf } from './inspect-data.ts'
import { DATA_FILE } from './manifest.ts'

/** rows that are in memory at a time */
const PAGE = 500
const INT8 = 20
/** the history of the schema is written by the copy's own migrations */
export const HISTORY = /^kysely_/

/**
 * Writes what PostgreSQL holds into a SQLite file of the same schema, out of one repeatable-read transaction: a moment of all tables, and the
 * server goes on. So a backup is the same thing wherever it comes from, is checked in the same way, and needs no program beside ours.
 * @throws BackupFailure other-release
 */
export async function copyPostgres(url: string, to: string): Promise<void> {
  const folder = await mkdtemp(join(dirname(to), 'copy-'))
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.setTypeParser(INT8, Number)
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read read only')
    const fresh = await openSqliteDatabase(folder)
    try {
      await migrate(fresh)
    } finally {
      await fresh.close()
    }
    const file = join(folder, DATA_FILE)
    await fill(client, file)
    await rename(file, to)
  } catch (error) {
    throw error instanceof BackupFailure || error instanceof Sqlite.SqliteError ? error : fromPostgres(error)
  } finally {
    await client.end().catch(() => {})
    await rm(folder, { recursive: true, force: true })
  }
}

async function fill(client: pg.Client, file: string): Promise<void> {
  const copy = new Sqlite(file)
  try {
    copy.pragma('journal_mode = DELETE')
    // rows come table by table, not in the order in which they refer to each other; all are checked at the end
    copy.pragma('foreign_keys = OFF')
    await requireSameSchema(client, copy)
    for (const table of tablesOf(copy)) if (!HISTORY.test(table)) await fillTable(client, copy, table)
  } finally {
    copy.close()
  }
}

async function requireSameSchema(client: pg.Client, copy: Sqlite.Database): Promise<void> {
  const names = 'select name from kysely_migration order by name'
  const ours = copy.prepare<[], string>(names).pluck().all()
  const there = (await client.query<{ name: string }>(names)).rows.map(row => row.name)
  if (ours.join() !== there.join()) throw new BackupFailure('backup.other-release')
}

async function fillTable(client: pg.Client, copy: Sqlite.Database, table: string): Promise<void> {
  const columns = copy.pragma(`table_info("${table}")`) as readonly { readonly name: string }[]
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const insert = copy.prepare(`insert into "${table}" (${names}) values (${columns.map(() => '?').join(', ')})`)
  const insertAll = copy.transaction((rows: readonly unknown[][]) => {
    for (const row of rows) insert.run(row)
  })
  await client.query(`declare page no scroll cursor for select ${names} from "${table}"`)
  for (;;) {
    const { rows } = await client.query<unknown[]>({ text: `fetch ${PAGE} from page`, rowMode: 'array' })
    if (rows.length === 0) break
    insertAll(rows)
  }
  await client.query('close page')
}
