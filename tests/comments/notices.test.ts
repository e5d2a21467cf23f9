import { describe, expect, test } from 'vitest'
import { noticesOf } from '../../server/comments/comment-notice.ts'
import type { StoredComment } from '../../server/storage/comment-store.ts'

const said = (account: string, deletedAt: number | null = null): StoredComment => ({
  id: `by-${account}`,
  text: '',
  account,
  accountName: account,
  departmentName: null,
  at: 1,
  editedAt: null,
  deletedAt,
})

describe('[COMM-8] who hears of what a says', () => {
  test.each<[string, StoredComment[], string[], Record<string, string>]>([
    ['first, to nobody', [], [], {}],
    ['first, to b and c', [], ['b', 'c'], { b: 'mention', c: 'mention' }],
    ['to a', [], ['a'], {}],
    ['as an answer to b', [said('b')], [], { b: 'reply' }],
    ['as an answer to b and to a', [said('b'), said('a'), said('b')], [], { b: 'reply' }],
    ['as an answer to b, who is mentioned', [said('b'), said('c')], ['b'], { b: 'mention', c: 'reply' }],
    ['after b took everything back', [said('b', 2), said('c')], [], { c: 'reply' }],
  ])('%s', (_, comments, mentioned, heard) => {
    const thread = { id: 't', row: 'r', column: 'c', comments }
    const notices = noticesOf({ table: 'x', thread, comment: 'new', by: { id: 'a', name: 'a' }, at: 3, mentioned })
    expect(Object.fromEntries(notices.map(({ to, kind }) => [to, kind]))).toEqual(heard)
    for (const notice of notices)
      expect(notice).toMatchObject({ table: 'x', thread: 't', comment: 'new', row: 'r', column: 'c', at: 3 })
  })
})
