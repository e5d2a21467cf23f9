import type { AuditExportQuery, AuditWords } from '../../shared/protocol/api-audit.ts'
import type { Language } from '../messages/say.ts'
import { AUDIT_KINDS } from '../storage/audit-entry.ts'
import type { AuditCursor, AuditFilter, AuditLine, AuditStore } from '../storage/audit-store.ts'
import type { NameBook } from './audit-names.ts'
import { sayLine } from './say-line.ts'

export interface AuditReader {
  readonly audit: AuditStore
  readonly names: NameBook
  readonly language: Language
  /** tables of which the reader is told nothing */
  readonly without: readonly string[]
}

export interface ReadAudit {
  readonly lines: readonly AuditWords[]
  readonly next: AuditCursor | null
  /** where a search for words rested, ms since 1970; null: it did not */
  readonly searchedTo: number | null
}

/** lines read at a time when words are looked for */
const STRIDE = 500

/**
 * Lines in words, newest first. Words are looked for in the lines as they read, so lines are read until enough of them fit or
 * `patience` of them were read; then it is for the reader to go on.
 */
export async function readAudit(
  { audit, names, language, without }: AuditReader,
  { text, kind, ...asked }: AuditExportQuery,
  before: AuditCursor | null,
  limit: number,
  patience = 20_000,
): Promise<ReadAudit> {
  const fits = searchFor(text ?? '')
  const filter: Omit<AuditFilter, 'limit' | 'before'> = { ...asked, kinds: kindsOf(kind), without }
  const found: AuditWords[] = []
  let cursor = before
  let read = 0
  while (true) {
    const wanted = fits === null ? limit - found.length : STRIDE
    const slice = await audit.slice({ ...filter, limit: wanted, ...(cursor !== null && { before: cursor }) })
    await names.learn(slice.lines.map(({ table }) => table))
    for (const line of slice.lines) {
      cursor = stepOver(cursor, line)
      const words = inWords(line, names, language)
      if (fits !== null && !fits(words)) continue
      found.push(words)
      if (found.length === limit) return { lines: found, next: cursor, searchedTo: null }
    }
    if (slice.next === null) return { lines: found, next: null, searchedTo: null }
    read += slice.lines.length
    if (read >= patience) return { lines: found, next: cursor, searchedTo: slice.lines.at(-1)?.at ?? null }
  }
}

const stepOver = (cursor: AuditCursor | null, { id, change }: AuditLine): AuditCursor =>
  change === null ? { change: cursor?.change ?? null, line: id } : { line: cursor?.line ?? null, change }

const kindsOf = (asked: string | undefined) => {
  if (asked === undefined) return undefined
  const named = new Set(asked.split(','))
  return AUDIT_KINDS.filter(known => named.has(known))
}

function inWords(line: AuditLine, names: NameBook, language: Language): AuditWords {
  const { id, change, at, kind, account, accountName, department, address } = line
  return {
    id: change === null ? `l${id}` : `c${change}`,
    at,
    kind,
    account,
    accountName,
    departmentName: department === null ? null : names.department(department),
    address,
    table: line.table === null ? null : names.table(line.table),
    ...sayLine(line, names, language),
  }
}

/** null: nothing is looked for */
function searchFor(text: string): ((line: AuditWords) => boolean) | null {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter(word => word !== '')
  if (words.length === 0) return null
  return ({ accountName, departmentName, address, table, says, before, after, reason }) => {
    const whole = [accountName, departmentName, address, table?.title, says, before, after, reason]
      .join('\n')
      .toLowerCase()
    return words.every(word => whole.includes(word))
  }
}

export const cursorText = ({ line, change }: AuditCursor): string => `${line ?? ''}-${change ?? ''}`

export function cursorOf(text: string): AuditCursor {
  const [line = '', change = ''] = text.split('-')
  return { line: line === '' ? null : Number(line), change: change === '' ? null : Number(change) }
}
