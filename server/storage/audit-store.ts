import type { AuditEntry, AuditKind } from './audit-entry.ts'

export interface AuditLine extends AuditEntry {
  readonly id: number
  /** of a change in a commit: with it the line is told from the others of the same commit */
  readonly change: number | null
  readonly accountName: string | null
  /** the person's department as it is now */
  readonly department: string | null
}

/** How far back somebody has read: everything below these is older. null: from the newest. */
export interface AuditCursor {
  readonly line: number | null
  readonly change: number | null
}

export interface AuditFilter {
  readonly account?: string | undefined
  readonly table?: string | undefined
  readonly kinds?: readonly AuditKind[] | undefined
  /** ms since 1970, both included */
  readonly from?: number | undefined
  readonly to?: number | undefined
  /** of the person */
  readonly department?: string | undefined
  /** tables of which nothing is told */
  readonly without?: readonly string[] | undefined
  readonly before?: AuditCursor | undefined
  readonly limit: number
}

export interface AuditSlice {
  readonly lines: readonly AuditLine[]
  /** where to go on; null: that was all */
  readonly next: AuditCursor | null
}

/** The audit log: what happened that is no cell's value, and for each group commit the line that vouches for it. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>
  /** newest first; a commit's line as the changes in it, one each */
  lines(filter: AuditFilter): Promise<readonly AuditLine[]>
  /** the same, page by page: `next` goes in as `before` */
  slice(filter: AuditFilter): Promise<AuditSlice>
  /** where the chain stands: worth keeping elsewhere, for an end that was cut off shows in nothing else */
  head(): Promise<{ readonly id: number; readonly hash: string } | null>
}
