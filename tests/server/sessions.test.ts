import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_LIFE } from '../../server/accounts/sessions.ts'
import { DEMO_PASSWORD, startTestServer, type TestServer } from '../support/start-server.ts'

let server: TestServer
let now = Date.parse('2026-03-02T08:00:00Z')
beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
})
afterAll(() => server.end())

const attempt = (account: string, password: string, headers: Record<string, string> = {}) =>
  server.nobody.send('POST', '/api/session', { account, password }, headers)

describe('signing in', () => {
  test('answers the account and sets a cookie that scripts cannot read', async () => {
    const response = await attempt('gongxin', DEMO_PASSWORD)
    expect(response.status).toBe(200)
    const account = await response.json()
    expect(account).toEqual({
      id: expect.any(String),
      account: 'gongxin',
      name: '刘洋',
      department: 'gongxin',
      departmentName: '工信局',
      roles: ['clerk'],
    })
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^tongchou_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await (await server.nobody.get('/api/session', { cookie: cookie.split(';')[0]! })).json()).toEqual(account)
  })

  test.each(['admin', 'guihua', 'gongxin', 'shangwu', 'nongye', 'lingdao', 'shenji'])('%s is there', async account => {
    expect((await attempt(account, DEMO_PASSWORD)).status).toBe(200)
  })

  test('a wrong password and an unknown account get the same answer', async () => {
    const answers = [await attempt('shenji', 'wrong'), await attempt('nobody-here', 'wrong')]
    expect(answers.map(({ status }) => status)).toEqual([401, 401])
    const [first, second] = await Promise.all(answers.map(answer => answer.json()))
    expect(first).toEqual({ code: 'wrong-password', message: '账号或密码不对，请核对后重新输入。', retry: 'now' })
    expect(second).toEqual(first)
  })

  test('guessing is slowed down, per account, and forgiven after a while', async () => {
    for (let i = 0; i < 10; i++) expect((await attempt('lingdao', `guess ${i}`)).status).toBe(401)
    const refused = await attempt('lingdao', DEMO_PASSWORD)
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'too-many-attempts', retry: 'later' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await attempt('admin', DEMO_PASSWORD)).status).toBe(200)
    now += Number(refused.headers.get('retry-after')) * 1000
    expect((await attempt('lingdao', DEMO_PASSWORD)).status).toBe(200)
  })

  test.each([
    ['no JSON', '{', 'application/json', 400, 'bad-json'],
    ['a form', 'account=a', 'application/x-www-form-urlencoded', 415, 'not-json'],
    ['a text', '{"account":"admin"}', 'text/plain', 415, 'not-json'],
    ['no password', '{"account":"admin"}', 'application/json', 422, 'bad-request'],
    ['a number', '{"account":1,"password":2}', 'application/json', 422, 'bad-request'],
    [
      'a huge body',
      JSON.stringify({ account: 'a', password: 'x'.repeat(5_000_000) }),
      'application/json',
      413,
      'too-large',
    ],
  ])('%s is refused', async (_what, body, type, status, code) => {
    const response = await server.nobody.send('POST', '/api/session', body, { 'content-type': type })
    expect([response.status, (await response.json()).code]).toEqual([status, code])
  })
})

describe('staying signed in', () => {
  test('signing out ends the session on the server', async () => {
    const clerk = await server.as('gongxin')
    expect((await clerk.send('DELETE', '/api/session')).status).toBe(204)
    expect((await clerk.get('/api/session')).status).toBe(401)
  })

  test('a session in use is extended, one that is not expires', async () => {
    const used = await server.as('gongxin')
    const unused = await server.as('gongxin')
    for (let day = 0; day < 4; day++) {
      now += SESSION_LIFE / 3
      const response = await used.get('/api/session')
      expect(response.status).toBe(200)
      expect(response.headers.get('set-cookie')).toContain('Max-Age=604800')
    }
    expect((await unused.get('/api/session')).status).toBe(401)
  })

  test('a cookie made up or cut short is nobody', async () => {
    const { cookie } = await server.as('gongxin')
    for (const forged of [
      cookie.slice(0, -1),
      'tongchou_session=',
      'tongchou_session=%00',
      `other=${cookie.split('=')[1]}`,
    ]) {
      expect((await server.nobody.get('/api/session', { cookie: forged })).status).toBe(401)
    }
  })
})

describe('tokens', () => {
  test('a token is shown once, works as Bearer, is listed, and is gone when withdrawn', async () => {
    const clerk = await server.as('shangwu')
    const made = await clerk.send('POST', '/api/tokens', { name: '月报脚本' })
    expect(made.status).toBe(201)
    const { id, token } = await made.json()
    const bearer = { authorization: `Bearer ${token}` }
    expect(await (await server.nobody.get('/api/session', bearer)).json()).toMatchObject({ account: 'shangwu' })
    const list = await clerk.json<object[]>('/api/tokens')
    expect(list).toMatchObject([{ id, name: '月报脚本', lastUsedAt: now }])
    expect(JSON.stringify(list)).not.toContain(token)
    const other = await server.as('gongxin')
    expect((await other.send('DELETE', `/api/tokens/${id}`)).status).toBe(404)
    expect((await clerk.send('DELETE', `/api/tokens/${id}`)).status).toBe(204)
    expect((await server.nobody.get('/api/session', bearer)).status).toBe(401)
  })

  test('a token in the address is nobody: addresses end up in logs', async () => {
    const clerk = await server.as('shangwu')
    const { token } = await (await clerk.send('POST', '/api/tokens', { name: 'x' })).json()
    expect((await server.nobody.get(`/api/tables?token=${token}`)).status).toBe(401)
  })
})
