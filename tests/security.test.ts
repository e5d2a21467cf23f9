import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { DEMO_PASSWORD, startTestServer } from './support/start-server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const page = await readFile(join(root, 'SECURITY.md'), 'utf8')

/** file and words of a test, for every promise of the page */
const HELD = page
  .split('\n')
  .filter(line => line.startsWith('| ') && line.includes('](tests/'))
  .flatMap(line =>
    line
      .slice(line.indexOf(' | '))
      .split(' · ')
      .flatMap(holder => {
        const file = /\]\((tests\/[^)]+)\)/.exec(holder)?.[1] ?? ''
        return [...holder.matchAll(/“([^”]+)”/g)].map(([, words]) => ({ file, words: words! }))
      }),
  )

describe('SECURITY.md', () => {
  test('every row of a promise names a test', () => {
    const promises = page.slice(page.indexOf('## Promises'), page.indexOf('## What is not promised'))
    const rows = promises.split('\n').filter(line => /^\| (?!promise|---)/.test(line))
    expect(rows.filter(row => !/\]\(tests\/[^)]+\) “/.test(row))).toEqual([])
    expect(rows.length).toBeGreaterThan(30)
  })

  test.each(HELD)('$file holds “$words”', async ({ file, words }) => {
    expect(await readFile(join(root, file), 'utf8')).toContain(words)
  })
})

test('no secret that somebody holds stands on the disk', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongchou-secrets-'))
  const server = await startTestServer({ dataDir })
  const clerk = await server.as('gongxin')
  const made = await clerk.send('POST', '/api/tokens', { name: 'x' })
  const { token } = (await made.json()) as { token: string }
  const session = clerk.cookie.split('=')[1]!
  await server.end()
  const bytes = await Promise.all((await readdir(dataDir)).map(name => readFile(join(dataDir, name))))
  const disk = Buffer.concat(bytes)
  for (const secret of [DEMO_PASSWORD, session, token]) expect([secret, disk.includes(secret)]).toEqual([secret, false])
  expect(disk.includes('$argon2id$v=19$m=19456,t=2,p=1$')).toBe(true)
  await rm(dataDir, { recursive: true, force: true })
})
