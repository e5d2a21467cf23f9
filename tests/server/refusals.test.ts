import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let planner: TestCaller
beforeAll(async () => {
  server = await startTestServer()
  planner = await server.as('guihua')
})
afterAll(() => server.end())

const NO_HASH = 'f'.repeat(64)
const ADDRESSES: readonly (readonly [string, string])[] = [
  ['GET', '/api/session'],
  ['DELETE', '/api/session'],
  ['POST', '/api/session/password'],
  ['GET', '/api/accounts'],
  ['POST', '/api/accounts'],
  ['DELETE', '/api/accounts/1'],
  ['POST', '/api/accounts/1/password'],
  ['GET', '/api/departments'],
  ['POST', '/api/departments'],
  ['GET', '/api/tokens'],
  ['POST', '/api/tokens'],
  ['DELETE', '/api/tokens/1'],
  ['GET', '/api/tables'],
  ['POST', '/api/tables'],
  ['GET', '/api/tables/plan-145'],
  ['GET', '/api/tables/no-such-table'],
  ['GET', '/api/tables/plan-145/rows'],
  ['PATCH', '/api/tables/plan-145/cells'],
  ['PATCH', '/api/tables/no-such-table/cells'],
  ['GET', '/api/tables/plan-145/changes'],
  ['POST', '/api/tables/plan-145/columns'],
  ['POST', '/api/tables/plan-145/checkpoint'],
  ['GET', '/api/tables/plan-145/export.xlsx'],
  ['POST', '/api/tables/plan-145/import'],
  ['GET', `/api/editions/${NO_HASH}`],
  ['GET', `/api/editions/${NO_HASH}/manifest`],
  ['GET', `/api/chunks/${NO_HASH}`],
  ['GET', '/api/values/parse?text=1'],
  ['GET', '/api/no-such-address'],
]

test.each(ADDRESSES)('%s %s: 401 to nobody, whether it exists or not', async (method, path) => {
  const response = await server.nobody.send(method, path)
  expect(response.status).toBe(401)
  expect(await response.json()).toEqual({ code: 'sign-in-needed', message: '请先登录。', retry: 'now' })
})

test.each([
  ['GET', '/api/tables/no-such-table'],
  ['GET', '/api/tables/no-such-table/rows'],
  ['GET', '/api/tables/no-such-table/changes'],
  ['GET', '/api/tables/no-such-table/export.xlsx'],
  ['POST', '/api/tables/no-such-table/checkpoint'],
  ['POST', '/api/tables/no-such-table/import'],
  ['GET', `/api/editions/${NO_HASH}`],
  ['GET', '/api/editions/short/manifest'],
  ['GET', `/api/chunks/${NO_HASH}`],
  ['GET', '/api/no-such-address'],
  ['GET', '/sync/somewhere'],
  ['GET', '/no-such-page'],
])('%s %s: 404 to one who is signed in', async (method, path) => {
  const response = await planner.send(method, path)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ code: 'not-found', retry: 'never' })
})

test.each([
  ['/api/tables/plan-145/rows?offset=-1'],
  ['/api/tables/plan-145/rows?limit=0'],
  ['/api/tables/plan-145/rows?limit=many'],
  ['/api/tables/plan-145/changes?since=yesterday'],
  ['/api/tables/plan-145/export.xlsx?form=pdf'],
  ['/api/values/parse'],
])('%s: 422 that says where', async path => {
  const response = await planner.get(path)
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({
    code: 'bad-request',
    retry: 'never',
    message: expect.stringMatching(/offset|limit|since|form|text/),
  })
})

test.each([
  ['PUT', '/api/tables', 'GET, POST'],
  ['DELETE', '/api/tables/plan-145', 'GET'],
  ['GET', '/api/tables/plan-145/cells', 'PATCH'],
  ['PATCH', '/api/session', 'POST, GET, DELETE'],
])('%s %s: 405 that names what the address takes', async (method, path, allow) => {
  const response = await planner.send(method, path, undefined, { 'accept-language': 'en' })
  expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
  expect(await response.json()).toEqual({
    code: 'method-not-allowed',
    message: `This address takes no ${method}; it takes ${allow}.`,
    retry: 'never',
  })
})

test.each([
  ['zh-CN', { account: 'a' }, '请求不符合要求：password 须为文字。'],
  ['en', { account: 'a' }, 'The request is not as it should be: password must be a text.'],
  ['zh-CN', { account: '', password: 1 }, '请求不符合要求：account 至少要有 1 个字符；password 须为文字。'],
  ['zh-CN', [], '请求不符合要求：请求内容 须为对象。'],
])('what is wrong is said in %s', async (language, body, message) => {
  const response = await server.nobody.send('POST', '/api/session', body, { 'accept-language': language })
  expect(await response.json()).toEqual({ code: 'bad-request', message, retry: 'never' })
})

