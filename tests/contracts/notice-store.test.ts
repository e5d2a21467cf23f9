import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccountStore } from '../../server/storage/accounts.queries.ts'
import type { Database } from '../../server/storage/database.ts'
import { migrate } from '../../server/storage/migrate.ts'
import type { NewNotice, NoticeStore } from '../../server/storage/notice-store.ts'
import { createNoticeStore } from '../../server/storage/notices.queries.ts'
import { createReviewStore } from '../../server/storage/reviews.queries.ts'
import { type Place, targets } from '../storage/support/databases.ts'

for (const target of await targets()) {
  describe.skipIf(target.missing !== null)(`notices on ${target.name}`, () => {
    let place: Place
    let db: Database
    let store: NoticeStore
    const people: string[] = []

    beforeAll(async () => {
      place = await target.make()
      db = await place.open()
      await migrate(db)
      store = createNoticeStore(db)
      const accounts = createAccountStore(db)
      for (const account of ['one', 'two']) {
        const rest = { name: `${account}的名字`, department: null, roles: ['clerk' as const], passwordHash: '$', at: 1 }
        people.push((await accounts.createAccount({ account, ...rest })).id)
      }
      for (const [position, id] of ['t-a', 't-b'].entries())
        await db.kysely
          .insertInto('tables')
          .values({ id, name: id, title: id, kind: 'indicator', section: '', position, created_at: 1 })
          .execute()
    })
    afterAll(async () => {
      await db?.close()
      await place?.remove()
    })

    const notice = (to: number, words: string, more: Partial<NewNotice> = {}): NewNotice => ({
      to: people[to]!,
      table: 't-a',
      by: people[1 - to]!,
      at: 10,
      what: { kind: 'reopened', words },
      ...more,
    })
    const all = { tables: ['t-a', 't-b'], limit: 100 }
    const words = async (to: number, page = all as Parameters<NoticeStore['notices']>[1]) =>
      (await store.notices(people[to]!, page)).map(({ what }) => (what.kind === 'reopened' ? what.words : what.kind))

    test('[NOTE-8] newest first, of the named tables, before a number; unread ones counted over all pages', async () => {
      await store.add([
        notice(0, '一'),
        notice(0, '二', { table: 't-b', by: null }),
        notice(1, '别人的'),
        notice(0, '三'),
      ])
      expect(await words(0)).toEqual(['三', '二', '一'])
      expect(await words(0, { tables: ['t-a'], limit: 100 })).toEqual(['三', '一'])
      expect(await words(0, { tables: [], limit: 100 })).toEqual([])
      const [newest, middle] = await store.notices(people[0]!, { ...all, limit: 2 })
      expect([newest?.byName, middle?.byName, newest?.readAt]).toEqual(['two的名字', null, null])
      expect(await words(0, { ...all, before: middle!.id })).toEqual(['一'])
      expect([await store.unread(people[0]!, all.tables), await store.unread(people[0]!, ['t-b'])]).toEqual([3, 1])
    })

    test('[NOTE-7] of others none can be marked; the first time counts', async () => {
      const [{ id } = { id: 0 }] = await store.notices(people[0]!, all)
      expect(await store.read(people[1]!, id, 20)).toBe(false)
      expect([await store.read(people[0]!, id, 21), await store.read(people[0]!, id, 22)]).toEqual([true, true])
      expect((await store.notices(people[0]!, all))[0]?.readAt).toBe(21)
      await store.readUpTo(people[0]!, id, 30)
      expect((await store.notices(people[0]!, all)).map(({ readAt }) => readAt)).toEqual([21, 30, 30])
      expect(await store.unread(people[1]!, all.tables)).toBe(1)
    })

    test('what is told once is told once, to each', async () => {
      const once = { once: 'deadline/t-a/2026-12-01' }
      await store.add([notice(0, '截止', once), notice(1, '截止', once)])
      const fresh = await store.add([notice(0, '截止又', once), notice(0, '另一个', { once: 'other' })])
      expect(fresh.map(({ once }) => once)).toEqual(['other'])
      expect((await words(0)).slice(0, 2)).toEqual(['另一个', '截止'])
      expect((await words(1))[0]).toBe('截止')
    })

    test('[NOTE-4] neither without the other: where the notice cannot be written, nothing was said', async () => {
      const reviews = createReviewStore(db)
      const step = { department: 'd', kind: 'submit' as const, base: 'b', words: '', account: people[0]!, at: 1 }
      await expect(reviews.addCourseEvent('t-a', step, [notice(0, '', { to: 'nobody' })])).rejects.toThrow()
      expect(await reviews.courseEvents('t-a', 'b')).toEqual([])
      await reviews.addCourseEvent('t-a', step, [notice(1, '已提交')])
      expect(await reviews.courseEvents('t-a', 'b')).toHaveLength(1)
      expect((await words(1))[0]).toBe('已提交')
    })
  })
}
