import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { BackupFailure } from './backup-failure.ts'
import { DATA_FILE } from './manifest.ts'

/** pages of a step, so that a large folder's copy does not hold the disk for itself */
const STEP = 2_000

/**
 * Copies the data as it stands at this moment, while a server may be writing. The open read transaction is what makes it one moment:
 * without it SQLite begins anew whenever somebody commits, and would not come to an end on a busy server.
 * @throws BackupFailure no-data
 */
export async function copySqlite(dataDir: string, to: string, step = STEP): Promise<void> {
  const file = join(dataDir, DATA_FILE)
  if (!existsSync(file)) throw new BackupFailure('backup.no-data', { file })
  const source = new Sqlite(file, { readonly: true, timeout: 5000 })
  try {
    source.exec('begin')
    source.prepare('select count(*) from sqlite_master').get()
    await source.backup(to, { progress: () => step })
  } finally {
    source.close()
  }
  // one file from here on: without a log beside it
  const copy = new Sqlite(to)
  copy.pragma('journal_mode = DELETE')
  copy.close()
}
