import type { NoticeFacts } from '../../shared/notices/notice.ts'

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

/** Notices of accounts. Every write is durable when its promise resolves. */
export interface NoticeStore {
  /** newest first */
  notices(account: string, page: NoticePage): Promise<readonly StoredNotice[]>
  unread(account: string, tables: readonly string[]): Promise<number>
  /** false: no such notice of this account */
  read(account: string, id: number, at: number): Promise<boolean>
  readUpTo(account: string, id: number, at: number): Promise<void>
  add(notices: readonly NewNotice[]): Promise<void>
}
