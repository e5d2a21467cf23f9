import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccountStore } from '../../server/storage/accounts.queries.ts'
import { createAuditStore } from '../../server/storage/audit.queries.ts'
import type { AuditEntry, AuditKind } from '../../server/storage/audit-entry.ts'
import type { CommentStore } from '../../server/storage/comment-store.ts'
import { createCommentStore } from '../../server/storage/comments.queries.ts'
import type { Database } from '../../server/storage/database.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { type Place, targets } from '../storage/support/databases.ts'

const TABLES = ['t-a', 't-b'] as const

for (const target of await targets()) {
  describe.skipIf(target.missing !== null)(`comments on ${target.name}`, () => {
    let place: Place
    let db: Database
    let store: CommentStore
    const people: string[] = []
    let clock = 1_700_000_000_000
    const now = () => ++clock

    beforeAll(async () => {
      place = await target.make()
      db = await place.open()
      await migrate(db)
      store = createCommentStore(db)
      const accounts = createAccountStore(db)
      await accounts.upsertDepartments([{ id: 'gongxin', name: '工信局', position: 1 }], {
        at: 1,
        account: null,
        address: null,
      })
      for (const [account, department] of [['one', 'gongxin'] as const, ['two', null] as const]) {
        const rest = { name: `${account}的名字`, roles: ['clerk' as const], passwordHash: '$', at: 1 }
        people.push((await accounts.createAccount({ account, department, ...rest })).id)
      }
      for (const [position, id] of TABLES.entries())
        await db.kysely
          .insertInto('tables')
          .values({ id, name: id, title: id, kind: 'indicator', section: '', position, created_at: 1 })
          .execute()
    })
    afterAll(async () => {
      await db?.close()
      await place?.remove()
    })

    const line = (kind: AuditKind, thread: string): AuditEntry => ({
      at: clock,
      account: people[0]!,
      address: null,
      kind,
      table: 't-a',
      facts: { thread },
    })
    const begin = async (id: string, { table = 't-a', row = 'r', text = id, by = 0 } = {}) => {
      const thread = { id, row, column: 'c', rowName: '行', columnTitle: '列' }
      const first = { id: `${id}-1`, text, account: people[by]!, at: now() }
      await store.addThread(table, thread, first, line('comment-added', id))
    }
    const answer = (thread: string, id: string, by = 1) =>
      store.addComment(thread, { id, text: id, account: people[by]!, at: now() }, line('comment-added', thread))
    const settle = (thread: string) =>
      store.setResolved(thread, { account: people[1]!, at: now() }, line('comment-resolved', thread))
    const ids = async (state: 'open' | 'resolved', limit = 100, row?: string) => {
      const cell = row === undefined ? undefined : { row, column: 'c' }
      return (await store.threads('t-a', { state, cell, limit })).map(({ id }) => id)
    }

    test('what was said comes back in order, with who said it', async () => {
      await begin('first', { text: '一\0二' })
      await answer('first', 'first-2')
      await store.editComment('first-1', '改过', now(), line('comment-edited', 'first'))
      expect(await store.thread('t-a', 'first')).toMatchObject({
        id: 'first',
        row: 'r',
        column: 'c',
        rowName: '行',
        columnTitle: '列',
        resolved: null,
        comments: [
          {
            text: '改过',
            accountName: 'one的名字',
            departmentName: '工信局',
            editedAt: expect.any(Number),
            deletedAt: null,
          },
          { text: 'first-2', accountName: 'two的名字', departmentName: null, editedAt: null, deletedAt: null },
        ],
      })
      expect(await store.thread('t-b', 'first')).toBeNull()
      expect(await store.thread('t-a', 'nowhere')).toBeNull()
    })

    test('open ones by when they began, settled ones by when they were; by cell; no more than asked for', async () => {
      await begin('second', { row: 'other' })
      await begin('third')
      await begin('elsewhere', { table: 't-b' })
      expect(await ids('open')).toEqual(['third', 'second', 'first'])
      expect(await ids('open', 2)).toEqual(['third', 'second'])
      expect(await ids('open', 100, 'other')).toEqual(['second'])
      expect(await store.countOpen('t-a')).toEqual({ threads: 3, comments: 4 })
      await settle('third')
      await settle('first')
      expect([await ids('open'), await ids('resolved')]).toEqual([['second'], ['first', 'third']])
      expect(await ids('resolved', 1)).toEqual(['first'])
      expect((await store.thread('t-a', 'first'))?.resolved).toMatchObject({ accountName: 'two的名字' })
      expect(await store.countOpen('t-a')).toEqual({ threads: 1, comments: 1 })
      await store.setResolved('first', null, line('comment-reopened', 'first'))
      expect(await ids('open')).toEqual(['second', 'first'])
      expect(await store.countOpen('t-c')).toEqual({ threads: 0, comments: 0 })
    })

    test('a deleted comment keeps its place while others stand; the thread goes with the last, and no other', async () => {
      const remove = (id: string) => store.deleteComment('first', id, now(), line('comment-deleted', 'first'))
      await remove('first-1')
      expect((await store.thread('t-a', 'first'))?.comments.map(({ text }) => text)).toEqual(['', 'first-2'])
      await remove('first-2')
      expect(await store.thread('t-a', 'first')).toBeNull()
      expect(await ids('open')).toEqual(['second'])
    })

    test('names of thousands of ids at once, most of them nobody’s', async () => {
      const asked = [...people, ...Array.from({ length: 40_000 }, (_, at) => `nobody-${at}`)]
      expect([...(await store.names(asked))].sort()).toEqual(
        [
          [people[0], 'one的名字'],
          [people[1], 'two的名字'],
        ].sort(),
      )
      expect((await store.names([])).size).toBe(0)
    })

    test('a write that fails leaves neither itself nor a line', async () => {
      const lines = async () => (await createAuditStore(db).lines({ limit: 5_000 })).length
      const before = await lines()
      await expect(answer('nowhere', 'lost')).rejects.toThrow()
      await expect(begin('second')).rejects.toThrow()
      expect(await lines()).toBe(before)
    })
  })
}
