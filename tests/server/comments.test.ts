import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '../../shared/accounts/account.ts'
import { mentionToken } from '../../shared/comments/mention.ts'
import { MOST_COMMENT } from '../../shared/comments/rules.ts'
import { EVERYONE } from '../../shared/permissions/rules.ts'
import {
  type CommentAnswer,
  type PersonAnswer,
  type ThreadAnswer,
  type ThreadsAnswer,
  threadsAnswer,
} from '../../shared/protocol/api-comments.ts'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { openAckClient } from '../support/ack-client.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

const PATH = '/api/tables/annual-2024/comments'
const PEOPLE = ['guihua', 'gongxin', 'shangwu', 'lingdao', 'shenji', 'admin'] as const
type Person = (typeof PEOPLE)[number]

let server: TestServer
const at = {} as Record<Person, TestCaller>
const ids = {} as Record<Person, string>
let rows: readonly TableRow[]
let column: string

beforeAll(async () => {
  server = await startTestServer()
  for (const name of PEOPLE) {
    at[name] = await server.as(name)
    ids[name] = (await at[name].json<Account>('/api/session')).id
  }
  rows = await at.guihua.json<TableRow[]>('/api/tables/annual-2024/rows')
  const { columns } = await at.guihua.json<TableDetail>('/api/tables/annual-2024')
  column = columns.find(({ type }) => type === 'value')!.id
}, 120_000)
afterAll(() => server.end())

const threads = async (who: Person, query = ''): Promise<ThreadsAnswer> =>
  threadsAnswer.parse(await at[who].json(`${PATH}${query}`))
const begin = async (who: Person, text: string, row = rows[0]!.id): Promise<ThreadAnswer> => {
  const answer = await at[who].send('POST', PATH, { row, column, text })
  expect(answer.status).toBe(201)
  return (await answer.json()) as ThreadAnswer
}
const reply = (who: Person, thread: string, text: string) => at[who].send('POST', `${PATH}/${thread}/replies`, { text })
const resolve = (who: Person, thread: string, resolved: boolean) =>
  at[who].send('PUT', `${PATH}/${thread}/resolved`, { resolved })
const said = ({ comments }: { comments: readonly CommentAnswer[] }) =>
  comments.map(({ accountName, text }) => [accountName, text])
const code = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

