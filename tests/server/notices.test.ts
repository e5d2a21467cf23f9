import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '../../shared/accounts/account.ts'
import { mentionToken } from '../../shared/comments/mention.ts'
import { EVERYONE } from '../../shared/permissions/rules.ts'
import { type NoticesAnswer, noticesAnswer } from '../../shared/protocol/api-notices.ts'
import type { ReviewAnswer } from '../../shared/protocol/api-review.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import { openAckClient } from '../support/ack-client.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

const TABLE = '/api/tables/annual-2024'
const PEOPLE = ['guihua', 'gongxin', 'shangwu', 'nongye', 'lingdao', 'shenji', 'admin'] as const
type Person = (typeof PEOPLE)[number]

let server: TestServer
const at = {} as Record<Person, TestCaller>
const ids = {} as Record<Person, string>

beforeAll(async () => {
  server = await startTestServer()
  for (const name of PEOPLE) {
    at[name] = await server.as(name)
    ids[name] = (await at[name].json<Account>('/api/session')).id
  }
}, 120_000)
afterAll(() => server.end())

const notices = async (who: Person, query = ''): Promise<NoticesAnswer> =>
  noticesAnswer.parse(await at[who].json(`/api/notices${query}`))
const newest = async (who: Person) => (await notices(who)).notices[0]
const unread = async () => {
  const counts: [Person, number][] = []
  for (const who of PEOPLE) counts.push([who, (await notices(who)).unread])
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}
const write = async (who: Person, row: string, value: string) =>
  expect((await at[who].send('PATCH', `${TABLE}/cells`, [{ row, column: 'target', value }])).status).toBe(200)
const decide = async (rows: readonly string[], verdict: string, words = '') => {
  const review = await at.guihua.json<ReviewAnswer>(`${TABLE}/review`)
  const cells = review.changes
    .filter(({ row }) => rows.includes(row))
    .map(({ row, column, after, lastEvent }) => ({ row, column, seen: after, lastEvent, proposal: '6.4' }))
  const answer = await at.guihua.send('POST', `${TABLE}/review/decisions`, {
    base: review.base.hash,
    verdict,
    words,
    cells,
  })
  expect([answer.status, ((await answer.json()) as { done: boolean }).done]).toEqual([200, true])
}
const course = async (who: Person, body: object) =>
  expect((await at[who].send('POST', `${TABLE}/review/course`, { words: '', ...body })).status).toBe(204)

describe('a review, as those hear of it whom it concerns', () => {
  test('[NOTE-2] submitted: the planning office, with the note', async () => {
    await write('shangwu', 'r005', '6左右')
    await write('shangwu', 'r017', '32')
    await write('nongye', 'r007', '8.9左右')
    await course('shangwu', { kind: 'submit', words: '消费恢复不及预期' })
    expect(await unread()).toEqual({ guihua: 1 })
    expect(await newest('guihua')).toMatchObject({
      read: false,
      byName: '黄丽',
      table: { id: 't-annual-2024', name: 'annual-2024' },
      what: { kind: 'submitted', departmentName: '商务局', words: '消费恢复不及预期' },
    })
  })

  test('[NOTE-5] [NOTE-6] returned: one notice per department, with the opinion, the first cell and how many', async () => {
    await decide(['r005', 'r017', 'r007'], 'return', '请说明依据')
    expect(await unread()).toEqual({ guihua: 1, shangwu: 1, nongye: 1 })
    expect(await newest('shangwu')).toMatchObject({
      byName: '周敏',
      what: {
        kind: 'returned',
        verdict: 'return',
        count: 2,
        words: '请说明依据',
        cell: { row: 'r005', column: 'target', rowName: '社会消费品零售总额' },
      },
    })
    expect(await newest('nongye')).toMatchObject({ what: { kind: 'returned', count: 1, cell: { row: 'r007' } } })
  })

  test('answered with another value, accepted, reopened', async () => {
    await write('nongye', 'r007', '8.8')
    await decide(['r007'], 'propose', '按上级口径')
    expect(await newest('nongye')).toMatchObject({
      what: { kind: 'returned', verdict: 'propose', words: '按上级口径' },
    })
    await write('shangwu', 'r005', '6.5')
    await write('shangwu', 'r017', '31')
    await decide(['r005', 'r017'], 'accept')
    expect(await newest('shangwu')).toMatchObject({ what: { kind: 'decided', count: 2 } })
    await course('guihua', { kind: 'reopen', department: 'shangwu', words: '补充说明' })
    expect(await newest('shangwu')).toMatchObject({ what: { kind: 'reopened', words: '补充说明' } })
  })

  test('issued: whoever has rows in it, and the leaders', async () => {
    await write('nongye', 'r007', '6.4')
    await decide(['r007'], 'accept')
    const before = await notices('shenji')
    const issue = { title: '2024 年目标', document: '', issuer: '区政府', dated: '2026-11-27', note: '' }
    const answer = await at.guihua.send('POST', `${TABLE}/baselines`, { kind: 'issued', ...issue })
    expect(answer.status).toBe(201)
    for (const who of ['shangwu', 'nongye', 'gongxin', 'lingdao'] as const)
      expect([who, await newest(who)]).toMatchObject([
        who,
        { byName: '周敏', what: { kind: 'issued', title: '2024 年目标', number: 1 } },
      ])
    // who did it, and who only reads
    expect((await newest('guihua'))?.what.kind).toBe('submitted')
    expect(await notices('shenji')).toEqual(before)
    const snapshot = await at.guihua.send('POST', `${TABLE}/baselines`, { kind: 'snapshot', ...issue })
    expect(snapshot.status).toBe(201)
    expect((await notices('lingdao')).notices).toHaveLength(1)
  })
})

