import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TableRow } from '../../shared/protocol/api-tables.ts'
import { nobodyAt, signedIn } from '../support/caller.ts'
import { freePort, type ServerProcess, spawnServer, startServerProcess } from '../support/server-process.ts'
import { newToken } from '../support/stock-client.ts'
import { startWorkload } from '../support/workload.ts'

const PATIENT = { timeout: 90_000, interval: 100 }
const DEMO = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
let dataDir: string
let port: number
const processes: ServerProcess[] = []

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongchou-troubles-'))
  port = await freePort()
})
afterEach(async () => {
  await Promise.all(processes.splice(0).map(server => server.running() && server.kill('SIGKILL')))
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<ServerProcess> {
  const server = await startServerProcess({ dataDir, port, env: DEMO })
  processes.push(server)
  return server
}

/** what the person at the console reads of a server that does not start */
async function refused(env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, output } = await spawnServer({ dataDir, port: await freePort(), env: { ...DEMO, ...env } }).ended
  expect([code, output]).toEqual([1, expect.stringMatching(/[一-鿿]/)])
  expect(output).not.toMatch(/^ +at |node_modules|\bundefined\b/m)
  return output
}

describe('what keeps a server from starting is said in a sentence, exit code 1', () => {
  test('a second server on the same folder; the first goes on', async () => {
    const { url } = await start()
    expect(await refused()).toMatch(
      /正被另一个统筹服务使用。请先停掉它.*Stop it first, or choose another with DATA_DIR/s,
    )
    const planner = await signedIn(url, 'guihua', 'demo')
    const work = await startWorkload(planner, url)
    await work.reached(5)
    await work.stop()
    await work.verify(planner)
  })

  test('a taken port', async () => {
    await start()
    expect(await refused({ PORT: String(port), DATA_DIR: join(dataDir, 'other') })).toMatch(
      /已被占用.*is taken\. Stop the program/s,
    )
  })

  test('a stopped database, whose password stays a secret', async () => {
    const output = await refused({ DATABASE_URL: 'postgres://someone:hidden@127.0.0.1:1/tongchou' })
    expect(output).toMatch(/连不上数据库。请确认数据库已启动.*The database cannot be reached\. Check that it runs/s)
    expect(output).not.toContain('hidden')
  })

  test('a setting that makes no sense', async () => {
    expect(await refused({ PORT: 'eighty' })).toMatch(/PORT=eighty: expected a port number/)
  })

  test.each([
    ['is no database at all', async (file: string) => await writeFile(file, 'x'.repeat(8192))],
    ['is damaged in the middle', damage],
    ['was cut off', async (file: string) => await writeFile(file, (await readFile(file)).subarray(0, 50_000))],
  ])('a data folder whose file %s, which is left as it is', async (_what, spoil) => {
    await (await start()).kill('SIGTERM')
    const file = join(dataDir, 'tongchou.db')
    await spoil(file)
    const before = await readFile(file)
    expect(await refused()).toMatch(
      /已损坏。请不要删除它，从备份恢复.*is damaged\. Do not delete it: restore from a backup/s,
    )
    expect(await readFile(file)).toEqual(before)
  })
})

/** every page but the first: nonsense in its header */
async function damage(file: string): Promise<void> {
  const { size } = await stat(file)
  const handle = await open(file, 'r+')
  for (let page = 4096; page < size; page += 4096) await handle.write(Buffer.alloc(64, 0xa5), 0, 64, page)
  await handle.close()
}

describe('a person at the door', () => {
  test('a wrong password and an expired session each say what to do', async () => {
    const { url } = await start()
    const nobody = nobodyAt(url)
    const wrong = await nobody.send('POST', '/api/session', { account: 'guihua', password: 'nope' })
    expect([wrong.status, await wrong.json()]).toEqual([
      401,
      { code: 'wrong-password', message: '账号或密码不对，请核对后重新输入。', retry: 'now' },
    ])
    const planner = await signedIn(url, 'guihua', 'demo')
    await planner.send('DELETE', '/api/session')
    const expired = await planner.get('/api/tables', { 'accept-language': 'en' })
    expect([expired.status, await expired.json()]).toEqual([
      401,
      { code: 'sign-in-needed', message: 'Sign in first.', retry: 'now' },
    ])
  })
})

function mountSmallDisk(at: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', at], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** takes every free byte; answers how to give them back */
function exhaust(at: string): () => void {
  const file = join(at, 'filler')
  const handle = openSync(file, 'w')
  try {
    for (;;) writeSync(handle, Buffer.alloc(4096))
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  } finally {
    closeSync(handle)
  }
  return () => rmSync(file)
}

test('a disk that fills up while people edit: told, readable, nothing lost, and it goes on once there is room', async context => {
  if (!mountSmallDisk(dataDir)) return context.skip('only root can mount a small disk')
  try {
    const server = await start()
    const planner = await signedIn(server.url, 'guihua', 'demo')
    for (let round = 0; round < 2; round++) {
      const work = await startWorkload(planner, server.url, round * 100_000 + 1)
      await work.reached(20)
      const token = await newToken(planner)
      const release = exhaust(dataDir)
      await work.over
      expect(work.closeCodes).toEqual([4503, 4503, 4503])
      for (const { status, body } of work.failures)
        expect([status, JSON.parse(body)]).toMatchObject([
          507,
          { code: 'disk-full', retry: 'later', message: expect.stringContaining('磁盘已满') },
        ])
      expect(work.failures.length).toBe(2)
      // reading goes on, also what is on disk only
      await work.verify(planner)
      expect((await planner.get('/api/tables/plan-145/rows')).status).toBe(200)
      // but no copy leaves without its line in the audit
      expect((await planner.get('/api/tables/plan-145/export.xlsx?form=official')).status).toBe(507)
      // no guess is answered that cannot be written down: right and wrong get the same
      const guess = async (password: string) => {
        const answer = await nobodyAt(server.url).send('POST', '/api/session', { account: 'gongxin', password })
        return [answer.status, await answer.text(), answer.headers.get('set-cookie')]
      }
      const [right, wrong] = [await guess('demo'), await guess('guessed')]
      expect([right[0], right[2]]).toEqual([507, null])
      expect(wrong).toEqual(right)
      // a script too, whose first use of its token would be written down
      const script = nobodyAt(server.url)
      expect((await script.get('/api/tables', { authorization: `Bearer ${token}` })).status).toBe(200)
      release()
      await vi.waitFor(async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200), PATIENT)
      await work.verify(planner)
    }
    const after = await startWorkload(planner, server.url, 300_001)
    await after.reached(10)
    await after.stop()
    expect((await server.kill('SIGTERM')).code).toBe(0)
    await after.verify(await signedIn((await start()).url, 'guihua', 'demo'))
  } finally {
    await Promise.all(processes.splice(0).map(server => server.running() && server.kill('SIGKILL')))
    execFileSync('umount', ['-l', dataDir])
  }
})

test('SIGTERM under load: exit code 0, sockets are told, and all that was acknowledged is there', async () => {
  for (let round = 0; round < 2; round++) {
    const server = await start()
    const planner = await signedIn(server.url, 'guihua', 'demo')
    const work = await startWorkload(planner, server.url, round * 100_000 + 1)
    await work.reached(30)
    expect((await server.kill('SIGTERM')).code).toBe(0)
    await work.over
    expect(work.closeCodes).toEqual([1001, 1001, 1001])
    for (const { status, body } of work.failures)
      expect([status, JSON.parse(body)]).toMatchObject([503, { code: 'unavailable', retry: 'later' }])
    const again = await start()
    await work.verify(await signedIn(again.url, 'guihua', 'demo'))
    await again.kill('SIGTERM')
  }
})

test('a first start that is killed while it builds the demo: the next one completes it', async () => {
  const { child, ended } = spawnServer({ dataDir, port, env: DEMO })
  // the database's file appears, then it is filled
  await vi.waitFor(async () => await stat(join(dataDir, 'tongchou.db')), { timeout: 60_000, interval: 1 })
  child.kill('SIGKILL')
  await ended
  const { url } = await start()
  const planner = await signedIn(url, 'guihua', 'demo')
  const rows = await planner.json<TableRow[]>('/api/tables/plan-145/rows')
  expect(rows).toHaveLength(32)
})
