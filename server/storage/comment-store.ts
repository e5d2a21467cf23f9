import type { AuditEntry } from './audit-entry.ts'
import type { NewNotice } from './notice-store.ts'

export interface StoredComment {
  readonly id: string
  /** empty where it was deleted */
  readonly text: string
  readonly account: string
  readonly accountName: string
  readonly departmentName: string | null
  readonly at: number
  readonly editedAt: number | null
  readonly deletedAt: number | null
}

export interface StoredThread {
  readonly id: string
  readonly row: string
  readonly column: string
  /** as they were called when the thread began */
  readonly rowName: string
  readonly columnTitle: string
  readonly at: number
  readonly resolved: { readonly accountName: string; readonly at: number } | null
  /** oldest first, at least one of them not deleted */
  readonly comments: readonly StoredComment[]
}

export type NewThread = Pick<StoredThread, 'id' | 'row' | 'column' | 'rowName' | 'columnTitle'>
export type NewComment = Pick<StoredComment, 'id' | 'text' | 'account' | 'at'>

export interface ThreadFilter {
  readonly state: 'open' | 'resolved'
  readonly cell?: { readonly row: string; readonly column: string } | undefined
  readonly limit: number
}

/** Comments on cells. Every write is durable when its promise resolves, and takes its line of the audit log and the notices `beside` it with it. */
export interface CommentStore {
  /** open ones by when they began, settled ones by when they were settled: newest first */
  threads(tableId: string, filter: ThreadFilter): Promise<readonly StoredThread[]>
  thread(tableId: string, id: string): Promise<StoredThread | null>
  /** open threads, and the comments in them */
  countOpen(tableId: string): Promise<{ readonly threads: number; readonly comments: number }>
  /** of accounts, disabled ones too */
  names(accounts: readonly string[]): Promise<ReadonlyMap<string, string>>
  addThread(
    tableId: string,
    thread: NewThread,
    first: NewComment,
    audit: AuditEntry,
    beside?: readonly NewNotice[],
  ): Promise<void>
  addComment(threadId: string, comment: NewComment, audit: AuditEntry, beside?: readonly NewNotice[]): Promise<void>
  editComment(id: string, text: string, at: number, audit: AuditEntry, beside?: readonly NewNotice[]): Promise<void>
  /** the thread goes with its last comment */
  deleteComment(threadId: string, id: string, at: number, audit: AuditEntry): Promise<void>
  /** null: it is open again */
  setResolved(
    threadId: string,
    by: { readonly account: string; readonly at: number } | null,
    audit: AuditEntry,
  ): Promise<void>
}
