import type { Account } from '../../shared/accounts/account.ts'
import { mentionsIn } from '../../shared/comments/mention.ts'
import { mayChange } from '../../shared/comments/rules.ts'
import type { TableView } from '../../shared/document/table-view.ts'
import type { ThreadAnswer } from '../../shared/protocol/api-comments.ts'
import { nameOf } from '../review/read-review.ts'
import type { CommentStore, StoredThread } from '../storage/comment-store.ts'

/** Threads as the caller sees them: rows, columns and people by the names that they have now. */
export async function readThreads(
  store: CommentStore,
  view: TableView,
  caller: Account,
  threads: readonly StoredThread[],
): Promise<ThreadAnswer[]> {
  const said = threads.flatMap(({ comments }) => comments)
  const names = await store.names([...new Set(said.flatMap(({ text }) => mentionsIn(text)))])
  const columns = new Map(view.structure.columns.map(column => [column.id, column]))
  return threads.map(({ comments, ...thread }) => {
    const hasRow = view.rowIndex(thread.row) >= 0
    const column = columns.get(thread.column)
    return {
      ...thread,
      rowName: hasRow ? nameOf(view, thread.row) : thread.rowName,
      columnTitle: column?.title ?? thread.columnTitle,
      gone: hasRow ? (column === undefined ? 'column' : null) : 'row',
      comments: comments.map(({ deletedAt, ...comment }) => ({
        ...comment,
        deleted: deletedAt !== null,
        mentions: mentionsIn(comment.text).flatMap(id => {
          const name = names.get(id)
          return name === undefined ? [] : [{ id, name }]
        }),
        own: deletedAt === null && mayChange(caller, comment),
      })),
    }
  })
}
