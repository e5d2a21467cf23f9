import type { NoticeFacts } from '../../shared/notices/notice.ts'
import type { AuditEntry } from './audit-entry.ts'

/** A notice for one account, to be written beside what it tells of. */
export interface NewNotice {
  /** account id */
  readonly to: string
  readonly table: string
  /** account id; null: the clock */
  readonly by: string | null
  readonly at: number
  readonly what: NoticeFacts
  /** what is told once: a second notice of the same name for the same account is none; left out: as often as it happens */
  readonly once?: string
}

export interface StoredNotice {
  readonly id: number
  readonly table: string
  readonly byName: string | null
  readonly at: number
  readonly readAt: number | null
  readonly what: NoticeFacts
}

export interface NoticePage {
  /** ids of the tables that the person may read: of others nothing is told */
  readonly tables: readonly string[]
  /** number of a notice: older ones */
  readonly before?: number | undefined
  readonly limit: number
}

/** The planning office asked a department to fill and submit. */
export interface Urge {
  readonly table: string
  readonly department: string
  /** YYYY-MM-DD */
  readonly day: string
  readonly account: string
  readonly byName: string
  readonly at: number
}

/** Notices of accounts. Every write is durable when its promise resolves. */
export interface NoticeStore {
  /** newest first */
  notices(account: string, page: NoticePage): Promise<readonly StoredNotice[]>
  unread(account: string, tables: readonly string[]): Promise<number>
  /** false: no such notice of this account */
  read(account: string, id: number, at: number): Promise<boolean>
  readUpTo(account: string, id: number, at: number): Promise<void>
  /** answers those that were told for the first time */
  add(notices: readonly NewNotice[]): Promise<readonly NewNotice[]>
  /** of these tables, the last one of each department */
  urges(tables: readonly string[]): Promise<readonly Urge[]>
  /** with its line of the audit log and the notices beside it; @throws StorageError where it was urged that day */
  addUrge(urge: Omit<Urge, 'byName'>, audit: AuditEntry, beside: readonly NewNotice[]): Promise<void>
}
