import type { Account } from '../../shared/accounts/account.ts'
import { mentionsIn } from '../../shared/comments/mention.ts'
import { mayChange, mayResolve } from '../../shared/comments/rules.ts'
import { ApiFailure } from '../errors.ts'
import { noticesOfComment } from '../notices/comment-notices.ts'
import type { NoticeDesk } from '../notices/notice-desk.ts'
import { nameOf } from '../review/read-review.ts'
import type { AccountStore } from '../storage/account-store.ts'
import type { AuditEntry, AuditKind } from '../storage/audit-entry.ts'
import type { CommentStore, StoredComment, StoredThread } from '../storage/comment-store.ts'
import { createMutex } from '../storage/mutex.ts'
import type { NewNotice } from '../storage/notice-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { noticesOf } from './comment-notice.ts'

/** of one table: what every page that has it open reads anew when somebody says something (COMM-11) */
export const MOST_OPEN = 2_000
const MOST_SAID = 10_000
const MOST_IN_THREAD = 500

/** Who does it, from where and when. */
export interface Speaker {
  readonly account: Account
  readonly address: string | null
  readonly at: number
}

/** Where comments are written: one at a time, each on what stands at its turn. */
export interface CommentDesk {
  /** @throws ApiFailure unknown-cell, mention-cannot-read, comments-full */
  begin(table: LiveTable, cell: { row: string; column: string }, text: string, by: Speaker): Promise<StoredThread>
  /** @throws ApiFailure not-found, thread-resolved, mention-cannot-read, comments-full */
  reply(tableId: string, thread: string, text: string, by: Speaker): Promise<StoredThread>
  /** @throws ApiFailure not-found, not-allowed, mention-cannot-read */
  edit(tableId: string, thread: string, comment: string, text: string, by: Speaker): Promise<StoredThread>
  /** @throws ApiFailure not-found, not-allowed */
  remove(tableId: string, thread: string, comment: string, by: Speaker): Promise<void>
  /** settled twice is settled once. @throws ApiFailure not-found, not-allowed */
  resolve(tableId: string, thread: string, resolved: boolean, by: Speaker): Promise<void>
}

export interface CommentDeskNeeds {
  readonly store: CommentStore
  readonly accounts: Pick<AccountStore, 'listAccounts'>
  readonly mayRead: (account: Account, tableId: string) => boolean
  readonly newId: () => string
  /** something of the table's comments changed, and is on disk */
  readonly changed: (tableId: string) => void
  /** whoever was mentioned or answered hears of it */
  readonly notices: NoticeDesk
}

