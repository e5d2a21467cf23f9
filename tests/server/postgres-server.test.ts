import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TableDetail, TableRow, TableSummary } from '../../shared/protocol/api-tables.ts'
import { schemaPlace, targets } from '../storage/support/databases.ts'
import { signedIn } from '../support/caller.ts'
import { freePort, type ServerProcess, spawnServer, startServerProcess } from '../support/server-process.ts'
import { becomes, newToken, openStockClient } from '../support/stock-client.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { startWorkload } from '../support/workload.ts'

const missing = (await targets()).find(({ name }) => name === 'PostgreSQL')?.missing
const PATIENT = { timeout: 90_000, interval: 100 }

describe.skipIf(missing !== null)('the whole server on PostgreSQL', () => {
  let place: Awaited<ReturnType<typeof schemaPlace>>
  let proxy: TcpProxy
  let dataDir: string
  let port: number
  const processes: ServerProcess[] = []

  beforeEach(async () => {
    place = await schemaPlace()
    const { hostname, port: databasePort } = new URL(place.config.databaseUrl ?? '')
    proxy = await startTcpProxy(Number(databasePort || 5432), hostname)
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-postgres-'))
    port = await freePort()
  })
  afterEach(async () => {
    await Promise.all(processes.splice(0).map(server => server.running() && server.kill('SIGKILL')))
    await proxy.end()
    await place.remove()
    await rm(dataDir, { recursive: true, force: true })
  })

  const env = () => {
    const url = new URL(place.config.databaseUrl ?? '')
    url.hostname = '127.0.0.1'
    url.port = String(proxy.port)
    return { SEED: 'demo', DEMO_PASSWORD: 'demo', DATABASE_URL: url.href }
  }
  async function start(): Promise<ServerProcess> {
    const server = await startServerProcess({ dataDir, port, env: env() })
    processes.push(server)
    return server
  }

  test('two sockets and the log; kill -9 under load and a restart keep all that was acknowledged', async () => {
    let server = await start()
    let planner = await signedIn(server.url, 'guihua', 'demo')
    expect((await planner.json<TableSummary[]>('/api/tables')).map(({ name }) => name).sort()).toEqual(
      ['annual-2024', 'plan-135', 'plan-145', 'progress-2022', 'projects'].sort(),
    )
    const clerk = await signedIn(server.url, 'gongxin', 'demo')
    const detail = await clerk.json<TableDetail>('/api/tables/plan-145')
    const own = (await clerk.json<TableRow[]>('/api/tables/plan-145/rows')).find(({ owner }) => owner === 'gongxin')!
    const key = `${own.id}:${detail.columns.find(({ type, fills }) => fills === 'owner' && type === 'value')!.id}`
    const syncUrl = `${server.url.replace('http', 'ws')}/sync`
    const [ann, bob] = await Promise.all([
      openStockClient(syncUrl, detail.room, await newToken(clerk)),
      openStockClient(syncUrl, detail.room, await newToken(planner)),
    ])
    ann.cells.set(key, '95以上')
    await becomes(bob.cells, key, '95以上')
    bob.cells.set(key, 96)
    await becomes(ann.cells, key, 96)
    ann.end()
    bob.end()

    for (let round = 0; round < 2; round++) {
      const work = await startWorkload(planner, server.url, round * 100_000 + 1)
      await work.reached(40)
      await server.kill('SIGKILL')
      await work.over
      server = await start()
      expect(server.output()).not.toContain('演示账号')
      planner = await signedIn(server.url, 'guihua', 'demo')
      await work.verify(planner)
    }
    const changes = await planner.json<{ after: unknown; accountName: string }[]>(
      `/api/tables/plan-145/changes?row=${own.id}`,
    )
    expect(changes.filter(({ after }) => after === 96 || after === '95以上')).toMatchObject([
      { after: 96, accountName: '周敏' },
      { after: '95以上', accountName: '刘洋' },
    ])
  })

  test('a second server on the same database ends with a sentence; the first goes on', async () => {
    const first = await start()
    const { code, output } = await spawnServer({ dataDir, port: await freePort(), env: env() }).ended
    expect(code).toBe(1)
    expect(output).toMatch(/这个数据库正被另一个统筹服务使用。.*DATABASE_URL/)
    expect(output).toMatch(/Another Tongchou server is using this database\. Stop it first/)
    expect(output).not.toMatch(/^ +at |node_modules/m)
    const planner = await signedIn(first.url, 'guihua', 'demo')
    const work = await startWorkload(planner, first.url)
    await work.reached(5)
    await work.stop()
    await work.verify(planner)
  })

  test.each(['cut', 'freeze'] as const)(
    'the line to the database is %s: writes fail honestly, then all goes on',
    async how => {
      const server = await start()
      const planner = await signedIn(server.url, 'guihua', 'demo')
      for (let round = 0; round < 2; round++) {
        const work = await startWorkload(planner, server.url, round * 100_000 + 1)
        await work.reached(20)
        proxy[how]()
        await work.over
        expect(work.closeCodes).toEqual([4503, 4503, 4503])
        expect(work.failures.length).toBeGreaterThan(0)
        for (const { status, body } of work.failures) {
          expect([status, JSON.parse(body)]).toMatchObject([503, { code: 'unavailable', retry: 'later' }])
          expect(body).not.toMatch(/postgres|sql|connection/i)
        }
        // what needs no database is still served
        expect((await fetch(`${server.url}/api/openapi.json`)).status).toBe(200)
        await vi.waitFor(async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(503), PATIENT)

        proxy.restore()
        await vi.waitFor(async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200), PATIENT)
        await work.verify(planner)
        expect(server.running()).toBe(true)
      }
      const after = await startWorkload(planner, server.url, 300_001)
      await after.reached(20)
      await after.stop()
      await after.verify(planner)
      // as one that starts anew reads it
      expect((await server.kill('SIGTERM')).code).toBe(0)
      await after.verify(await signedIn((await start()).url, 'guihua', 'demo'))
    },
  )
})
