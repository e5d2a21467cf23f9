import { BackupFailure, sentenceOf } from './backup/backup-failure.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { readConfig } from './config.ts'
import { sayBoth } from './messages/say.ts'

/** `npm run restore -- <backup> <empty folder>`; without a folder into the empty schema of DATABASE_URL */
async function main(backup: string | undefined, folder: string | undefined): Promise<void> {
  try {
    const { databaseUrl } = readConfig(process.env)
    const target = folder !== undefined ? { folder } : databaseUrl !== null ? { databaseUrl } : null
    if (backup === undefined || target === null) throw new BackupFailure('restore.usage')
    const { counts, audit, at } = await restoreBackup(backup, target, new Date())
    const params = { folder: folder ?? '', at, tables: counts.tables ?? 0, commits: counts.updates ?? 0 }
    const key = folder === undefined ? 'restore.done-database' : 'restore.done'
    console.log(sayBoth(key, { ...params, lines: audit.lines }))
    if (!audit.sound) console.error(sayBoth('backup.audit-broken', { lines: audit.lines }))
  } catch (error) {
    console.error(sentenceOf(error, 'restore'))
    process.exitCode = 1
  }
}

await main(process.argv[2], process.argv[3])
