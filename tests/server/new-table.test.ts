import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TableDetail, TableRow, TableSummary } from '../../shared/protocol/api-tables.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let admin: TestCaller
let clerk: TestCaller
beforeAll(async () => {
  server = await startTestServer({ env: { SEED: 'none' } })
  admin = await server.as('admin')
  await admin.send('POST', '/api/departments', { id: 'jiaoyu', name: '教育局' })
  const person = {
    account: 'laoshi',
    name: '李老师',
    department: 'jiaoyu',
    roles: ['clerk'],
    password: 'correct horse',
  }
  await admin.send('POST', '/api/accounts', person)
  clerk = await server.as('laoshi')
})
afterAll(() => server.end())

const definition = (more: object = {}) => ({
  name: 'jiaoyu-2026',
  kind: 'indicator',
  section: '年度',
  facts: { title: '2026年教育指标表' },
  columns: [
    { id: 'name', title: '指标', type: 'text' },
    { id: 'growth', title: '增量', type: 'computed', formula: '=[@目标]-[@现状]' },
    { id: 'now', title: '现状', type: 'value', fills: 'owner' },
    { id: 'target', title: '目标', type: 'value', fills: 'owner' },
  ],
  rows: [
    { id: 'r1', owner: 'jiaoyu', cells: { name: '在园幼儿', now: 100, target: 130 } },
    { id: 'r2', parent: 'r1', cells: { name: '其中:公办' } },
  ],
  ...more,
})
const post = (body: object, caller = admin) => caller.send('POST', '/api/tables', body, { 'accept-language': 'en' })

test('a table is made, computes, and its department fills it', async () => {
  const made = await post(definition())
  expect(made.status).toBe(201)
  const table = (await made.json()) as TableDetail
  expect(table).toMatchObject({ name: 'jiaoyu-2026', title: '2026年教育指标表', phase: 'drafting', rowCount: 2 })
  expect(table.columns.map(({ id, fills }) => [id, fills])).toEqual([
    ['name', 'planning'],
    ['growth', 'nobody'],
    ['now', 'owner'],
    ['target', 'owner'],
  ])
  expect(await clerk.json<TableSummary[]>('/api/tables')).toMatchObject([{ name: 'jiaoyu-2026', ownRows: 1 }])
  const filled = await clerk.send('PATCH', '/api/tables/jiaoyu-2026/cells', [
    { row: 'r1', column: 'target', value: 150 },
  ])
  expect(filled.status).toBe(200)
  const [first] = await clerk.json<TableRow[]>('/api/tables/jiaoyu-2026/rows')
  expect(first?.cells.growth).toMatchObject({ number: 50, computed: true })
  expect((await post(definition())).status).toBe(409)
  // a slug that is another table's id would never be found
  expect((await post(definition({ name: 't-jiaoyu-2026' }))).status).toBe(409)
})

test('a clerk makes none', async () => {
  expect((await post(definition({ name: 'other' }), clerk)).status).toBe(403)
})

const [name, , now] = definition().columns
describe('what is refused, and what the answer says', () => {
  test.each([
    ['a slug with capitals', { name: 'Plan' }, 'name is not written as it should be'],
    ['no title', { facts: {} }, 'facts.title must be a text'],
    ['a field that there is not', { colour: 'red' }, 'there is no field colour'],
    ['another kind', { kind: 'chart' }, 'kind must be one of indicator / register'],
    ['no column', { columns: [] }, 'columns must have at least 1 entry'],
    ['a column id twice', { columns: [name, name], rows: [] }, 'columns.1.id repeats an earlier one'],
    ['a row id twice', { rows: [{ id: 'a' }, { id: 'a' }] }, 'rows.1.id repeats an earlier one'],
    ['a parent below', { rows: [{ id: 'a', parent: 'b' }, { id: 'b' }] }, 'rows.0.parent: no row above it has this id'],
    ['an unknown owner', { rows: [{ id: 'a', owner: 'x' }] }, 'rows.0.owner: there is no such department'],
    ['an unknown column', { rows: [{ id: 'a', cells: { x: 1 } }] }, 'rows.0.cells.x: there is no such column'],
    ['a computed cell', { rows: [{ id: 'a', cells: { growth: 1 } }] }, 'rows.0.cells.growth: nobody fills this column'],
    [
      'a text too long',
      { rows: [{ id: 'a', cells: { name: '字'.repeat(11_000) } }] },
      'rows.0.cells.name may have at most 32768 bytes',
    ],
  ])('%s', async (_what, more, said) => {
    const response = await post(definition({ name: 'refused', ...more }))
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { code: 'bad-request', message: `The request is not as it should be: ${said}.` },
    ])
  })

  test.each([
    [
      'a formula that names no column',
      { ...now, id: 'x', title: 'x', type: 'computed', formula: '=[@没有]' },
      'formula-broken',
    ],
    ['two columns of one title', { ...now, id: 'x' }, 'title-taken'],
    ['no choices', { id: 'x', title: 'x', type: 'choice' }, 'choices-missing'],
  ])('%s', async (_what, column, code) => {
    const columns = [...definition().columns, column]
    const body = await (await post(definition({ name: 'refused', columns }))).json()
    expect(body.code).toBe('columns-refused')
    expect(body.problems).toContainEqual(expect.objectContaining({ code, column: 'x' }))
  })
})
