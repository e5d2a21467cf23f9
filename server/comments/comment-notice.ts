import type { Account } from '../../shared/accounts/account.ts'
import type { StoredThread } from '../storage/comment-store.ts'

/** Somebody is to hear of a comment. */
export interface CommentNotice {
  readonly kind: 'mention' | 'reply'
  /** account id */
  readonly to: string
  readonly table: string
  readonly thread: string
  readonly comment: string
  readonly row: string
  readonly column: string
  readonly by: Pick<Account, 'id' | 'name'>
  readonly at: number
}

/** Who hears of it: those who are mentioned, and of an answer those who spoke in the thread; each once, and never its author. */
export function noticesOf({
  thread,
  mentioned,
  ...facts
}: Omit<CommentNotice, 'kind' | 'to' | 'thread' | 'row' | 'column'> & {
  readonly thread: Pick<StoredThread, 'id' | 'row' | 'column' | 'comments'>
  readonly mentioned: readonly string[]
}): readonly CommentNotice[] {
  const spoke = thread.comments.filter(({ deletedAt }) => deletedAt === null).map(({ account }) => account)
  const kinds = new Map<string, CommentNotice['kind']>()
  for (const to of spoke) kinds.set(to, 'reply')
  for (const to of mentioned) kinds.set(to, 'mention')
  kinds.delete(facts.by.id)
  const { id, row, column } = thread
  return [...kinds].map(([to, kind]) => ({ ...facts, kind, to, thread: id, row, column }))
}
