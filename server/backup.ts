import { sentenceOf } from './backup/backup-failure.ts'
import { takeBackup } from './backup/take-backup.ts'
import { readConfig } from './config.ts'
import { sayBoth } from './messages/say.ts'

/** `npm run backup -- [folder]`: the server may be running. */
async function main(into = 'backups'): Promise<void> {
  try {
    const { folder, manifest } = await takeBackup(readConfig(process.env), into, new Date())
    const { counts, audit, bytes } = manifest
    const params = { folder, tables: counts.tables ?? 0, commits: counts.updates ?? 0, lines: audit.lines }
    console.log(sayBoth('backup.done', { ...params, megabytes: (bytes / 1024 / 1024).toFixed(1) }))
    if (audit.sound) return console.log(sayBoth('backup.head', { head: audit.head ?? '' }))
    console.error(sayBoth('backup.audit-broken', { lines: audit.lines }))
    process.exitCode = 1
  } catch (error) {
    console.error(sentenceOf(error, 'backup'))
    process.exitCode = 2
  }
}

await main(process.argv[2])
