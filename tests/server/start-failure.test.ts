import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Config, readConfig } from '../../server/config.ts'
import { en } from '../../server/messages/en.ts'
import { zhCN } from '../../server/messages/zh-CN.ts'
import { startFailure } from '../../server/start-failure.ts'
import { startServer } from '../../server/start-server.ts'
import { StorageError } from '../../server/storage/storage-error.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongchou-start-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const log = pino({ level: 'silent' })
const config = (env: Record<string, string> = {}): Config =>
  readConfig({ PORT: '0', DATA_DIR: join(folder, 'data'), SEED: 'none', ...env })

/** What the person at the console reads when this does not start. */
async function told(wanted: Config): Promise<readonly string[]> {
  const server = await startServer(wanted, log).catch((error: unknown) => error)
  if (server instanceof Error) return startFailure(server, wanted)
  throw new Error('it started')
}

describe('what really happens', () => {
  test('another server on the same folder', async () => {
    const first = await startServer(config(), log)
    try {
      expect((await told(config()))[1]).toMatch(
        /^Another Tongchou server is using the data folder .*data\. Stop it first/,
      )
    } finally {
      await first.stop()
    }
  })

  test('the port is taken, and the data folder is left alone', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const lines = await told(config({ PORT: String(port) }))
    expect(lines).toEqual([
      `端口 ${port} 已被占用。请关闭占用它的程序，或用 PORT 另选一个端口。`,
      `Port ${port} is taken. Stop the program that uses it, or choose another with PORT.`,
    ])
    other.close()
    await (await startServer(config(), log)).stop()
  })

  test('an address that this machine does not have', async () => {
    expect((await told(config({ HOST: '203.0.113.7' })))[1]).toBe(
      'This machine has no address 203.0.113.7. Check HOST.',
    )
  })

  test('the data folder is a file', async () => {
    await writeFile(join(folder, 'file'), '')
    expect((await told(config({ DATA_DIR: join(folder, 'file') })))[1]).toMatch(/file/)
  })

  test('the database is damaged', async () => {
    const dir = join(folder, 'damaged')
    await (await startServer(config({ DATA_DIR: dir }), log)).stop()
    await writeFile(join(dir, 'tongchou.db'), 'this is no database, and never was one; '.repeat(200))
    expect((await told(config({ DATA_DIR: dir })))[1]).toMatch(/is damaged\. Do not delete it: restore from a backup/)
  })

  test('PostgreSQL is not there', async () => {
    const url = 'postgres://someone:secret@127.0.0.1:1/tongchou'
    const lines = await told(config({ DATABASE_URL: url }))
    expect(lines[1]).toMatch(/^The database cannot be reached/)
    expect(lines.join()).not.toContain('secret')
  })
})

describe('every reason has a sentence in both languages', () => {
  const listening = (code: string) => Object.assign(new Error(code), { code, syscall: 'listen' })
  const reasons: readonly (readonly [string, unknown])[] = [
    ...(
      [
        'disk-full',
        'database-stopped',
        'data-folder-corrupt',
        'data-folder-in-use',
        'schema-too-new',
        'storage-failed',
      ] as const
    ).map(code => [code, new StorageError(code, 'inner words')] as const),
    ['port denied', listening('EACCES')],
    ['folder denied', Object.assign(new Error('x'), { code: 'EACCES', syscall: 'mkdir' })],
    ['anything', new Error('no such thing')],
    ['no error', 'thrown text'],
  ]
  test.each(reasons)('%s', (_what, error) => {
    const lines = startFailure(error, config())
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/[一-鿿]/)
    expect(lines[1]).not.toMatch(/[一-鿿]/)
    expect(lines.join()).not.toMatch(/\{\w+\}|inner words|undefined/)
  })

  test('the two catalogues have the same parameters', () => {
    const params = (text: string) => [...text.matchAll(/\{(\w+)[|}]/g)].map(match => match[1]).sort()
    for (const key of Object.keys(zhCN) as (keyof typeof zhCN)[])
      expect([key, params(en[key])]).toEqual([key, params(zhCN[key])])
  })
})
