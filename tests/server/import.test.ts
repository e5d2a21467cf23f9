import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImportAnswer } from '../../shared/protocol/api-import.ts'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'
import { sheetOf, workbookOf } from '../support/zip.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const SLUGS = ['plan-135', 'plan-145', 'annual-2024', 'projects', 'progress-2022']

let server: TestServer
let planner: TestCaller
let clerk: TestCaller
beforeAll(async () => {
  server = await startTestServer()
  planner = await server.as('guihua')
  clerk = await server.as('gongxin')
})
afterAll(() => server.end())

const exported = async (slug: string, form: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await planner.get(`/api/tables/${slug}/export.xlsx?form=${form}`)).arrayBuffer())

const post = (
  caller: TestCaller,
  slug: string,
  body: BodyInit,
  headers: Record<string, string> = { 'content-type': XLSX },
  signal?: AbortSignal,
) =>
  fetch(`${server.url}/api/tables/${slug}/import`, {
    method: 'POST',
    headers: { cookie: caller.cookie, ...headers },
    body,
    ...(signal && { signal }),
  })

async function diff(caller: TestCaller, slug: string, body: BodyInit): Promise<ImportAnswer> {
  const response = await post(caller, slug, body)
  expect(response.status, await response.clone().text()).toBe(200)
  return (await response.json()) as ImportAnswer
}

async function edited(slug: string, edit: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await exported(slug, 'grid')).buffer)
  edit(workbook.worksheets[0]!)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** Cells that look alike share one style object: a new one, or all of them change. */
function write(cell: ExcelJS.Cell, value: number, numFmt: string): void {
  cell.value = value
  cell.style = { ...cell.style, numFmt }
}

describe.each(SLUGS)('%s', slug => {
  test.each(['official', 'grid'])('the %s form comes back without a change', async form => {
    const detail = await planner.json<TableDetail>(`/api/tables/${slug}`)
    const answer = await diff(planner, slug, await exported(slug, form))
    expect(answer).toMatchObject({ table: detail.id, edition: detail.edition, changes: [], warnings: [] })
    expect(answer.rows).toEqual({ matched: detail.rowCount, unmatched: [], missing: [] })
  })
})

test('a clerk sees what they may change and what not; nothing is written until they apply it', async () => {
  const rows = await planner.json<TableRow[]>('/api/tables/plan-145/rows')
  const { columns, edition } = await planner.json<TableDetail>('/api/tables/plan-145')
  const own = rows.findIndex(({ owner }) => owner === 'gongxin')
  const other = rows.findIndex(({ owner }) => owner !== null && owner !== 'gongxin')
  const column = columns.find(({ type, fills }) => type === 'value' && fills === 'owner')!
  const at = columns.findIndex(({ id }) => id === column.id) + 1
  const file = await edited('plan-145', sheet => {
    write(sheet.getCell(own + 2, at), 12_345, '0"左右"')
    write(sheet.getCell(other + 2, at), 777, 'General')
  })
  const { changes } = await diff(clerk, 'plan-145', file)
  const byRow = new Map(changes.map(change => [change.row, change]))
  expect(changes).toHaveLength(2)
  expect(byRow.get(rows[own]!.id)).toMatchObject({
    column: column.id,
    columnTitle: column.title,
    before: { text: rows[own]!.cells[column.id]!.text },
    after: { value: '12345左右', text: '12345左右' },
    allowed: true,
  })
  expect(byRow.get(rows[other]!.id)).toMatchObject({
    after: { value: 777 },
    allowed: false,
    why: { reason: 'row-of-other-department', message: expect.stringMatching(/^这一行由(?!其他部门).+填报。$/) },
  })
  expect(await planner.json('/api/tables/plan-145/changes')).toEqual([])

  const chosen = changes
    .filter(({ allowed }) => allowed)
    .map(({ row, column: id, after }) => ({ row, column: id, value: after.value }))
  expect((await clerk.send('PATCH', '/api/tables/plan-145/cells', chosen)).status).toBe(200)
  const again = await diff(clerk, 'plan-145', file)
  expect(again.changes.map(({ row }) => row)).toEqual([rows[other]!.id])
  expect(again.edition).toBe(edition)

  // the file made before that does not undo it
  const untouched = await edited('plan-145', () => {})
  await clerk.send('PATCH', '/api/tables/plan-145/cells', [{ ...chosen[0], value: 54_321 }])
  const stale = await diff(clerk, 'plan-145', untouched)
  expect(stale.changes).toEqual([])
  expect(stale.warnings).toMatchObject([{ code: 'changed-here-since', count: 1 }])
})

