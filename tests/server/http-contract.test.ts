import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TableDetail, TableRow, TableSummary } from '../../shared/protocol/api-tables.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let planner: TestCaller
let clerk: TestCaller
let leader: TestCaller
const SLUGS = ['plan-145', 'plan-135', 'annual-2024', 'projects', 'progress-2022']

beforeAll(async () => {
  server = await startTestServer()
  ;[planner, clerk, leader] = await Promise.all([server.as('guihua'), server.as('gongxin'), server.as('lingdao')])
})
afterAll(() => server.end())

const table = (slug: string) => planner.json<TableDetail>(`/api/tables/${slug}`)
const rows = (slug: string, query = '') => planner.json<TableRow[]>(`/api/tables/${slug}/rows${query}`)

/** an entered cell that a department may fill, and one of the same table that another one fills */
async function someCells() {
  const { columns } = await table('plan-145')
  const column = columns.find(({ type, fills }) => fills === 'owner' && type === 'value')!.id
  const list = await rows('plan-145')
  return {
    own: { row: list.find(({ owner }) => owner === 'gongxin')!.id, column },
    other: { row: list.find(({ owner }) => owner !== 'gongxin' && owner !== null)!.id, column },
    computed: { row: list[0]!.id, column: columns.find(({ type }) => type === 'computed')!.id },
  }
}

describe('running', () => {
  test('healthz, metrics and the description need no session', async () => {
    expect(await server.nobody.json('/healthz')).toEqual({ status: 'ok' })
    const metrics = await (await server.nobody.get('/metrics')).text()
    for (const name of [
      'tongchou_connections',
      'tongchou_open_documents',
      'tongchou_commit_seconds_bucket',
      'tongchou_gate_updates_total',
      'nodejs_eventloop_lag_seconds',
      'process_resident_memory_bytes',
    ]) {
      expect(metrics).toContain(name)
    }
    const api = await server.nobody.json<{ openapi: string; paths: Record<string, object> }>('/api/openapi.json')
    expect(api.openapi).toBe('3.1.0')
    expect(Object.keys(api.paths).sort()).toEqual(
      [
        '/healthz',
        '/metrics',
        '/api/session',
        '/api/session/password',
        '/api/accounts',
        '/api/accounts/{id}/lockout',
        '/api/accounts/{id}/sessions',
        '/api/accounts/{id}/sessions/{session}',
        '/api/sessions',
        '/api/sessions/{session}',
        '/api/accounts/{id}',
        '/api/accounts/{id}/password',
        '/api/accounts/{id}/offices',
        '/api/accounts/{id}/offices/{office}',
        '/api/audit',
        '/api/audit/lines',
        '/api/audit/people',
        '/api/audit/export.xlsx',
        '/api/tables/{id}/locks',
        '/api/tables/{id}/locks/{lock}',
        '/api/tables/{id}/rules',
        '/api/tables/{id}/comments',
        '/api/tables/{id}/comments/people',
        '/api/tables/{id}/comments/{thread}/replies',
        '/api/tables/{id}/comments/{thread}/replies/{comment}',
        '/api/tables/{id}/comments/{thread}/resolved',
        '/api/urges',
        '/api/notices',
        '/api/notices/read',
        '/api/notices/{notice}/read',
        '/api/tables/{id}/views',
        '/api/tables/{id}/views/standing',
        '/api/tables/{id}/views/{view}',
        '/api/departments',
        '/api/tokens',
        '/api/tokens/{id}',
        '/api/tables',
        '/api/tables/{id}',
        '/api/tables/{id}/rows',
        '/api/tables/{id}/cells',
        '/api/tables/{id}/changes',
        '/api/tables/{id}/columns',
        '/api/tables/{id}/columns/{column}/sources',
        '/api/formula-tables',
        '/api/tables/{id}/proofs',
        '/api/tables/{id}/checkpoint',
        '/api/tables/{id}/export.xlsx',
        '/api/home',
        '/api/tables/{id}/due',
        '/api/tables/{id}/review',
        '/api/tables/{id}/review/report.xlsx',
        '/api/tables/{id}/roll-over',
        '/api/tables/{id}/review/decisions',
        '/api/tables/{id}/review/answers',
        '/api/tables/{id}/review/undo',
        '/api/tables/{id}/review/course',
        '/api/tables/{id}/baselines',
        '/api/tables/{id}/baselines/open',
        '/api/tables/{id}/requests',
        '/api/tables/{id}/requests/{request}/steps',
        '/api/tables/{id}/requests/{request}/close',
        '/api/tables/{id}/compare',
        '/api/tables/{id}/import',
        '/api/editions/{hash}',
        '/api/editions/{hash}/manifest',
        '/api/chunks/{hash}',
        '/api/values/parse',
        '/sync/{room}',
      ].sort(),
    )
  })
})