describe('a thread', () => {
  test('[COMM-1] [COMM-3] [COMM-4] is begun, answered, put otherwise, settled and opened again; everybody who reads the table sees it', async () => {
    const { id, comments } = await begin('gongxin', '  这个数的口径？\n含规下吗  ')
    expect((await reply('guihua', id, '只含规上')).status).toBe(201)
    const first = comments[0]!.id
    const edited = await at.gongxin.send('PUT', `${PATH}/${id}/replies/${first}`, { text: '这个数含规下吗？' })
    expect(edited.status).toBe(200)
    for (const who of PEOPLE) {
      const thread = (await threads(who)).threads.find(each => each.id === id)!
      expect(said(thread)).toEqual([
        ['刘洋', '这个数含规下吗？'],
        ['周敏', '只含规上'],
      ])
      expect(thread.comments.map(({ own }) => own)).toEqual([who === 'gongxin', who === 'guihua'])
      expect(thread.comments.map(({ editedAt }) => editedAt !== null)).toEqual([true, false])
      expect(thread).toMatchObject({ row: rows[0]!.id, column, gone: null, resolved: null })
    }
    expect((await resolve('shangwu', id, true)).status).toBe(204)
    expect((await threads('gongxin')).threads.map(each => each.id)).not.toContain(id)
    expect((await threads('gongxin', '?state=resolved')).threads).toMatchObject([
      { id, resolved: { accountName: '黄丽' } },
    ])
    expect(await code(await reply('guihua', id, '再补一句'))).toEqual([409, 'thread-resolved'])
    expect((await resolve('lingdao', id, false)).status).toBe(204)
    expect((await reply('guihua', id, '再补一句')).status).toBe(201)
  })

  test('is listed by cell and by state', async () => {
    const here = await begin('shangwu', '此处', rows[1]!.id)
    const settled = await begin('shangwu', '此处，已办', rows[1]!.id)
    await begin('shangwu', '别处', rows[2]!.id)
    await resolve('shangwu', settled.id, true)
    const cell = `row=${rows[1]!.id}&column=${column}`
    const found = async (query: string) => (await threads('shenji', query)).threads.map(({ id }) => id).sort()
    expect(await found(`?${cell}`)).toEqual([here.id])
    expect(await found(`?state=all&${cell}`)).toEqual([here.id, settled.id].sort())
    expect(await found(`?state=resolved&${cell}`)).toEqual([settled.id])
  })

  test('[COMM-5] one’s own words go; what others said stays, and the thread goes with its last comment', async () => {
    const { id, comments } = await begin('gongxin', '写错了')
    await reply('guihua', id, '怎么了')
    expect((await at.gongxin.send('DELETE', `${PATH}/${id}/replies/${comments[0]!.id}`)).status).toBe(204)
    const left = (await threads('lingdao')).threads.find(each => each.id === id)!
    expect(left.comments.map(({ text, deleted, own }) => [text, deleted, own])).toEqual([
      ['', true, false],
      ['怎么了', false, false],
    ])
    // what is gone is not put otherwise, and not taken back twice
    expect((await at.gongxin.send('DELETE', `${PATH}/${id}/replies/${comments[0]!.id}`)).status).toBe(404)
    expect((await at.guihua.send('DELETE', `${PATH}/${id}/replies/${left.comments[1]!.id}`)).status).toBe(204)
    expect((await threads('lingdao', '?state=all')).threads.map(each => each.id)).not.toContain(id)
    expect((await reply('gongxin', id, '还在吗')).status).toBe(404)
  })

  test('[COMM-6] outlives its row and its column, and keeps what they were called', async () => {
    const { room } = await at.guihua.json<TableDetail>('/api/tables/annual-2024')
    const last = rows.at(-1)!
    const { id, rowName } = await begin('guihua', '这一行还要吗', last.id)
    const clerk = await openAckClient(server.syncUrl, room, at.guihua.cookie)
    expect(await clerk.set(`${last.id}:deleted`, true, 'rows')).toBe(true)
    const gone = async () => (await threads('gongxin')).threads.find(each => each.id === id)
    expect(await gone()).toMatchObject({ gone: 'row', rowName })
    expect((await reply('gongxin', id, '不要了')).status).toBe(201)
    expect(await clerk.set(`${last.id}:deleted`, false, 'rows')).toBe(true)
    expect(await gone()).toMatchObject({ gone: null, rowName })
    const commands = [{ kind: 'delete-column', column }]
    const columns = (body: object) => at.guihua.send('POST', '/api/tables/annual-2024/columns', body)
    expect((await columns({ commands, acceptBroken: true })).status).toBe(200)
    expect(await gone()).toMatchObject({ gone: 'column' })
    expect((await columns({ commands: [{ kind: 'restore-column', column }] })).status).toBe(200)
    expect(await gone()).toMatchObject({ gone: null })
    clerk.end()
  })
})

