import { type Config, ConfigError } from './config.ts'
import { type MessageParams, say } from './messages/say.ts'
import type { MessageKey } from './messages/zh-CN.ts'
import { StorageError, type StorageErrorCode } from './storage/storage-error.ts'

/** Why the server did not start and what to do, a line in each language. */
export function startFailure(error: unknown, config: Config | null): readonly string[] {
  const [key, params] = told(error, config)
  return [say('zh-CN', key, params), say('en', key, params)]
}

function told(error: unknown, config: Config | null): readonly [MessageKey, MessageParams] {
  const where = { dataDir: config?.dataDir ?? '', port: config?.port ?? 0, host: config?.host ?? '' }
  if (error instanceof ConfigError) return ['start.bad-config', { detail: error.message }]
  if (error instanceof StorageError) return [storageKey(error.code, config), where]
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return ['start.port-taken', where]
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return ['start.host-unknown', where]
    case 'ENOSPC':
      return ['start.disk-full', where]
    case 'EACCES':
      return isListening(error) ? ['start.port-denied', where] : ['start.folder-denied', where]
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
      return ['start.folder-denied', where]
    default:
      return ['start.unexpected', { detail: error instanceof Error ? error.message : String(error) }]
  }
}

/** PostgreSQL's troubles are not the data folder's: the same code asks for another remedy there. */
function storageKey(code: StorageErrorCode, config: Config | null): MessageKey {
  if (config === null || config.databaseUrl === null) return `start.${code}`
  switch (code) {
    case 'disk-full':
      return 'start.database-full'
    case 'data-folder-in-use':
      return 'start.database-in-use'
    case 'data-folder-corrupt':
      return 'start.database-corrupt'
    case 'storage-failed':
      return 'start.database-failed'
    case 'database-stopped':
    case 'schema-too-new':
      return `start.${code}`
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const isListening = (error: unknown) => error instanceof Error && 'syscall' in error && error.syscall === 'listen'
