import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SavedView, type ViewsAnswer, viewsAnswer } from '../../shared/protocol/api-views.ts'
import { PLAIN_VIEW, viewSpec } from '../../shared/views/view-spec.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

const TABLE = 'plan-145'
const PATH = `/api/tables/${TABLE}/views`
let server: TestServer
let planner: TestCaller
let clerk: TestCaller
let other: TestCaller
beforeAll(async () => {
  server = await startTestServer()
  ;[planner, clerk, other] = await Promise.all([server.as('guihua'), server.as('shangwu'), server.as('gongxin')])
})
afterAll(() => server.end())

const seen = async (caller: TestCaller) => viewsAnswer.parse(await caller.json<ViewsAnswer>(PATH))
const names = async (caller: TestCaller) => (await seen(caller)).views.map(({ name }) => name)
const spec = viewSpec.parse({ sort: [{ column: 'target', direction: 'down' }], hidden: ['unit'] })
const save = async (caller: TestCaller, name: string, shared = false) => {
  const answer = await caller.send('POST', PATH, { name, shared, spec })
  expect(answer.status).toBe(201)
  return (await answer.json()) as SavedView
}

describe('views on the server', () => {
  test('a personal view is its maker’s alone, comes back as it was, is renamed and deleted', async () => {
    const { id } = await save(clerk, '我的排序')
    expect((await seen(clerk)).views).toMatchObject([{ id, name: '我的排序', shared: false, own: true, spec }])
    expect(await names(other)).toEqual([])
    for (const [method, sent] of [['PUT', { name: '别人的', spec }] as const, ['DELETE', undefined] as const])
      expect((await other.send(method, `${PATH}/${id}`, sent)).status).toBe(404)
    expect((await clerk.send('PUT', `${PATH}/${id}`, { name: '改名', spec })).status).toBe(204)
    expect(await names(clerk)).toEqual(['改名'])
    expect((await clerk.send('DELETE', `${PATH}/${id}`)).status).toBe(204)
    expect(await names(clerk)).toEqual([])
  })

  test('what the planning office shares everybody sees and only it changes', async () => {
    const { id } = await save(planner, '约束性指标', true)
    expect((await seen(clerk)).views).toMatchObject([{ id, shared: true, own: false }])
    expect((await seen(clerk)).mayShare).toBe(false)
    expect((await seen(planner)).mayShare).toBe(true)
    expect((await clerk.send('PUT', `${PATH}/${id}`, { name: 'x', spec })).status).toBe(403)
    expect((await clerk.send('DELETE', `${PATH}/${id}`)).status).toBe(403)
    expect((await clerk.send('POST', PATH, { name: '给大家', shared: true, spec })).status).toBe(403)
    const mine = await save(clerk, '自己的')
    expect((await clerk.send('PUT', `${PATH}/${mine.id}`, { name: '自己的', shared: true, spec })).status).toBe(403)
    expect((await planner.send('DELETE', `${PATH}/${id}`)).status).toBe(204)
    expect(await names(clerk)).toEqual(['自己的'])
  })

  test('how one looked at the table last is kept for each person', async () => {
    expect((await seen(other)).standing).toBeNull()
    for (const standing of [
      { view: null, spec },
      { view: 7, spec: { ...spec, sort: [] } },
    ]) {
      expect((await other.send('PUT', `${PATH}/standing`, standing)).status).toBe(204)
      expect((await seen(other)).standing).toEqual({ ...standing, spec: { ...PLAIN_VIEW, ...standing.spec } })
    }
    expect((await seen(planner)).standing).toBeNull()
  })

  test.each([
    ['no name', { name: ' ', spec }],
    ['a name without end', { name: 'x'.repeat(61), spec }],
    ['no view', { name: 'x' }],
    ['a sort by nothing', { name: 'x', spec: { sort: [{ column: '', direction: 'up' }] } }],
    ['a filter of no kind', { name: 'x', spec: { filters: [{ kind: '__proto__', column: 'a' }] } }],
    [
      'more values than a list holds',
      { name: 'x', spec: { filters: [{ kind: 'values', column: 'a', values: new Array(10_001).fill('v') }] } },
    ],
    ['a width beyond all screens', { name: 'x', spec: { widths: { a: 1e9 } } }],
  ])('refused, and nothing is kept: %s', async (_, sent) => {
    const before = await names(clerk)
    const answer = await clerk.send('POST', PATH, sent)
    expect(answer.status).toBe(422)
    expect(await names(clerk)).toEqual(before)
  })

  test('ten thousand values in a list are kept', async () => {
    const values = Array.from({ length: 10_000 }, (_, at) => `值${at}`)
    const filters = [{ kind: 'values', column: 'unit', values }]
    expect((await planner.send('PUT', `${PATH}/standing`, { view: null, spec: { filters } })).status).toBe(204)
    expect((await seen(planner)).standing?.spec.filters).toEqual(filters)
  })

  test('nobody who is not signed in, and no table that is not there', async () => {
    expect((await server.nobody.get(PATH)).status).toBe(401)
    expect((await clerk.get('/api/tables/nowhere/views')).status).toBe(404)
  })
})
