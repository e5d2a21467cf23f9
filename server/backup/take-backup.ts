import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { BackupFailure } from './backup-failure.ts'
import { copySqlite } from './copy-sqlite.ts'
import { fileHash, inspectData } from './inspect-data.ts'
import { DATA_FILE, MANIFEST_FILE, type Manifest, manifestText, readManifest } from './manifest.ts'
import { toDisk } from './to-disk.ts'

export interface Backup {
  readonly folder: string
  readonly manifest: Manifest
}

/**
 * A backup in a folder of its own inside `into`: every edit that was acknowledged before this was called is in it. The server may be running.
 * What was copied is read back from end to end before the folder gets its name.
 * @throws BackupFailure no-data, data-damaged, other-release
 */
export async function takeBackup(
  { dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>,
  into: string,
  now: Date,
): Promise<Backup> {
  const folder = resolve(into, `tongchou-${now.toISOString().replaceAll(/[:.]/g, '-')}`)
  const making = `${folder}.part`
  // hashes of passwords and tokens are in it
  await mkdir(making, { recursive: true, mode: 0o700 })
  try {
    const file = join(making, DATA_FILE)
    if (databaseUrl === null) await copySqlite(dataDir, file)
    else {
      // loaded when needed, like the driver
      const { copyPostgres } = await import('./copy-postgres.ts')
      await copyPostgres(databaseUrl, file)
    }
    const found = inspectData(file)
    if (typeof found === 'string') throw new BackupFailure('backup.data-damaged', { detail: found })
    const facts = {
      from: databaseUrl === null ? ('sqlite' as const) : ('postgres' as const),
      at: now.toISOString(),
      bytes: (await stat(file)).size,
      sha256: await fileHash(file),
      ...found,
    }
    await toDisk(file)
    await writeFile(join(making, MANIFEST_FILE), manifestText(facts))
    await toDisk(join(making, MANIFEST_FILE))
    await rename(making, folder)
    await toDisk(resolve(into))
    return { folder, manifest: readManifest(folder) }
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  }
}