describe('comments', () => {
  test('[COMM-8] [NOTE-6] the mentioned and those who spoke hear where it was said, and not what', async () => {
    const text = `请 ${mentionToken(ids.gongxin)} 核对，密`
    const begun = await at.lingdao.send('POST', `${TABLE}/comments`, { row: 'r005', column: 'target', text })
    const { id } = (await begun.json()) as { id: string }
    const mentioned = await newest('gongxin')
    expect(mentioned).toMatchObject({
      byName: '曾文',
      what: { kind: 'mentioned', thread: id, cell: { row: 'r005', rowName: '社会消费品零售总额' } },
    })
    expect(JSON.stringify(mentioned)).not.toContain('密')
    await at.gongxin.send('POST', `${TABLE}/comments/${id}/replies`, { text: '好' })
    expect(await newest('lingdao')).toMatchObject({ byName: '刘洋', what: { kind: 'replied', thread: id } })
    // an edit tells those alone who are mentioned newly
    const before = await unread()
    const threads = await at.lingdao.json<{ threads: { comments: { id: string }[] }[] }>(`${TABLE}/comments`)
    const comment = threads.threads[0]!.comments[0]!.id
    const edited = `${text} ${mentionToken(ids.shenji)}`
    await at.lingdao.send('PUT', `${TABLE}/comments/${id}/replies/${comment}`, { text: edited })
    expect(await unread()).toEqual({ ...before, shenji: 1 })
  })
})

describe('reading', () => {
  test('[NOTE-7] one’s own alone; twice is once', async () => {
    const { id } = (await newest('shangwu'))!
    const { unread: count } = await notices('shangwu')
    const put = (who: Person) => at[who].send('PUT', `/api/notices/${id}/read`)
    expect((await put('nongye')).status).toBe(404)
    expect([(await put('shangwu')).status, (await put('shangwu')).status]).toEqual([204, 204])
    const now = await notices('shangwu')
    expect([now.unread, now.notices[0]?.read, now.notices[1]?.read]).toEqual([count - 1, true, false])
    expect((await at.shangwu.send('PUT', '/api/notices/99999/read')).status).toBe(404)
    expect((await at.shangwu.send('PUT', '/api/notices/x/read')).status).toBe(422)
  })

  test('[NOTE-7] “all” is what was seen', async () => {
    const [latest, seen] = (await notices('nongye')).notices
    await at.nongye.send('PUT', '/api/notices/read', { upTo: seen!.id })
    const now = await notices('nongye')
    expect([now.unread, now.notices.find(({ read }) => !read)?.id]).toEqual([1, latest!.id])
    expect((await at.nongye.send('PUT', '/api/notices/read', {})).status).toBe(422)
  })

  test('[NOTE-8] pages reach the end, and none is told twice', async () => {
    const all = (await notices('shangwu')).notices.map(({ id }) => id)
    expect(all.length).toBeGreaterThan(2)
    const paged: number[] = []
    let next: number | null = null
    do {
      const page: NoticesAnswer = await notices('shangwu', `?limit=2${next === null ? '' : `&before=${next}`}`)
      paged.push(...page.notices.map(({ id }) => id))
      next = page.next
    } while (next !== null)
    expect(paged).toEqual(all)
    for (const query of ['?limit=0', '?limit=101', '?before=x'])
      expect((await at.shangwu.get(`/api/notices${query}`)).status).toBe(422)
    expect((await server.nobody.get('/api/notices')).status).toBe(401)
  })

  test('[NOTE-3] who may not read the table any more is told nothing of it, and again when they may', async () => {
    const before = await notices('nongye')
    const { rules } = await at.guihua.json<TableDetail>(TABLE)
    const { locks: _, ...open } = rules
    const only = { everyone: false, departments: ['shangwu'], roles: [] }
    const put = (read: object) => at.guihua.send('PUT', `${TABLE}/rules`, { ...open, read })
    expect((await put(only)).status).toBe(200)
    expect(await notices('nongye')).toEqual({ notices: [], unread: 0, next: null })
    expect((await put(EVERYONE)).status).toBe(200)
    expect(await notices('nongye')).toEqual(before)
  })
})

test('[NOTE-9] the pages of those whom it concerns hear of it at once, whatever table they show', async () => {
  const { room } = await at.nongye.json<TableDetail>('/api/tables/plan-145')
  const open = (who: Person) => openAckClient(server.syncUrl, room, at[who].cookie)
  const [concerned, other] = await Promise.all([open('nongye'), open('gongxin')])
  const text = mentionToken(ids.nongye)
  await at.guihua.send('POST', `${TABLE}/comments`, { row: 'r007', column: 'target', text })
  await expect.poll(() => concerned.news).toEqual(['notices'])
  expect(other.news).toEqual([])
  concerned.end()
  other.end()
})
