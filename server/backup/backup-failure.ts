import { type MessageParams, sayBoth } from '../messages/say.ts'
import type { MessageKey } from '../messages/zh-CN.ts'
import { fromSqlite } from '../storage/sqlite-errors.ts'
import { StorageError } from '../storage/storage-error.ts'

export type BackupFailureKey = Extract<MessageKey, `backup.${string}` | `restore.${string}`>

/** Why there is no backup, or nothing was restored: a sentence that says what to do. */
export class BackupFailure extends Error {
  readonly key: BackupFailureKey

  constructor(key: BackupFailureKey, params: MessageParams = {}, cause?: unknown) {
    super(sayBoth(key, params), { cause })
    this.name = 'BackupFailure'
    this.key = key
  }
}

/** For the console; what is no failure of ours is told by what SQLite, PostgreSQL or the file system said. */
export function sentenceOf(error: unknown, what: 'backup' | 'restore'): string {
  if (error instanceof BackupFailure) return error.message
  const { code, message } = error instanceof StorageError ? error : fromSqlite(error)
  if (code === 'schema-too-new') return sayBoth('restore.later-release')
  if (code === 'data-folder-in-use') return sayBoth('restore.in-use')
  if (code === 'disk-full') return sayBoth(`${what}.disk-full`)
  if (code === 'database-stopped') return sayBoth('backup.database-stopped')
  return sayBoth(`${what}.failed`, { detail: error instanceof Error ? error.message : message })
}