describe('tables', () => {
  test('the list names every demo table by slug, id, edition and room', async () => {
    const list = await leader.json<TableSummary[]>('/api/tables')
    expect(list.map(({ name }) => name).sort()).toEqual([...SLUGS].sort())
    for (const { id, title, kind, edition, room, rowCount } of list) {
      expect(edition).toMatch(/^[0-9a-f]{64}$/)
      expect(room).toBe(`${id}@1-${edition.slice(0, 16)}`)
      expect(title).not.toBe('')
      expect(['indicator', 'register']).toContain(kind)
      expect(rowCount).toBeGreaterThan(5)
    }
  })

  test('the list tells what opening the table would show, whether it is open or not', async () => {
    const name = 'annual-2024'
    const listed = async (caller: TestCaller) =>
      (await caller.json<TableSummary[]>('/api/tables')).find(entry => entry.name === name)!
    expect(await listed(clerk)).toMatchObject({ shortTitle: '2024年主要预期目标', phase: 'drafting', lastChange: null })
    const own = (await rows(name)).filter(({ owner }) => owner === 'gongxin')
    expect(own.length).toBeGreaterThan(0)
    expect(await listed(clerk)).toMatchObject({ ownRows: own.length, lastChange: null })
    await clerk.send('PATCH', `/api/tables/${name}/cells`, [{ row: own[0]!.id, column: 'note', value: '核过' }])
    expect(await listed(planner)).toMatchObject({ lastChange: { at: expect.any(Number), accountName: '刘洋' } })
  })

  test('the slug works wherever the id does', async () => {
    const { id } = await table('plan-135')
    expect(await table(id)).toEqual(await table('plan-135'))
    expect(await rows(id)).toEqual(await rows('plan-135'))
  })

  test('a table tells its columns, phase, notes and what the caller may do', async () => {
    const detail = await table('plan-145')
    expect(detail.phase).toBe('drafting')
    expect(Array.isArray(detail.notes)).toBe(true)
    expect(detail.columns.map(({ type }) => type)).toContain('computed')
    expect(detail.departments.map(({ id }) => id)).toEqual(expect.arrayContaining(['gongxin', 'shangwu', 'nongye']))
    expect(detail.permissions).toMatchObject({ cells: 'all', structure: true, export: true, checkpoint: true })
    const asClerk = await clerk.json<TableDetail>('/api/tables/plan-145')
    expect(asClerk.permissions).toMatchObject({
      cells: 'own-rows',
      reason: 'own-row',
      structure: false,
      checkpoint: false,
    })
    const asLeader = await leader.json<TableDetail>('/api/tables/plan-145')
    expect(asLeader.permissions).toMatchObject({ cells: 'none', reason: 'role-only-reads', export: true })
  })

  test('rows come in pages, every cell of them', async () => {
    const detail = await table('projects')
    const all = await rows('projects')
    expect(all).toHaveLength(detail.rowCount)
    expect(await rows('projects', '?offset=3&limit=4')).toEqual(all.slice(3, 7))
    const response = await planner.get('/api/tables/projects/rows?limit=1')
    expect(response.headers.get('x-total-count')).toBe(String(detail.rowCount))
    for (const row of all) expect(Object.keys(row.cells).sort()).toEqual(detail.columns.map(({ id }) => id).sort())
    expect(await rows('projects', `?offset=${detail.rowCount}`)).toEqual([])
  })

  test('computed cells say so, entered ones do not; text is what the grid shows', async () => {
    const { columns } = await table('plan-145')
    for (const row of await rows('plan-145')) {
      for (const { id, type } of columns) {
        expect(row.cells[id]?.computed).toBe(type === 'computed' ? true : undefined)
        expect(typeof row.cells[id]?.text).toBe('string')
      }
    }
  })
})

