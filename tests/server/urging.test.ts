import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HomeAnswer } from '../../shared/protocol/api-home.ts'
import { type NoticesAnswer, type UrgedAnswer, urgedAnswer } from '../../shared/protocol/api-notices.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
// noon of the server's own day
const START = new Date(2026, 10, 27, 12).getTime()
const TABLE = 't-annual-2024'
let now = START
let server: TestServer
let office: TestCaller
let trade: TestCaller
let farm: TestCaller
beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  ;[office, trade, farm] = await Promise.all([server.as('guihua'), server.as('shangwu'), server.as('nongye')])
})
afterAll(() => server.end())

const urge = async (...departments: readonly string[]): Promise<UrgedAnswer['parts']> => {
  const parts = departments.map(department => ({ table: 'annual-2024', department }))
  const answer = await office.send('POST', '/api/urges', { parts })
  expect(answer.status).toBe(200)
  return urgedAnswer.parse(await answer.json()).parts
}
const outcomes = async (...departments: readonly string[]) => (await urge(...departments)).map(({ outcome }) => outcome)
const kinds = async (who: TestCaller) =>
  (await who.json<NoticesAnswer>('/api/notices')).notices.map(({ what }) => what.kind)
const setDue = async (due: string | null) =>
  expect((await office.send('PUT', '/api/tables/annual-2024/due', { due })).status).toBe(200)
const share = async (department: string) => {
  const { tables } = await office.json<HomeAnswer>('/api/home?since=0')
  return tables.find(({ id }) => id === TABLE)!.shares.find(found => found.department === department)!
}
const course = async (who: TestCaller, kind: string) =>
  expect((await who.send('POST', '/api/tables/annual-2024/review/course', { kind, words: '' })).status).toBe(204)

test('[NOTE-20] [NOTE-23] the first page says who is late, and a press reaches the department', async () => {
  expect(await share('shangwu')).toMatchObject({ state: 'filling', overdue: false, urged: null })
  await setDue('2026-11-26')
  expect(await share('shangwu')).toMatchObject({ overdue: true })
  expect(await urge('shangwu')).toEqual([
    { table: TABLE, department: 'shangwu', outcome: 'urged', byName: '周敏', at: now },
  ])
  const { notices, unread } = await trade.json<NoticesAnswer>('/api/notices')
  expect([unread, notices[0]]).toMatchObject([
    1,
    { byName: '周敏', what: { kind: 'urged', departmentName: '商务局', due: '2026-11-26', overdue: true } },
  ])
  expect(await share('shangwu')).toMatchObject({ urged: { byName: '周敏', at: now } })
  expect(await kinds(farm)).toEqual([])
})

test('[NOTE-21] a second press of the day says who urged when; the next day is another', async () => {
  const first = now
  now += HOUR
  expect(await urge('shangwu')).toEqual([
    { table: TABLE, department: 'shangwu', outcome: 'already', byName: '周敏', at: first },
  ])
  expect(await kinds(trade)).toEqual(['urged'])
  now += DAY
  expect(await outcomes('shangwu')).toEqual(['urged'])
  expect(await kinds(trade)).toEqual(['urged', 'urged'])
})

test('[NOTE-21] two presses at once are one and its answer', async () => {
  const both = await Promise.all([outcomes('nongye'), outcomes('nongye')])
  expect(both.flat().sort()).toEqual(['already', 'urged'])
  expect(await kinds(farm)).toEqual(['urged'])
})

test('[NOTE-20] [NOTE-21] what is handed in is not urged; where nobody could hear of it, the answer says so', async () => {
  await course(trade, 'submit')
  expect(await share('shangwu')).toMatchObject({ state: 'submitted', overdue: false })
  now += DAY
  const others = (await office.json<HomeAnswer>('/api/home?since=0')).tables.find(({ id }) => id === TABLE)!.shares
  const silent = others.find(({ department }) => !['shangwu', 'nongye', 'gongxin', 'guihua'].includes(department))!
  expect(await outcomes('shangwu', silent.department, 'nongye')).toEqual(['not-owed', 'nobody', 'urged'])
  await course(trade, 'recall')
})

test('[NOTE-20] the planning office alone, and what there is', async () => {
  const parts = [{ table: 'annual-2024', department: 'nongye' }]
  for (const who of [trade, await server.as('lingdao'), await server.as('admin')])
    expect((await who.send('POST', '/api/urges', { parts })).status).toBe(403)
  const send = async (body: object) => (await office.send('POST', '/api/urges', body)).status
  expect(await send({ parts: [{ table: 'none', department: 'nongye' }] })).toBe(404)
  expect(await send({ parts: [{ table: 'annual-2024', department: 'shenjiju' }] })).toBe(422)
  expect(await send({ parts: [] })).toBe(422)
  const log = await (await server.as('shenji')).json<{ lines?: unknown[] }>('/api/audit?kind=urged')
  expect(JSON.stringify(log)).toContain('nongye')
})

test('[NOTE-22] the third day before, whoever owes is told once, when somebody asks', async () => {
  const day = (ms: number) => {
    const at = new Date(ms)
    return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
  }
  const deadlines = async (who: TestCaller) => (await kinds(who)).filter(kind => kind === 'deadline').length
  const later = async () => {
    now += HOUR
    await kinds(farm)
  }
  await course(trade, 'submit')
  await setDue(day(now + 4 * DAY))
  await later()
  expect(await deadlines(farm)).toBe(0)
  now += DAY
  await later()
  await expect.poll(() => deadlines(farm)).toBe(1)
  expect(await deadlines(trade)).toBe(0)
  await later()
  now += DAY
  await later()
  // another day that is near is another notice: by then the looks in between are over
  await setDue(day(now + DAY))
  await later()
  await expect.poll(() => deadlines(farm)).toBe(2)
})
