import type { AuditEntry, AuditKind } from './audit-entry.ts'

export interface AuditLine extends AuditEntry {
  readonly id: number
  readonly accountName: string | null
}

export interface AuditFilter {
  readonly account?: string | undefined
  readonly table?: string | undefined
  readonly kinds?: readonly AuditKind[] | undefined
  /** ms since 1970, both included */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly limit: number
}

/** The audit log: what happened that is no cell's value, and for each group commit the line that vouches for it. */
export interface AuditStore {
  append(entry: AuditEntry): Promise<void>
  /** newest first; a commit's line as the changes in it, one each */
  lines(filter: AuditFilter): Promise<readonly AuditLine[]>
  /** where the chain stands: worth keeping elsewhere, for an end that was cut off shows in nothing else */
  head(): Promise<{ readonly id: number; readonly hash: string } | null>
}
