import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import Sqlite from 'better-sqlite3'
import { verifyAudit } from '../storage/audit-verify.ts'
import type { AuditFacts } from './manifest.ts'

export interface Inspected {
  readonly counts: Readonly<Record<string, number>>
  readonly audit: AuditFacts
}

/**
 * Reads a data file from end to end: its pages, its references, its audit log, its rows.
 * @returns a text where it is damaged: what SQLite says of it
 */
export function inspectData(file: string): Inspected | string {
  const database = new Sqlite(file)
  try {
    const pages = database.pragma('integrity_check(3)') as readonly { readonly integrity_check: string }[]
    if (pages[0]?.integrity_check !== 'ok')
      return pages
        .map(each => each.integrity_check)
        .join('; ')
        .replaceAll(/\s+/g, ' ')
    const loose = database.pragma('foreign_key_check') as readonly { readonly table: string }[]
    if (loose.length > 0) return `foreign_key_check: ${loose[0]?.table}`
    const verdict = verifyAudit(database)
    const { sound, lines } = verdict
    return { counts: countsOf(database), audit: { sound, lines, head: verdict.sound ? verdict.head : null } }
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return error.message
    throw error
  } finally {
    database.close()
  }
}

export const tablesOf = (database: Sqlite.Database): readonly string[] =>
  database
    .prepare<[], string>(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    .pluck()
    .all()

function countsOf(database: Sqlite.Database): Record<string, number> {
  const count = (table: string) => database.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0
  return Object.fromEntries(tablesOf(database).map(table => [table, count(table)]))
}

/** SHA-256 in hex, read piece by piece: a data file may be larger than the memory */
export async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
