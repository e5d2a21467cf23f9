import type { CommentNotice } from '../comments/comment-notice.ts'
import type { StoredThread } from '../storage/comment-store.ts'
import type { NoticeDraft } from './notice-desk.ts'

/** Whom a comment concerns hears where it was said, and not what (NOTE-6). */
export const noticesOfComment = (
  notices: readonly CommentNotice[],
  { rowName, columnTitle }: Pick<StoredThread, 'rowName' | 'columnTitle'>,
): NoticeDraft[] =>
  notices.map(({ kind, to, table, thread, row, column }) => ({
    table,
    to: { to: 'accounts', accounts: [to] },
    what: {
      kind: kind === 'mention' ? 'mentioned' : 'replied',
      cell: { row, column, rowName, columnTitle: columnTitle.replaceAll('\n', '') },
      thread,
    },
  }))
