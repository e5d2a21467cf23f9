import { constants } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import Sqlite from 'better-sqlite3'
import { BackupFailure } from './backup-failure.ts'
import { fileHash, inspectData } from './inspect-data.ts'
import { DATA_FILE, type Manifest, readManifest } from './manifest.ts'
import { openNewRooms } from './new-rooms.ts'
import { toDisk } from './to-disk.ts'

/** Where a backup goes to: an empty folder, or an empty schema of PostgreSQL. */
export type RestoreTarget = { readonly folder: string } | { readonly databaseUrl: string }

/**
 * Makes data out of a backup. Nothing bears the data's name before the copy was read from end to end and is what the backup says of
 * itself. Whoever was signed in then signs in again: a session that was ended since must not come back to life.
 * @throws BackupFailure not-a-backup, later-format, folder-not-empty, database-not-empty, damaged; StorageError schema-too-new;
 * the folder or the schema is then as it was
 */
export async function restoreBackup(backup: string, target: RestoreTarget, now: Date): Promise<Manifest> {
  const manifest = readManifest(backup)
  if ('folder' in target) await requireEmpty(target.folder)
  const source = join(backup, DATA_FILE)
  await requireWhole(source, manifest, backup)
  const making =
    'folder' in target ? join(target.folder, 'restoring') : await mkdtemp(join(tmpdir(), 'tongchou-restoring-'))
  const file = join(making, DATA_FILE)
  await mkdir(making, { recursive: true, mode: 0o700 })
  try {
    await copyFile(source, file, constants.COPYFILE_EXCL)
    requireAsWritten(file, manifest, backup)
    await openNewRooms(making, manifest, now)
    endSessions(file)
    if ('folder' in target) {
      await toDisk(file)
      await rename(file, join(target.folder, DATA_FILE))
    } else {
      // loaded when needed, like the driver
      const { fillPostgres } = await import('./fill-postgres.ts')
      await fillPostgres(target.databaseUrl, file)
    }
    return manifest
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

async function requireEmpty(folder: string): Promise<void> {
  const found = await readdir(folder).catch(error => {
    if (error.code === 'ENOENT') return []
    if (error.code === 'ENOTDIR') return ['a file']
    throw error
  })
  if (found.length > 0) throw new BackupFailure('restore.folder-not-empty', { folder })
}

async function requireWhole(file: string, manifest: Manifest, backup: string): Promise<void> {
  const bytes = await stat(file).then(
    ({ size }) => size,
    () => null,
  )
  const damaged = (detail: string) => new BackupFailure('restore.damaged', { folder: backup, detail })
  if (bytes === null) throw damaged(`${DATA_FILE}: –`)
  if (bytes !== manifest.bytes) throw damaged(`${DATA_FILE}: ${bytes} ≠ ${manifest.bytes} bytes`)
  if ((await fileHash(file)) !== manifest.sha256) throw damaged('SHA-256')
}

/** The hash vouches for the file, this for what is in it: also a backup whose hash somebody wrote anew is read as `npm run verify` reads it. */
function requireAsWritten(file: string, { counts, audit }: Manifest, backup: string): void {
  const found = inspectData(file)
  const detail =
    typeof found === 'string'
      ? found
      : !isDeepStrictEqual(found.audit, audit)
        ? `audit: ${found.audit.sound ? found.audit.head : `✗ ${found.audit.lines + 1}`}`
        : !isDeepStrictEqual(found.counts, counts)
          ? 'counts'
          : null
  if (detail !== null) throw new BackupFailure('restore.damaged', { folder: backup, detail })
}

function endSessions(file: string): void {
  const database = new Sqlite(file)
  // one file, without a log beside it
  database.pragma('journal_mode = DELETE')
  database.exec('delete from sessions')
  database.close()
}
