import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { BackupFailure } from './backup-failure.ts'

/** the data itself, one SQLite file whatever database it comes from */
export const DATA_FILE = 'tongchou.db'
/** written last: a folder without it is no backup */
export const MANIFEST_FILE = 'backup.json'

const FORMAT = 1

/** What the audit log of the data is like: `head` is worth keeping elsewhere, for whoever changes a backup can change this file too. */
const auditFacts = z.object({
  sound: z.boolean(),
  lines: z.number().int(),
  head: z.string().nullable(),
})
export type AuditFacts = z.infer<typeof auditFacts>

const manifest = z.object({
  format: z.number().int(),
  from: z.enum(['sqlite', 'postgres']),
  /** ISO 8601 */
  at: z.string(),
  bytes: z.number().int(),
  /** of the data file */
  sha256: z.string(),
  /** rows, by SQL table */
  counts: z.record(z.string(), z.number().int()),
  audit: auditFacts,
})
export type Manifest = z.infer<typeof manifest>

export const manifestText = (facts: Omit<Manifest, 'format'>): string =>
  `${JSON.stringify({ format: FORMAT, ...facts }, null, 2)}\n`

/** @throws BackupFailure not-a-backup, later-format */
export function readManifest(folder: string): Manifest {
  const found = manifest.safeParse(parsed(join(folder, MANIFEST_FILE)))
  if (!found.success) throw new BackupFailure('restore.not-a-backup', { folder })
  if (found.data.format > FORMAT) throw new BackupFailure('restore.later-format', { folder })
  return found.data
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
