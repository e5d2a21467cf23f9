import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sentenceOf } from './backup/backup-failure.ts'
import { readConfig } from './config.ts'
import { type AuditVerdict, verifyAudit } from './storage/audit-verify.ts'

/** `npm run verify`: checks the audit log of the data folder, or of DATABASE_URL; the server may be running. */
async function main(): Promise<void> {
  const { dataDir, databaseUrl } = readConfig(process.env)
  if (databaseUrl === null) return verify(join(dataDir, 'tongchou.db'))
  const folder = await mkdtemp(join(tmpdir(), 'tongchou-verify-'))
  try {
    const { copyPostgres } = await import('./backup/copy-postgres.ts')
    await copyPostgres(databaseUrl, join(folder, 'tongchou.db'))
    verify(join(folder, 'tongchou.db'))
  } catch (error) {
    console.error(sentenceOf(error, 'backup'))
    process.exitCode = 2
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function verify(file: string): void {
  if (!existsSync(file)) {
    console.error(`没有找到数据：${file}。请用 DATA_DIR 指明数据目录。 No data at ${file}: set DATA_DIR.`)
    process.exitCode = 2
    return
  }
  const database = new Sqlite(file, { readonly: true })
  try {
    const verdict = verifyAudit(database)
    console[verdict.sound ? 'log' : 'error'](sentence(verdict))
    process.exitCode = verdict.sound ? 0 : 1
  } finally {
    database.close()
  }
}

function sentence(verdict: AuditVerdict): string {
  if (verdict.sound)
    return `审计日志完整：${verdict.lines} 条，末条哈希 ${verdict.head}。 The audit log is sound: ${verdict.lines} lines.`
  const { record } = verdict
  const when = new Date(record.at).toISOString()
  switch (record.kind) {
    case 'line':
      return `审计日志第 ${record.id} 条（${when}）被改动，或者它之前的记录被删除。 Line ${record.id} was changed, or one before it is gone.`
    case 'commit':
      return `审计日志第 ${record.id} 条（${when}）所记的第 ${record.update} 次提交被改动。 Commit ${record.update}, line ${record.id}, was changed.`
    case 'unvouched':
      return `第 ${record.update} 次提交（${when}）没有审计记录。 Commit ${record.update} is in no line of the log.`
  }
}

await main()
