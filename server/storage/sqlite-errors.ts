import { StorageError, type StorageErrorCode } from './storage-error.ts'

const SENTENCES: Readonly<
  Record<Exclude<StorageErrorCode, 'storage-failed' | 'schema-too-new' | 'database-stopped'>, string>
> = {
  'disk-full': 'the disk that holds the data folder is full: make room; nothing was half written',
  'data-folder-corrupt': 'the data folder is damaged: stop the server and restore the folder from a backup',
  'data-folder-in-use': 'another server already uses this data folder: stop it, or choose another DATA_DIR',
}

/** What better-sqlite3 or the file system threw, in the project's terms. */
export function fromSqlite(error: unknown): StorageError {
  if (error instanceof StorageError) return error
  const code = codeOf(error)
  if (code === 'storage-failed')
    return new StorageError(
      code,
      `the data folder cannot be used: ${error instanceof Error ? error.message : error}`,
      error,
    )
  return new StorageError(code, SENTENCES[code], error)
}

function codeOf(error: unknown): keyof typeof SENTENCES | 'storage-failed' {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // the shared-memory file beside the log cannot grow either: SQLite reports that as an I/O error
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT')
    return 'disk-full'
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return 'data-folder-corrupt'
  return 'storage-failed'
}
