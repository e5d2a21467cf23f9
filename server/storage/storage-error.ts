/**
 * disk-full: nothing was written, and writing works again once there is room.
 * database-stopped: PostgreSQL or the SQLite thread does not answer.
 * data-folder-corrupt: restore from a backup.
 * data-folder-in-use: another server holds the same data.
 * schema-too-new: a newer release wrote the data.
 * storage-failed: anything else; `cause` says what.
 */
export type StorageErrorCode =
  | 'disk-full'
  | 'database-stopped'
  | 'data-folder-corrupt'
  | 'data-folder-in-use'
  | 'schema-too-new'
  | 'storage-failed'

/** Every failure below the queries. `cause` is for the log, never for the caller of an API. */
export class StorageError extends Error {
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StorageError'
    this.code = code
  }
}
