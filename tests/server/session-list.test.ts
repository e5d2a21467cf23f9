import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '../../shared/accounts/account.ts'
import type { ListedSession, ManagedAccount } from '../../shared/protocol/api-accounts.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let admin: TestCaller
let clerk: TestCaller
let clerkId: string
let now = 1_800_000_000_000

beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  admin = await server.as('admin')
  clerk = await server.as('gongxin')
  clerkId = (await clerk.json<Account>('/api/session')).id
}, 120_000)
afterAll(() => server.end())

const own = (caller: TestCaller) => caller.json<ListedSession[]>('/api/sessions')
const signIn = async (headers: Record<string, string>) => {
  now += 1_000
  const body = { account: 'gongxin', password: 'correct horse' }
  const answer = await server.nobody.send('POST', '/api/session', body, headers)
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0]! }
}

describe('[RIGHT-22] one’s own sessions', () => {
  test('are listed newest first: when, from where, with what, and which of them asks', async () => {
    now += 59_000
    await signIn({ 'user-agent': 'Firefox 150', 'x-forwarded-for': '10.4.0.2' })
    expect(await own(clerk)).toMatchObject([
      { createdAt: now, lastUsedAt: now, address: '10.4.0.2', agent: 'Firefox 150', current: false },
      { createdAt: now - 60_000, address: '127.0.0.1', current: true },
    ])
    const secret = clerk.cookie.split('=')[1]!
    expect(JSON.stringify(await own(clerk))).not.toContain(secret)
  })

  test('one is ended, and is nobody from then on', async () => {
    const there = await signIn({})
    const [newest] = await own(clerk)
    expect((await clerk.send('DELETE', `/api/sessions/${newest!.id}`)).status).toBe(204)
    expect((await server.nobody.get('/api/session', there)).status).toBe(401)
    expect((await clerk.send('DELETE', `/api/sessions/${newest!.id}`)).status).toBe(404)
  })

  test('all others are ended; the one that asks goes on', async () => {
    const others = await Promise.all([signIn({}), signIn({})])
    expect((await clerk.send('DELETE', '/api/sessions')).status).toBe(204)
    for (const other of others) expect((await server.nobody.get('/api/session', other)).status).toBe(401)
    expect(await own(clerk)).toMatchObject([{ current: true }])
  })
})

describe('[RIGHT-22] who may see and end the sessions of others', () => {
  test.each([
    ['the administrator', 'admin', 200],
    ['the planning office', 'guihua', 403],
    ['another clerk', 'shangwu', 403],
    ['oneself, by this way', 'gongxin', 403],
    ['the auditor', 'shenji', 403],
  ] as const)('%s', async (_, name, status) => {
    const caller = await server.as(name)
    expect((await caller.get(`/api/accounts/${clerkId}/sessions`)).status).toBe(status)
    const gone = await caller.send('DELETE', `/api/accounts/${clerkId}/sessions/none`)
    expect(gone.status).toBe(status === 200 ? 404 : status)
    if (name !== 'gongxin')
      expect((await caller.send('DELETE', `/api/sessions/${(await own(clerk))[0]!.id}`)).status).toBe(404)
  })

  test('the administrator ends one', async () => {
    const there = await signIn({})
    const [newest] = await admin.json<ListedSession[]>(`/api/accounts/${clerkId}/sessions`)
    expect(newest?.current).toBe(false)
    expect((await admin.send('DELETE', `/api/accounts/${clerkId}/sessions/${newest!.id}`)).status).toBe(204)
    expect((await server.nobody.get('/api/session', there)).status).toBe(401)
    expect((await clerk.get('/api/session')).status).toBe(200)
  })
})

describe('too many wrong passwords', () => {
  const listed = async () =>
    (await admin.json<ManagedAccount[]>('/api/accounts')).find(({ account }) => account === 'nongye')!
  const guess = (password: string) => server.nobody.send('POST', '/api/session', { account: 'nongye', password })

  test('are shown to the administrator, who lets the person in again', async () => {
    expect((await listed()).shutUntil).toBeNull()
    for (let at = 0; at < 10; at++) await guess(`guess ${at}`)
    expect((await guess('correct horse')).status).toBe(429)
    const { id, shutUntil } = await listed()
    expect(shutUntil).toBeGreaterThan(now)
    expect((await clerk.send('DELETE', `/api/accounts/${id}/lockout`)).status).toBe(403)
    expect((await admin.send('DELETE', `/api/accounts/${id}/lockout`)).status).toBe(204)
    expect((await listed()).shutUntil).toBeNull()
    expect((await guess('correct horse')).status).toBe(200)
  })
})

test('the disabled ones are listed where they are asked for', async () => {
  const made = await admin.send('POST', '/api/accounts', { account: 'zou', name: '走了', roles: ['leader'] })
  const { id } = (await made.json()) as Account
  await admin.send('DELETE', `/api/accounts/${id}`)
  const names = async (query: string) =>
    (await admin.json<ManagedAccount[]>(`/api/accounts${query}`)).flatMap(({ account, disabled }) =>
      disabled ? account : [],
    )
  expect(await names('')).toEqual([])
  expect(await names('?disabled=true')).toEqual(['zou'])
})