test('a token that is unknown or withdrawn says so', async () => {
  const authorization = { authorization: 'Bearer made-up' }
  const response = await server.nobody.get('/api/tables', authorization)
  expect([response.status, (await response.json()).code]).toEqual([401, 'token-unknown'])
})

test('a text that is too long names the limit; what was forbidden or damaged besides it weighs more', async () => {
  const { columns } = await planner.json<TableDetail>('/api/tables/plan-145')
  const [row] = await planner.json<TableRow[]>('/api/tables/plan-145/rows?limit=1')
  const column = columns.find(({ type }) => type === 'value')!.id
  const cell = { row: row!.id, column }
  const write = async (...writes: object[]) =>
    (await planner.send('PATCH', '/api/tables/plan-145/cells', writes, { 'accept-language': 'en' })).json()
  expect(await write({ ...cell, value: '字'.repeat(11_000) })).toEqual({
    code: 'text-too-long',
    message: '1 value is too long: a cell holds at most 32768 bytes (UTF-8) of text; nothing was written.',
    retry: 'never',
    refused: [{ ...cell, why: 'text-too-long', message: 'The text is too long.' }],
  })
  expect(await write({ ...cell, value: '\ud800' })).toMatchObject({ code: 'value-not-storable' })
})

test.each([
  [undefined, '请先登录。'],
  ['zh-CN,zh;q=0.9', '请先登录。'],
  ['en-GB,en;q=0.9,zh;q=0.1', 'Sign in first.'],
  ['fr,en;q=0.2,zh;q=0.8', '请先登录。'],
  ['de', '请先登录。'],
  [';;;q=,=', '请先登录。'],
])('Accept-Language %s: %s', async (language, message) => {
  const response = await server.nobody.get('/api/tables', language === undefined ? {} : { 'accept-language': language })
  expect((await response.json()).message).toBe(message)
})

describe('requests from elsewhere', () => {
  const own = () => server.url
  test.each([
    ['the same origin', () => ({ origin: own() }), 201],
    ['a script without one', () => ({}), 201],
    ['another site', () => ({ origin: 'https://evil.example' }), 403],
    ['another port', () => ({ origin: 'http://127.0.0.1:1' }), 403],
    ['a sandboxed page', () => ({ origin: 'null' }), 403],
    ['another site that hides its origin', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
    ['a sibling site', () => ({ 'sec-fetch-site': 'same-site' }), 403],
  ])('%s', async (_what, headers, status) => {
    const response = await planner.send('POST', '/api/tokens', { name: 'x' }, headers())
    expect(response.status).toBe(status)
    if (status === 403) expect(await response.json()).toMatchObject({ code: 'foreign-origin', retry: 'never' })
  })

  test('signing in from another site is refused too', async () => {
    const body = { account: 'gongxin', password: 'whatever' }
    const response = await server.nobody.send('POST', '/api/session', body, { origin: 'https://evil.example' })
    expect(response.status).toBe(403)
  })
})

test('every answer carries what keeps a browser safe', async () => {
  for (const response of [
    await server.nobody.get('/healthz'),
    await server.nobody.get('/api/tables'),
    await planner.get('/x'),
  ]) {
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe')
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('x-powered-by')).toBeNull()
  }
  expect((await planner.get('/api/tables')).headers.get('cache-control')).toBe('no-store')
})

test('behind https the cookie is Secure, and the public origin counts as the own one', async () => {
  const behind = await startTestServer({ env: { PUBLIC_ORIGIN: 'https://plan.example.gov.cn' } })
  try {
    const body = { account: 'gongxin', password: 'correct horse' }
    const response = await behind.nobody.send('POST', '/api/session', body, { origin: 'https://plan.example.gov.cn' })
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toContain('Secure')
    expect(response.headers.get('strict-transport-security')).toContain('max-age')
  } finally {
    await behind.end()
  }
})

test('a failure below tells nothing of what is inside', async () => {
  const broken = await startTestServer()
  try {
    const caller = await broken.as('guihua')
    await broken.storage.close()
    const response = await caller.get('/api/tables', { 'accept-language': 'en' })
    expect([500, 503]).toContain(response.status)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ retry: 'later' })
    expect(text).not.toMatch(/sql|select|at |\.ts|node_modules|database/i)
    expect((await broken.nobody.get('/healthz')).status).toBe(503)
  } finally {
    await broken.end()
  }
})