describe('who may do what', () => {
  test.each<[Person, 'begin' | 'reply' | 'resolve' | 'edit' | 'delete', number]>([
    ['guihua', 'begin', 201],
    ['lingdao', 'begin', 201],
    ['shenji', 'begin', 201],
    ['admin', 'begin', 201],
    ['shenji', 'reply', 201],
    ['guihua', 'resolve', 204],
    ['lingdao', 'resolve', 204],
    ['shangwu', 'resolve', 204],
    ['gongxin', 'resolve', 204],
    ['shenji', 'resolve', 403],
    ['admin', 'resolve', 403],
    ['gongxin', 'edit', 200],
    ['guihua', 'edit', 403],
    ['admin', 'edit', 403],
    ['gongxin', 'delete', 204],
    ['guihua', 'delete', 403],
    ['admin', 'delete', 403],
  ])('[COMM-2] [COMM-3] %s: %s → %i', async (who, what, status) => {
    const { id, comments } = await begin('gongxin', '由工信局提出')
    const own = `${PATH}/${id}/replies/${comments[0]!.id}`
    const acts = {
      begin: () => at[who].send('POST', PATH, { row: rows[0]!.id, column, text: '问一句' }),
      reply: () => reply(who, id, '答一句'),
      resolve: () => resolve(who, id, true),
      edit: () => at[who].send('PUT', own, { text: '改一句' }),
      delete: () => at[who].send('DELETE', own),
    }
    expect((await acts[what]()).status).toBe(status)
    expect((await threads(who)).mayResolve).toBe(!['shenji', 'admin'].includes(who))
  })

  test('[COMM-1] [COMM-7] a table that one may not read has no comments for them, and they are no one to mention', async () => {
    const secret = '/api/tables/projects'
    const { columns } = await at.guihua.json<TableDetail>(secret)
    const row = (await at.guihua.json<TableRow[]>(`${secret}/rows`))[0]!.id
    const place = { row, column: columns[0]!.id }
    const made = await at.guihua.send('POST', `${secret}/comments`, { ...place, text: '内部' })
    const { id, comments } = (await made.json()) as ThreadAnswer
    const read = { everyone: false, departments: ['gongxin'], roles: [] }
    const rules = { read, export: EVERYONE, deadline: null, extensions: {} }
    expect((await at.guihua.send('PUT', `${secret}/rules`, rules)).status).toBe(200)
    const tries: readonly (readonly [string, string, object | undefined])[] = [
      ['GET', '', undefined],
      ['GET', '/people', undefined],
      ['POST', '', { ...place, text: '看看' }],
      ['POST', `/${id}/replies`, { text: '看看' }],
      ['PUT', `/${id}/replies/${comments[0]!.id}`, { text: '看看' }],
      ['DELETE', `/${id}/replies/${comments[0]!.id}`, undefined],
      ['PUT', `/${id}/resolved`, { resolved: true }],
    ]
    for (const [method, path, body] of tries)
      expect([method, path, (await at.shangwu.send(method, `${secret}/comments${path}`, body)).status]).toEqual([
        method,
        path,
        404,
      ])
    const people = await at.gongxin.json<PersonAnswer[]>(`${secret}/comments/people`)
    expect(people.map(({ name }) => name).sort()).toEqual(['刘洋', '周敏', '钟华'].sort())
    expect(Object.keys(people[0]!).sort()).toEqual(['departmentName', 'id', 'name'])
    const asked = { ...place, text: `${mentionToken(ids.shangwu)} 看一下` }
    const refused = await at.gongxin.send('POST', `${secret}/comments`, asked)
    expect(await refused.json()).toMatchObject({
      code: 'mention-cannot-read',
      message: expect.stringContaining('黄丽 看不到这张表'),
    })
    // a thread is found below its own table alone
    expect((await at.gongxin.send('POST', `${PATH}/${id}/replies`, { text: '串门' })).status).toBe(404)
  })

  test('nobody who is not signed in', async () => {
    expect((await server.nobody.get(PATH)).status).toBe(401)
    expect((await server.nobody.send('POST', PATH, { row: 'r', column: 'c', text: 'x' })).status).toBe(401)
  })
})

describe('mentions', () => {
  test('[COMM-7] are kept as account ids and come back with the names of now; what names nobody is text', async () => {
    const text = `请 ${mentionToken(ids.shangwu)} 核对 @[nobody] @黄丽`
    const { comments } = await begin('guihua', text)
    expect(comments[0]).toMatchObject({ text, mentions: [{ id: ids.shangwu, name: '黄丽' }] })
  })
})

