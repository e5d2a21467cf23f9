import { StorageError } from './storage-error.ts'

const STOPPED = 'the database does not answer: start PostgreSQL or check DATABASE_URL; the server carries on by itself'
const FULL = 'the disk of the database is full: make room; nothing was half written'
const TAKEN = 'another server already uses this database: stop it, or choose another DATABASE_URL'
const DAMAGED = 'the database reports damaged data: restore it from a backup'

const DIVISION_BY_ZERO = '22012'

/** What pg or the network threw, in the project's terms. */
export function fromPostgres(error: unknown): StorageError {
  if (error instanceof StorageError) return error
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === '53100') return new StorageError('disk-full', FULL, error)
  // nothing here divides but the fence
  if (code === DIVISION_BY_ZERO) return takenOver(error)
  if (code === 'XX001' || code === 'XX002') return new StorageError('data-folder-corrupt', DAMAGED, error)
  if (isStopped(code, error)) return new StorageError('database-stopped', STOPPED, error)
  return new StorageError(
    'storage-failed',
    `the database refused: ${error instanceof Error ? error.message : error}`,
    error,
  )
}

export const takenOver = (cause?: unknown) => new StorageError('data-folder-in-use', TAKEN, cause)

function isStopped(code: string, error: unknown): boolean {
  if (/^(08...|57P0[1-5]|53300)$/.test(code)) return true
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENETUNREACH|ENOENT)/.test(code)) return true
  // the driver's own failures carry no code
  return code === '' && error instanceof Error && /connection|timeout|not queryable/i.test(error.message)
}
