import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { TableDetail, TableRow, TableSummary } from '../../shared/protocol/api-tables.ts'
import { openAckClient } from '../support/ack-client.ts'
import { nobodyAt, signedIn } from '../support/caller.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let admin: TestCaller
beforeAll(async () => {
  server = await startTestServer({ env: { SEED: 'none' } })
  admin = await server.as('admin')
})
afterAll(() => server.end())

const add = async (account: string, more: object = {}) => {
  const person = { account, name: account, roles: ['clerk'], password: 'correct horse', ...more }
  const response = await admin.send('POST', '/api/accounts', person)
  expect(response.status).toBe(201)
  return (await response.json()) as { id: string; password?: string }
}

/** with one row, 税务局's */
const makeTable = async () => {
  const response = await admin.send('POST', '/api/tables', {
    name: 'moved',
    kind: 'indicator',
    section: '测试',
    facts: { title: '调动' },
    columns: [{ id: 'v', title: '数', type: 'text', fills: 'owner' }],
    rows: [{ id: 'own', owner: 'shuiwu', cells: {} }],
  })
  expect(response.status).toBe(201)
  return (await response.json()) as TableDetail
}

describe('a workspace that is begun empty', () => {
  test('has one administrator, who is told once', async () => {
    expect(server.demo).toBeNull()
    expect(server.admin).toMatchObject({ account: 'admin', password: 'correct horse' })
    expect(await admin.json('/api/session')).toMatchObject({ account: 'admin', roles: ['admin', 'planning'] })
    expect(await admin.json<TableSummary[]>('/api/tables')).toEqual([])
  })

  test('without DEMO_PASSWORD the password is random, works, and the next start tells none', async () => {
    const env = { SEED: 'none', DEMO_PASSWORD: '' }
    const first = await startTestServer({ env })
    const { password } = first.admin!
    expect(password).toMatch(/^\w{12}$/)
    await first.stop()
    const second = await startTestServer({ env, dataDir: first.dataDir })
    expect(second.admin).toBeNull()
    expect(await (await signedIn(second.url, 'admin', password)).json('/api/session')).toMatchObject({ name: '管理员' })
    await second.end()
    await first.end()
  })

  test('where the first start died before it could tell, the next one does', async () => {
    const first = await startTestServer({ env: { SEED: 'none', DEMO_PASSWORD: '' } })
    await first.storage.meta.set('first-admin', 'building')
    await first.stop()
    const second = await startTestServer({ env: { SEED: 'none', DEMO_PASSWORD: '' }, dataDir: first.dataDir })
    await signedIn(second.url, 'admin', second.admin!.password)
    await expect(signedIn(second.url, 'admin', first.admin!.password)).rejects.toThrow('401')
    await second.end()
    await first.end()
  })
})

describe('departments', () => {
  test('are added at the end, renamed by their id, and everybody sees them', async () => {
    const send = async (body: object) => (await admin.send('POST', '/api/departments', body)).json()
    expect(await send({ id: 'jiaoyu', name: '教育局' })).toEqual({ id: 'jiaoyu', name: '教育局', position: 0 })
    expect(await send({ id: 'weijian', name: '卫健委' })).toEqual({ id: 'weijian', name: '卫健委', position: 1 })
    expect(await send({ id: 'jiaoyu', name: '教体局' })).toEqual({ id: 'jiaoyu', name: '教体局', position: 0 })
    await add('laoshi', { department: 'jiaoyu' })
    const clerk = await server.as('laoshi')
    expect(await clerk.json('/api/departments')).toMatchObject([{ name: '教体局' }, { name: '卫健委' }])
    expect((await clerk.send('POST', '/api/departments', { id: 'x', name: 'x' })).status).toBe(403)
    expect((await admin.send('POST', '/api/departments', { id: 'a:b', name: 'x' })).status).toBe(422)
  })
})

