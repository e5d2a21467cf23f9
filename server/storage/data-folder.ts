import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sha256 } from './audit-entry.ts'
import { fromSqlite } from './sqlite-errors.ts'
import { StorageError } from './storage-error.ts'

export interface DataFolder {
  readonly database: Sqlite.Database
  /** closes the database, then lets the next server in */
  close(): void
}

/** A whole check reads the whole file; past this size start-up would be felt, and damage shows when it is read. */
const CHECK_UP_TO_BYTES = 64 * 1024 * 1024

/** A server that is just being restarted may still hold the folder for a moment. */
const PATIENCE_MS = 1000

/**
 * Opens `tongchou.db` in the folder, making both if need be, for this process alone.
 * @throws StorageError data-folder-in-use, data-folder-corrupt, disk-full, or storage-failed where the folder cannot be written
 */
export function openDataFolder(folder: string): DataFolder {
  const opened: Sqlite.Database[] = []
  const close = () => {
    while (opened.length > 0) opened.pop()?.close()
  }
  try {
    mkdirSync(folder, { recursive: true })
    opened.push(takeLock(join(folder, 'server.lock')))
    const file = join(folder, 'tongchou.db')
    const database = new Sqlite(file, { timeout: 5000 })
    opened.push(database)
    database.function('sha256', { deterministic: true }, text => sha256(String(text)))
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    database.pragma('journal_size_limit = 67108864')
    check(database, statSync(file).size)
    return { database, close }
  } catch (error) {
    close()
    throw fromSqlite(error)
  }
}

/**
 * An open exclusive transaction on a file of its own: the operating system takes the lock back however the process ends,
 * and tools for backup can still read the data.
 */
function takeLock(file: string): Sqlite.Database {
  const lock = new Sqlite(file, { timeout: PATIENCE_MS })
  try {
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StorageError(
        'data-folder-in-use',
        'another server already uses this data folder: stop it, or choose another DATA_DIR',
        error,
      )
    }
    throw error
  }
}

function check(database: Sqlite.Database, bytes: number): void {
  database.prepare('select count(*) from sqlite_master').get()
  if (bytes > CHECK_UP_TO_BYTES) return
  const [first] = database.pragma('quick_check(1)', { simple: false }) as readonly { readonly quick_check: string }[]
  if (first?.quick_check !== 'ok') throw Object.assign(new Error(first?.quick_check), { code: 'SQLITE_CORRUPT' })
}
