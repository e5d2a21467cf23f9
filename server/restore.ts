import { BackupFailure, sentenceOf } from './backup/backup-failure.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { sayBoth } from './messages/say.ts'

/** `npm run restore -- <backup> <empty folder>` */
async function main(backup: string | undefined, folder: string | undefined): Promise<void> {
  try {
    if (backup === undefined || folder === undefined) throw new BackupFailure('restore.usage')
    const { counts, audit, at } = await restoreBackup(backup, folder, new Date())
    const params = { folder, at, tables: counts.tables ?? 0, commits: counts.updates ?? 0, lines: audit.lines }
    console.log(sayBoth('restore.done', params))
    if (!audit.sound) console.error(sayBoth('backup.audit-broken', { lines: audit.lines }))
  } catch (error) {
    console.error(sentenceOf(error, 'restore'))
    process.exitCode = 1
  }
}

await main(process.argv[2], process.argv[3])