describe('accounts', () => {
  test('get a password of their own choice, or a random one that is answered once', async () => {
    const chosen = await add('wang', { department: 'weijian', name: '王主任' })
    expect(chosen).toEqual({
      id: expect.any(String),
      account: 'wang',
      name: '王主任',
      department: 'weijian',
      departmentName: '卫健委',
      roles: ['clerk'],
    })
    const { password } = await add('suiji', { password: undefined })
    await signedIn(server.url, 'suiji', password!)
    const list = await admin.json<{ account: string }[]>('/api/accounts')
    expect(list.map(({ account }) => account)).toEqual(['admin', 'laoshi', 'suiji', 'wang'])
    expect(JSON.stringify(list)).not.toContain('password')
  })

  test.each([
    ['a name that is taken', { account: 'admin' }, 409, 'account-taken'],
    ['a department that is not there', { department: 'nowhere' }, 422, 'unknown-department'],
    ['a short password', { password: '1234567' }, 422, 'bad-request'],
    ['no role', { roles: [] }, 422, 'bad-request'],
    ['a role made up', { roles: ['king'] }, 422, 'bad-request'],
    ['a name with a space', { account: 'a b' }, 422, 'bad-request'],
  ])('%s is refused', async (_what, more, status, code) => {
    const person = { account: 'neuer', name: 'x', roles: ['clerk'], ...more }
    const response = await admin.send('POST', '/api/accounts', person)
    expect([response.status, (await response.json()).code]).toEqual([status, code])
  })

  test('are nobody’s business but the administrator’s', async () => {
    const { id } = await add('xiaowang')
    const clerk = await server.as('xiaowang')
    for (const [method, path] of [
      ['GET', '/api/accounts'],
      ['POST', '/api/accounts'],
      ['POST', `/api/accounts/${id}/password`],
      ['PATCH', `/api/accounts/${id}`],
      ['DELETE', `/api/accounts/${id}`],
    ] as const) {
      const body = path === '/api/accounts' ? { account: 'y', name: 'y', roles: ['admin'] } : {}
      const response = await clerk.send(method, path, method === 'GET' ? undefined : body)
      expect([method, response.status]).toEqual([method, 403])
    }
  })

  test('are changed at once, also on connections that are open; the own administration stays', async () => {
    await admin.send('POST', '/api/departments', { id: 'shuiwu', name: '税务局' })
    const { id } = await add('diaodong')
    const person = await server.as('diaodong')
    const { room } = await makeTable()
    const socket = await openAckClient(server.syncUrl, room, person.cookie)
    const change = (of: string, body: object) => admin.send('PATCH', `/api/accounts/${of}`, body)
    const changed = await change(id, { name: '调东', department: 'shuiwu' })
    expect([changed.status, await changed.json()]).toMatchObject([
      200,
      { id, account: 'diaodong', name: '调东', department: 'shuiwu', departmentName: '税务局', roles: ['clerk'] },
    ])
    expect(await socket.closed).toEqual([4503, 'account changed'])
    const again = await openAckClient(server.syncUrl, room, person.cookie)
    expect(await again.set('own:v', '新单位的数')).toBe(true)
    again.end()
    expect((await person.json<TableRow[]>('/api/tables/moved/rows'))[0]?.cells.v?.value).toBe('新单位的数')

    const own = (await admin.json<{ id: string }>('/api/session')).id
    for (const [of, body, status, code] of [
      [id, { department: 'nowhere' }, 422, 'unknown-department'],
      [id, { roles: [] }, 422, 'bad-request'],
      [id, { disabled: true }, 422, 'bad-request'],
      ['nobody', { name: 'x' }, 404, 'not-found'],
      [own, { roles: ['planning'] }, 409, 'own-account'],
    ] as const) {
      const response = await change(of, body)
      expect([response.status, (await response.json()).code]).toEqual([status, code])
    }
    expect((await change(own, { roles: ['admin', 'planning'] })).status).toBe(200)
  })

  test('a disabled one is given back, and signs in again', async () => {
    const { id } = await add('huilai')
    expect((await admin.send('DELETE', `/api/accounts/${id}`)).status).toBe(204)
    await expect(server.as('huilai')).rejects.toThrow('401')
    expect((await admin.send('PATCH', `/api/accounts/${id}`, { disabled: false })).status).toBe(200)
    expect(await (await server.as('huilai')).json('/api/session')).toMatchObject({ id })
  })

  test('a new password from the administrator ends the sessions', async () => {
    const { id } = await add('wangji')
    const person = await server.as('wangji')
    const reset = await admin.send('POST', `/api/accounts/${id}/password`, {})
    const { password } = await reset.json()
    expect((await person.get('/api/session')).status).toBe(401)
    await expect(server.as('wangji')).rejects.toThrow('401')
    await signedIn(server.url, 'wangji', password)
    expect((await admin.send('POST', `/api/accounts/${id}/password`, { password: 'chosen anew' })).status).toBe(200)
    await signedIn(server.url, 'wangji', 'chosen anew')
    expect((await admin.send('POST', '/api/accounts/nobody/password', {})).status).toBe(404)
  })

  test('disabled: no session, no token, no socket, no list; oneself cannot', async () => {
    const { id } = await add('lizhi')
    const person = await server.as('lizhi')
    const { token } = await (await person.send('POST', '/api/tokens', { name: 'x' })).json()
    const socket = new WebSocket(`${server.syncUrl}/somewhere`, { headers: { cookie: person.cookie } })
    const closed = once(socket, 'close')
    await once(socket, 'open')
    expect((await admin.send('DELETE', `/api/accounts/${id}`)).status).toBe(204)
    await closed
    expect((await person.get('/api/session')).status).toBe(401)
    expect((await nobodyAt(server.url).get('/api/session', { authorization: `Bearer ${token}` })).status).toBe(401)
    await expect(server.as('lizhi')).rejects.toThrow('401')
    expect((await admin.send('DELETE', `/api/accounts/${id}`)).status).toBe(404)
    const own = await admin.json<{ id: string }>('/api/session')
    const refused = await admin.send('DELETE', `/api/accounts/${own.id}`)
    expect([refused.status, (await refused.json()).code]).toEqual([409, 'own-account'])
  })
})

describe('one’s own password', () => {
  test('is changed by who knows the old one; the other sessions end, this one goes on', async () => {
    await add('gaimi')
    const [here, there] = [await server.as('gaimi'), await server.as('gaimi')]
    const wrong = await here.send('POST', '/api/session/password', { old: 'guessed', new: 'battery staple' })
    expect([wrong.status, (await wrong.json()).code]).toEqual([422, 'old-password-wrong'])
    const short = await here.send('POST', '/api/session/password', { old: 'correct horse', new: 'staple7' })
    expect(short.status).toBe(422)
    expect((await there.get('/api/session')).status).toBe(200)
    const changed = await here.send('POST', '/api/session/password', { old: 'correct horse', new: 'battery staple' })
    expect(changed.status).toBe(204)
    expect((await here.get('/api/session')).status).toBe(200)
    expect((await there.get('/api/session')).status).toBe(401)
    await signedIn(server.url, 'gaimi', 'battery staple')
    await expect(server.as('gaimi')).rejects.toThrow('401')
  })

  test('guessing the old one is slowed down', async () => {
    await add('caimi')
    const person = await server.as('caimi')
    const guess = (old: string) => person.send('POST', '/api/session/password', { old, new: 'battery staple' })
    for (let i = 0; i < 10; i++) expect((await guess(`guess ${i}`)).status).toBe(422)
    expect((await guess('correct horse')).status).toBe(429)
  })
})
