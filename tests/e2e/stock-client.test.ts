import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TableDetail, TableRow, TableSummary } from '../../shared/protocol/api-tables.ts'
import { signedIn, type TestCaller } from '../support/caller.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { becomes, newToken, openStockClient, type StockClient, until } from '../support/stock-client.ts'

/** What a script of somebody else's needs to know, and nothing of ours: slugs, HTTP, the y-websocket package. */
describe('outside clients, by the documented contract', () => {
  let dataDir: string
  let server: ServerProcess
  let planner: TestCaller
  let clerk: TestCaller
  const clients: StockClient[] = []

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-stock-'))
    server = await startServerProcess({ dataDir, port: await freePort(), env: { SEED: 'demo', DEMO_PASSWORD: 'demo' } })
    planner = await signedIn(server.url, 'guihua', 'demo')
    clerk = await signedIn(server.url, 'gongxin', 'demo')
  })
  afterEach(() => {
    for (const client of clients.splice(0)) client.end()
  })
  afterAll(async () => {
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const table = () => planner.json<TableDetail>('/api/tables/plan-145')
  const rows = () => planner.json<TableRow[]>('/api/tables/plan-145/rows')
  const rowOf = async (id: string) => (await rows()).find(row => row.id === id)!
  const named = async (indicator: string) => {
    const found = (await rows()).find(({ cells }) => Object.values(cells).some(({ text }) => text === indicator))
    if (found === undefined) throw new Error(`no row of ${indicator}`)
    return found
  }
  async function connect(who: TestCaller, room?: string): Promise<StockClient> {
    const target = room ?? (await table()).room
    const client = await openStockClient(`${server.url.replace('http', 'ws')}/sync`, target, await newToken(who))
    clients.push(client)
    return client
  }

  test('reads and writes a cell; the computed ones follow', async () => {
    const retail = await named('社会消费品零售总额')
    const script = await connect(planner)
    const other = await connect(clerk)
    script.cells.set(`${retail.id}:target`, '130')
    await becomes(other.cells, `${retail.id}:target`, '130')
    const { cells } = await rowOf(retail.id)
    expect(cells.target).toMatchObject({ value: '130', text: '130', number: 130 })
    expect(cells.recomputed).toMatchObject({ computed: true, text: '9.32' })
  })

  test('a checkpoint closes the room with 4409 and the next room; a new document goes on there', async () => {
    const retail = await named('社会消费品零售总额')
    const before = await table()
    const script = await connect(planner)
    const written = becomes((await connect(clerk)).cells, `${retail.id}:target`, 131)
    script.cells.set(`${retail.id}:target`, 131)
    await written
    const response = await planner.send('POST', '/api/tables/plan-145/checkpoint')
    expect(response.status).toBe(200)
    const next = await response.json()
    const [code, reason] = await script.closed
    expect([code, reason]).toEqual([4409, next.room])
    expect(next.room).not.toBe(before.room)
    // 4400 to 4499: the stock provider does not come again by itself
    expect(script.provider.shouldConnect).toBe(false)

    const again = await connect(planner, reason)
    // the overlay starts empty: the value is the edition's now
    expect(again.cells.size).toBe(0)
    expect((await rowOf(retail.id)).cells.target).toMatchObject({ value: 131 })
    const edition = await planner.json<{ hash: string; arrays: Record<string, unknown[]> }>(
      `/api/editions/${next.edition}`,
    )
    expect(edition.hash).toBe(next.edition)
    expect(edition.arrays['cells/target']?.[edition.arrays.rows?.indexOf(retail.id) ?? -1]).toBe(131)
    const other = await connect(clerk, reason)
    again.cells.set(`${retail.id}:target`, 132)
    await becomes(other.cells, `${retail.id}:target`, 132)
    expect((await rowOf(retail.id)).cells.target).toMatchObject({ value: 132 })

    // one that comes with the old name is shown the way
    const late = await fetchRoom(before.room)
    expect(late).toEqual([4409, next.room])
  })

  /** what a stock client that asks for this room is told */
  async function fetchRoom(room: string): Promise<readonly [number, string]> {
    const { WebSocket } = await import('ws')
    const ws = new WebSocket(
      `${server.url.replace('http', 'ws')}/sync/${encodeURIComponent(room)}?token=${await newToken(planner)}`,
    )
    return await new Promise(resolve => ws.on('close', (code, reason) => resolve([code, String(reason)])))
  }

  test('a write without the right to the row is taken back on the author’s side too', async () => {
    const foreign = (await rows()).find(({ owner }) => owner === 'nongye')!
    const own = (await rows()).find(({ owner }) => owner === 'gongxin')!
    const key = `${foreign.id}:target`
    const intruder = await connect(clerk)
    const witness = await connect(planner)
    const value = foreign.cells.target!.value
    intruder.cells.set(key, '不该有')
    // its own rows still work, in the same document
    intruder.cells.set(`${own.id}:target`, 77)
    await becomes(witness.cells, `${own.id}:target`, 77)
    await until(intruder.cells, key, found => found !== '不该有')
    // what the document does not have is the edition's
    const reads = ({ cells }: StockClient) => (cells.get(key) === undefined ? value : cells.get(key))
    expect([reads(intruder), reads(witness)]).toEqual([value, value])
    expect((await rowOf(foreign.id)).cells.target).toMatchObject({ value })
    const changes = await planner.json<{ after: unknown }[]>(`/api/tables/plan-145/changes?row=${foreign.id}`)
    expect(changes.map(({ after }) => after)).not.toContain('不该有')
    // one that comes anew sees what the others see
    const fresh = await connect(planner)
    expect(reads(fresh)).toBe(value)
  })

  test('map.delete of a stock client is read as clearing the cell', async () => {
    const own = (await rows()).find(({ owner }) => owner === 'gongxin')!
    const key = `${own.id}:target`
    const script = await connect(clerk)
    const witness = await connect(planner)
    script.cells.set(key, 12)
    await becomes(witness.cells, key, 12)
    script.cells.delete(key)
    await becomes(witness.cells, key, null)
    await becomes(script.cells, key, null)
    expect((await rowOf(own.id)).cells.target).toMatchObject({ value: null, text: '' })
  })

  test('PATCH is all or nothing', async () => {
    const own = (await rows()).find(({ owner }) => owner === 'gongxin')!
    const foreign = (await rows()).find(({ owner }) => owner === 'nongye')!
    const before = await rows()
    const refused = await clerk.send('PATCH', '/api/tables/plan-145/cells', [
      { row: own.id, column: 'target', value: 1 },
      { row: foreign.id, column: 'target', value: 1 },
    ])
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'cells-refused', retry: 'never' }])
    expect(await rows()).toEqual(before)
  })

  test('the description is sound and names every address of the contract', async () => {
    const api = await planner.json<OpenApi>('/api/openapi.json')
    expect(api.openapi).toMatch(/^3\.1\./)
    const served = Object.entries(api.paths).flatMap(([path, item]) =>
      Object.keys(item).map(method => `${method.toUpperCase()} ${path}`),
    )
    expect(served).toEqual(expect.arrayContaining([...CONTRACT]))
    const ids: string[] = []
    for (const [path, item] of Object.entries(api.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1])
      for (const operation of Object.values(item)) {
        if (operation.operationId !== undefined) ids.push(operation.operationId)
        const named = (operation.parameters ?? []).filter(parameter => parameter.in === 'path')
        expect([path, named.map(({ name }) => name).sort()]).toEqual([path, inPath.sort()])
        expect(Object.keys(operation.responses).length).toBeGreaterThan(0)
        for (const answer of Object.values(operation.responses)) expect(answer.description).toEqual(expect.any(String))
      }
    }
    expect(new Set(ids).size).toBe(ids.length)
    // every reference leads somewhere
    for (const [, reference] of JSON.stringify(api).matchAll(/"\$ref":"([^"]+)"/g)) {
      const found = (reference ?? '')
        .slice(2)
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], api)
      expect([reference, found]).toEqual([reference, expect.any(Object)])
    }
    const list = await planner.json<TableSummary[]>('/api/tables')
    const schema = (api.components.schemas.TableSummary ?? {}) as { required?: string[] }
    for (const name of schema.required ?? []) expect(list[0]).toHaveProperty(name)
  })
})

interface OpenApi {
  readonly openapi: string
  readonly paths: Record<
    string,
    Record<
      string,
      {
        readonly operationId?: string
        readonly parameters?: readonly { readonly name: string; readonly in: string }[]
        readonly responses: Record<string, { readonly description: string }>
      }
    >
  >
  readonly components: { readonly schemas: Record<string, unknown> }
}

const CONTRACT = [
  'GET /healthz',
  'GET /metrics',
  'POST /api/session',
  'GET /api/session',
  'DELETE /api/session',
  'POST /api/tokens',
  'GET /api/tables',
  'GET /api/tables/{id}',
  'GET /api/tables/{id}/rows',
  'PATCH /api/tables/{id}/cells',
  'GET /api/editions/{hash}',
  'GET /sync/{room}',
  'GET /api/tables/{id}/export.xlsx',
  'POST /api/tables/{id}/import',
  'GET /api/tables/{id}/changes',
  'GET /api/values/parse',
] as const
