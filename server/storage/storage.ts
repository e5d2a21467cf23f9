import type { AccountStore } from './account-store.ts'
import type { AuditStore } from './audit-store.ts'
import type { CommentStore } from './comment-store.ts'
import type { NoticeStore } from './notice-store.ts'
import type { ReviewStore } from './review-store.ts'
import type { RightsStore } from './rights-store.ts'
import type { TableStore } from './table-store.ts'
import type { ViewStore } from './view-store.ts'

/** Small facts about the whole installation, such as which demo was seeded. */
export interface MetaStore {
  get(key: string): Promise<string | null>
  set(key: string, value: string): Promise<void>
}

/** Everything the server keeps. */
export interface Storage {
  readonly tables: TableStore
  readonly accounts: AccountStore
  readonly review: ReviewStore
  readonly rights: RightsStore
  readonly views: ViewStore
  readonly comments: CommentStore
  readonly notices: NoticeStore
  readonly audit: AuditStore
  readonly meta: MetaStore
  /** does the database answer a query? Never throws. */
  healthy(): Promise<boolean>
  /** lets what is under way finish; gives the data folder free */
  close(): Promise<void>
}