describe('writing', () => {
  test('what is written reads back, is logged with who and why, and waits on disk', async () => {
    const { own } = await someCells()
    const before = (await rows('plan-145')).find(({ id }) => id === own.row)!.cells[own.column]!.value
    const response = await clerk.send('PATCH', '/api/tables/plan-145/cells', [
      { ...own, value: 1234.5, reason: '年报更正' },
    ])
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ written: 1 })
    const cell = (await rows('plan-145')).find(({ id }) => id === own.row)!.cells[own.column]
    expect(cell).toMatchObject({ value: 1234.5, number: 1234.5, text: '1234.5' })
    const changes = await planner.json<object[]>(`/api/tables/plan-145/changes?row=${own.row}&column=${own.column}`)
    expect(changes[0]).toMatchObject({ ...own, before, after: 1234.5, accountName: '刘洋', reason: '年报更正' })
    expect(await planner.json(`/api/tables/plan-145/changes?since=${Date.now() + 60_000}`)).toEqual([])
    expect(await planner.json(`/api/tables/plan-145/changes?since=2999-01-01`)).toEqual([])
  })

  test('all or nothing: one cell that is not permitted, and none is written', async () => {
    const { own, other } = await someCells()
    const before = await rows('plan-145')
    const response = await clerk.send(
      'PATCH',
      '/api/tables/plan-145/cells',
      [
        { ...own, value: '不该写入' },
        { ...other, value: '不该写入' },
      ],
      { 'accept-language': 'en' },
    )
    expect(response.status).toBe(403)
    expect(await response.json()).toEqual({
      code: 'cells-refused',
      message: '1 cell may not be written; nothing was written.',
      retry: 'never',
      refused: [{ ...other, why: 'row-of-other-department', message: 'Another department fills this row.' }],
    })
    expect(await rows('plan-145')).toEqual(before)
  })

  test.each([
    ['a computed cell', async () => [{ ...(await someCells()).computed, value: 1 }], 403, 'cells-refused'],
    ['an unknown row', async () => [{ ...(await someCells()).own, row: 'nobody', value: 1 }], 404, 'unknown-cell'],
    [
      'an unknown column',
      async () => [{ ...(await someCells()).own, column: 'nothing', value: 1 }],
      404,
      'unknown-cell',
    ],
    ['an object as value', async () => [{ ...(await someCells()).own, value: {} }], 422, 'bad-request'],
    ['no list', async () => ({ row: 'a', column: 'b', value: 1 }), 422, 'bad-request'],
    ['nothing', async () => [], 422, 'bad-request'],
    ['no JSON', async () => '[{', 400, 'bad-json'],
  ])('%s is refused', async (_what, body, status, code) => {
    const response = await planner.send('PATCH', '/api/tables/plan-145/cells', await body())
    expect([response.status, (await response.json()).code]).toEqual([status, code])
  })

  test('a reader writes nothing', async () => {
    const { own } = await someCells()
    const response = await leader.send('PATCH', '/api/tables/plan-145/cells', [{ ...own, value: 1 }])
    expect(response.status).toBe(403)
    expect((await response.json()).refused).toMatchObject([{ why: 'role-only-reads' }])
  })
})