export function createCommentDesk(needs: CommentDeskNeeds): CommentDesk {
  const { store, accounts, mayRead, newId, changed, notices } = needs
  const turn = createMutex()

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const release = await turn.take()
    try {
      return await work()
    } finally {
      release()
    }
  }

  async function threadOf(tableId: string, id: string): Promise<StoredThread> {
    const found = await store.thread(tableId, id)
    if (found === null) throw new ApiFailure('not-found')
    return found
  }

  async function requireRoom(tableId: string): Promise<void> {
    const { threads, comments } = await store.countOpen(tableId)
    if (threads >= MOST_OPEN || comments >= MOST_SAID) throw new ApiFailure('comments-full')
  }

  function ownOf(thread: StoredThread, id: string, account: Account): StoredComment {
    const found = thread.comments.find(comment => comment.id === id && comment.deletedAt === null)
    if (found === undefined) throw new ApiFailure('not-found')
    if (!mayChange(account, found)) throw new ApiFailure('not-allowed')
    return found
  }

  /** A mention that its person could never open would be a promise not kept. Ids that are nobody's are text. */
  async function mentioned(tableId: string, text: string): Promise<readonly string[]> {
    const ids = mentionsIn(text)
    if (ids.length === 0) return []
    const known = new Map((await accounts.listAccounts()).map(account => [account.id, account]))
    const people = ids.flatMap(id => known.get(id) ?? [])
    const blind = people.filter(person => !mayRead(person, tableId))
    if (blind.length > 0)
      throw new ApiFailure('mention-cannot-read', { params: { names: blind.map(({ name }) => name).join('、') } })
    return people.map(({ id }) => id)
  }

  const line = (
    kind: AuditKind,
    table: string,
    by: Speaker,
    { id, row, column }: Pick<StoredThread, 'id' | 'row' | 'column'>,
    more: object = {},
  ): AuditEntry => ({
    at: by.at,
    account: by.account.id,
    address: by.address,
    kind,
    table,
    facts: { thread: id, row, column, ...more },
  })

  type Said = Parameters<typeof noticesOf>[0] & { readonly thread: Pick<StoredThread, 'rowName' | 'columnTitle'> }
  /** Writes what was said with what others are to hear of it, then tells the pages. */
  async function say(said: Said, write: (beside: readonly NewNotice[]) => Promise<void>): Promise<void> {
    const beside = await notices.address(noticesOfComment(noticesOf(said), said.thread), said.by.id, said.at)
    await write(beside)
    changed(said.table)
    notices.ring(beside)
  }

  return {
    begin: (table, { row, column }, text, by) =>
      inTurn(async () => {
        const { view } = table
        const title = view.structure.columns.find(({ id }) => id === column)?.title
        if (view.rowIndex(row) < 0 || title === undefined)
          throw new ApiFailure('unknown-cell', { params: { count: 1 } })
        await requireRoom(table.id)
        const people = await mentioned(table.id, text)
        const { account, at } = by
        const thread = { id: newId(), row, column, rowName: nameOf(view, row), columnTitle: title }
        const comment = newId()
        const audit = line('comment-added', table.id, by, thread, { comment })
        const told = { ...thread, comments: [] }
        await say({ table: table.id, thread: told, comment, by: account, at, mentioned: people }, beside =>
          store.addThread(table.id, thread, { id: comment, text, account: account.id, at }, audit, beside),
        )
        return await threadOf(table.id, thread.id)
      }),
    reply: (tableId, id, text, by) =>
      inTurn(async () => {
        const thread = await threadOf(tableId, id)
        if (thread.resolved !== null) throw new ApiFailure('thread-resolved')
        if (thread.comments.length >= MOST_IN_THREAD) throw new ApiFailure('comments-full')
        await requireRoom(tableId)
        const people = await mentioned(tableId, text)
        const { account, at } = by
        const comment = newId()
        const audit = line('comment-added', tableId, by, thread, { comment })
        await say({ table: tableId, thread, comment, by: account, at, mentioned: people }, beside =>
          store.addComment(id, { id: comment, text, account: account.id, at }, audit, beside),
        )
        return await threadOf(tableId, id)
      }),
    edit: (tableId, id, comment, text, by) =>
      inTurn(async () => {
        const thread = await threadOf(tableId, id)
        const before = ownOf(thread, comment, by.account)
        const known = new Set(mentionsIn(before.text))
        const people = (await mentioned(tableId, text)).filter(person => !known.has(person))
        const audit = line('comment-edited', tableId, by, thread, { comment })
        const told = { ...thread, comments: [] }
        await say({ table: tableId, thread: told, comment, by: by.account, at: by.at, mentioned: people }, beside =>
          store.editComment(comment, text, by.at, audit, beside),
        )
        return await threadOf(tableId, id)
      }),
    remove: (tableId, id, comment, by) =>
      inTurn(async () => {
        const thread = await threadOf(tableId, id)
        ownOf(thread, comment, by.account)
        await store.deleteComment(id, comment, by.at, line('comment-deleted', tableId, by, thread, { comment }))
        changed(tableId)
      }),
    resolve: (tableId, id, resolved, by) =>
      inTurn(async () => {
        if (!mayResolve(by.account, by.at)) throw new ApiFailure('not-allowed')
        const thread = await threadOf(tableId, id)
        if ((thread.resolved !== null) === resolved) return
        const kind = resolved ? 'comment-resolved' : 'comment-reopened'
        const who = resolved ? { account: by.account.id, at: by.at } : null
        await store.setResolved(id, who, line(kind, tableId, by, thread))
        changed(tableId)
      }),
  }
}
