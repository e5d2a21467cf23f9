import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staticRoutes } from '../../server/static.routes.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tongchou-client-'))
  await mkdir(join(dir, 'client', 'assets'), { recursive: true })
  await writeFile(join(dir, 'client', 'index.html'), '<title>统筹</title>')
  await writeFile(join(dir, 'client', 'assets', 'app-1a2b3c.js'), 'export {}')
  await writeFile(join(dir, 'secret.txt'), 'secret')
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const page = { accept: 'text/html,application/xhtml+xml' }
const get = (path: string, headers: Record<string, string> = {}) =>
  staticRoutes(join(dir, 'client')).request(path, { headers })

test.each([
  ['/', page],
  ['/index.html', page],
  ['/tables/plan-145', page],
  ['/tables/plan-145?row=r1', page],
])('%s is the page, asked for anew every time', async (path, headers) => {
  const response = await get(path, headers)
  expect([response.status, await response.text()]).toEqual([200, '<title>统筹</title>'])
  expect(response.headers.get('cache-control')).toBe('no-cache')
})

test('a file with its hash in its name is kept for ever', async () => {
  const response = await get('/assets/app-1a2b3c.js')
  expect(response.headers.get('content-type')).toMatch(/javascript/)
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
})

test.each([
  ['a script that is gone', '/assets/app-000000.js', {}],
  ['an address of the interface', '/api/nothing', page],
  ['a room asked for without a socket', '/sync/room', page],
  ['what a script asks for by mistake', '/tables/plan-145', { accept: '*/*' }],
  ['a file outside', '/../secret.txt', {}],
  ['a file outside, in disguise', '/%2e%2e/secret.txt', {}],
  ['a file outside, twice', '/assets/..%2f..%2fsecret.txt', {}],
])('%s is not the page', async (_what, path, headers) => {
  const response = await get(path, headers)
  expect(response.status).toBe(404)
  expect(response.headers.get('cache-control') ?? '').not.toContain('immutable')
})