test('a form with the file is as good', async () => {
  const form = new FormData()
  form.append('note', 'x')
  form.append('file', new Blob([await exported('plan-135', 'official')], { type: XLSX }), '附表1.xlsx')
  const response = await post(planner, 'plan-135', form, {})
  expect(await response.json()).toMatchObject({ changes: [], warnings: [] })
})

describe('refusals', () => {
  const empty = workbookOf({ sheet: sheetOf([]) })
  test.each<readonly [string, BodyInit, Record<string, string>, number, string]>([
    ['no body', '', { 'content-type': XLSX }, 422, 'file-empty'],
    ['csv', '指标,值\n', { 'content-type': 'text/csv' }, 415, 'file-is-text'],
    ['a form without a file', new URLSearchParams({ a: 'b' }), {}, 415, 'file-is-text'],
    ['a form that is none', 'xyz', { 'content-type': 'multipart/form-data; boundary=q' }, 422, 'file-missing'],
    ['a form without a boundary', 'xyz', { 'content-type': 'multipart/form-data' }, 422, 'file-missing'],
    ['more than 20 MB', new Uint8Array(20 * 1024 * 1024 + 1), { 'content-type': XLSX }, 413, 'file-too-large'],
    ['an empty workbook', new Uint8Array(empty), { 'content-type': XLSX }, 422, 'file-without-table'],
  ])('%s', async (_what, body, headers, status, code) => {
    const response = await post(planner, 'plan-145', body, headers)
    const answer = await response.json()
    expect([response.status, answer.code]).toEqual([status, code])
    expect(answer.message).toMatch(/请.*。$/)
  })

  test('an export of another table', async () => {
    const response = await post(planner, 'plan-145', await exported('plan-135', 'grid'))
    expect([response.status, (await response.json()).code]).toEqual([422, 'file-of-other-table'])
  })

  test('a bomb harms nobody: others are answered meanwhile, and afterwards', async () => {
    const bomb = workbookOf({
      sheet: `<worksheet><sheetData>${'<row><c s="1"/></row>'.repeat(1_000_000)}`,
      claimed: 1_000_000,
    })
    const refused = post(planner, 'plan-145', new Uint8Array(bomb))
    expect((await clerk.get('/api/tables')).status).toBe(200)
    expect([(await refused).status, (await (await refused).json()).code]).toEqual([422, 'file-damaged'])
    expect((await server.nobody.get('/healthz')).status).toBe(200)
  })

  test('more than two at once from one account are told to wait', async () => {
    const file = await exported('plan-145', 'grid')
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(clerk, 'plan-145', file)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter(status => status === 200).length).toBeGreaterThanOrEqual(2)
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(await answer.json()).toMatchObject({ code: 'imports-busy', retry: 'later' })
    expect(statuses).toContain(503)
  })

  test('one who goes away frees the place', async () => {
    const file = await exported('projects', 'grid')
    for (let time = 0; time < 4; time++) {
      const leaving = new AbortController()
      const left = post(clerk, 'projects', file, { 'content-type': XLSX }, leaving.signal)
      leaving.abort()
      await expect(left).rejects.toThrow()
    }
    expect((await diff(planner, 'projects', file)).changes).toEqual([])
  })
})

test('the interface is described', async () => {
  const described = await planner.json<{ paths: Record<string, Record<string, Record<string, never>>> }>(
    '/api/openapi.json',
  )
  const { post: operation } = described.paths['/api/tables/{id}/import']!
  expect(operation).toMatchObject({
    summary: expect.stringContaining('nothing is written'),
    description: expect.stringContaining('PATCH'),
    requestBody: { content: { [XLSX]: {}, 'multipart/form-data': {} } },
  })
  expect(Object.keys(operation!.responses!).sort()).toEqual(['200', '401', '404', '413', '415', '422', '503'])
})