describe('editions', () => {
  test('whole, by manifest and by chunk: the same arrays, immutable, private', async () => {
    const { edition, rowCount } = await table('plan-135')
    const whole = await planner.get(`/api/editions/${edition}`)
    expect(whole.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    expect(whole.headers.get('etag')).toContain(edition)
    const { hash, manifest, arrays } = await whole.json()
    expect(hash).toBe(edition)
    expect(await planner.json(`/api/editions/${edition}/manifest`)).toEqual(manifest)
    expect(Object.keys(arrays)).toEqual(Object.keys(manifest.chunks))
    expect(arrays.rows).toHaveLength(rowCount)
    for (const [name, chunk] of Object.entries<string>(manifest.chunks)) {
      const response = await planner.get(`/api/chunks/${chunk}`)
      expect(response.headers.get('content-encoding')).toBe('gzip')
      expect(await response.json()).toEqual(arrays[name])
    }
  })

  test('a caller that has it already gets 304; one that knows no gzip gets plain bytes', async () => {
    const { edition } = await table('plan-135')
    for (const path of [`/api/editions/${edition}`, `/api/editions/${edition}/manifest`]) {
      expect((await planner.get(path, { 'if-none-match': `"${edition}"` })).status).toBe(304)
    }
    const { chunks } = await planner.json<{ chunks: Record<string, string> }>(`/api/editions/${edition}/manifest`)
    const plain = await planner.get(`/api/chunks/${chunks.rows}`, { 'accept-encoding': 'identity' })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(Array.isArray(await plain.json())).toBe(true)
  })
})

describe('excel and values', () => {
  test.each(['official', 'grid'])('the %s form is a workbook', async form => {
    const response = await leader.get(`/api/tables/plan-145/export.xlsx?form=${form}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="plan-145.xlsx"; filename\*=UTF-8''%/,
    )
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  test.each([
    ['8左右', { kind: 'number', value: 8, op: 'approx' }],
    ['≥95', { kind: 'number', value: 95, op: 'ge' }],
    ['[16]', { kind: 'number', value: 16, cumulative: true }],
    ['8:41:51', { kind: 'ratio', parts: [8, 41, 51] }],
    ['3—5', { kind: 'range', min: 3, max: 5 }],
    ['——', { kind: 'none' }],
    ['保持稳定', { kind: 'text' }],
  ])('%s is parsed', async (text, expected) => {
    expect(await planner.json(`/api/values/parse?text=${encodeURIComponent(text)}`)).toMatchObject(expected)
  })
})

test('a text that looks like a figure gone wrong is parsed with why; words that are meant are not', async () => {
  const parsed = (text: string) => planner.json(`/api/values/parse?text=${encodeURIComponent(text)}`)
  expect(await parsed('12%%')).toMatchObject({
    kind: 'text',
    issue: { code: 'doubled-unit', message: '单位“%%”写了两遍。暂按文字保存。' },
  })
  for (const text of ['保持稳定', '12%']) expect(await parsed(text)).not.toHaveProperty('issue')
})

describe('checkpoint', () => {
  test('the planning office folds; a clerk may not', async () => {
    const refused = await clerk.send('POST', '/api/tables/annual-2024/checkpoint')
    expect([refused.status, (await refused.json()).code]).toEqual([403, 'not-allowed'])
    const { columns, seq, edition } = await table('annual-2024')
    const [first] = await rows('annual-2024')
    const column = columns.find(({ fills, type }) => fills === 'owner' && type === 'value')!.id
    const written = await planner.send('PATCH', '/api/tables/annual-2024/cells', [
      { row: first!.id, column, value: 77 },
    ])
    expect(written.status).toBe(200)
    const response = await planner.send('POST', '/api/tables/annual-2024/checkpoint')
    expect(response.status).toBe(200)
    const next = await response.json()
    expect(next.seq).toBe(seq + 1)
    expect(next.edition).not.toBe(edition)
    expect(await table('annual-2024')).toMatchObject({ seq: seq + 1, edition: next.edition, room: next.room })
    expect((await rows('annual-2024'))[0]!.cells[column]!.value).toBe(77)
  })
})