describe('hostile text', () => {
  test.each([
    ['100 kB', '长'.repeat(33_000)],
    ['one character too many', 'x'.repeat(MOST_COMMENT + 1)],
    ['nothing', ''],
    ['only blanks', ' \n\t '],
    ['no text', { toString: 'x' }],
  ])('[COMM-9] refused, and nothing is kept: %s', async (_, text) => {
    const before = await threads('gongxin', '?state=all')
    expect(await code(await at.gongxin.send('POST', PATH, { row: rows[0]!.id, column, text }))).toEqual([
      422,
      'bad-request',
    ])
    expect(await threads('gongxin', '?state=all')).toEqual(before)
  })

  test.each([
    ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['as much as may be', 'x'.repeat(MOST_COMMENT)],
    ['what looks like a path of objects', '__proto__ {{7*7}} %s'],
    ['both directions', '\u202E倒着\u202C'],
  ])('[COMM-9] kept as it is: %s', async (_, text) => {
    expect((await begin('gongxin', text)).comments[0]!.text).toBe(text)
  })

  test('what no database holds becomes what both do', async () => {
    expect((await begin('gongxin', 'a\0b\uD800c')).comments[0]!.text).toBe('a\uFFFDb\uFFFDc')
  })

  test.each([
    ['no such row', 'nowhere', null],
    ['no such column', null, 'nowhere'],
    ['a name of the language itself', '__proto__', 'constructor'],
  ])('on a cell that is not there: %s', async (_, row, other) => {
    const place = { row: row ?? rows[0]!.id, column: other ?? column }
    expect(await code(await at.guihua.send('POST', PATH, { ...place, text: 'x' }))).toEqual([404, 'unknown-cell'])
  })

  test('thousands of mentions of nobody in many comments are still listed', async () => {
    const tokens = (from: number) =>
      Array.from({ length: 180 }, (_, i) => mentionToken(`n${(from + i).toString(36)}`)).join('')
    for (let at = 0; at < 8; at++) await begin('gongxin', tokens(at * 180))
    expect((await threads('gongxin')).threads.length).toBeGreaterThan(8)
  })
})

test('[COMM-11] five hundred comments are a thread’s end, and the answer says what to do', async () => {
  const { id } = await begin('gongxin', '一条很长的')
  for (let batch = 0; batch < 10; batch++)
    await Promise.all(Array.from({ length: 50 }, (_, at) => reply('guihua', id, `${batch * 50 + at}`)))
  const full = await reply('guihua', id, '再来一条')
  expect(full.status).toBe(413)
  expect(await full.json()).toMatchObject({ code: 'comments-full', message: expect.stringContaining('标为已解决') })
  expect((await threads('guihua')).threads.find(each => each.id === id)?.comments).toHaveLength(500)
  await resolve('guihua', id, true)
}, 60_000)

test('[COMM-10] open pages hear of everything that changes, and of nothing in other tables', async () => {
  const [here, elsewhere] = await Promise.all(
    ['annual-2024', 'plan-145'].map(async name => {
      const { room } = await at.lingdao.json<TableDetail>(`/api/tables/${name}`)
      return await openAckClient(server.syncUrl, room, at.lingdao.cookie)
    }),
  )
  const hears = async (times: number) => await expect.poll(() => here!.news.length).toBe(times)
  const { id, comments } = await begin('gongxin', '有人在吗')
  await hears(1)
  await reply('guihua', id, '在')
  await hears(2)
  await at.gongxin.send('PUT', `${PATH}/${id}/replies/${comments[0]!.id}`, { text: '有人吗' })
  await hears(3)
  await resolve('guihua', id, true)
  await hears(4)
  await resolve('guihua', id, true) // nothing changed
  await at.gongxin.send('DELETE', `${PATH}/${id}/replies/${comments[0]!.id}`)
  await hears(5)
  expect([...new Set(here!.news)]).toEqual(['comments'])
  expect(elsewhere!.news).toEqual([])
  here!.end()
  elsewhere!.end()
})
