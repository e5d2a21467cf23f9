import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ColumnsAnswer, ColumnsRequest } from '../../shared/protocol/api-columns.ts'
import type { TableDetail, TableRow } from '../../shared/protocol/api-tables.ts'
import { planning } from '../support/sample-table.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let planner: TestCaller
beforeAll(async () => {
  server = await startTestServer()
  planner = await server.as('guihua')
})
afterAll(() => server.end())

const send = (request: unknown, caller = planner, table = 'plan-145') =>
  caller.send('POST', `/api/tables/${table}/columns`, request)
const post = async (request: ColumnsRequest): Promise<ColumnsAnswer> => {
  const response = await send(request)
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as ColumnsAnswer
}
const columns = async () => (await planner.json<TableDetail>('/api/tables/plan-145')).columns
const column = async (id: string) => (await columns()).find(each => each.id === id)
const rows = () => planner.json<TableRow[]>('/api/tables/plan-145/rows')

describe('the planning office changes columns', () => {
  test('a computed column is there with its values', async () => {
    const facts = { title: '增量', type: 'computed', formula: '=[@2025年目标值]-[@2020年基期值]', decimals: 2 } as const
    const { added, written } = await post({ commands: [{ kind: 'add-column', after: 'target', facts }] })
    expect(written).toBe(true)
    const id = added[0]!
    expect((await columns()).map(each => each.id).slice(3, 6)).toEqual(['base', 'target', id])
    const gdp = (await rows()).find(({ cells }) => cells.indicator?.text === '地区生产总值(GDP)')!
    expect(gdp.cells[id]).toMatchObject({ computed: true, text: '97.72' })
  })

  test('a renamed column takes its formulas along, and the values stay', async () => {
    const before = (await rows()).map(({ cells }) => cells.recomputed?.text)
    const { rewritten, broken } = await post({
      commands: [{ kind: 'change-column', column: 'target', facts: { title: '二〇二五年目标' } }],
    })
    expect([rewritten.map(({ column }) => column).sort(), broken]).toEqual([expect.arrayContaining(['recomputed']), []])
    expect((await column('recomputed'))?.formula).toContain('[@二〇二五年目标]')
    expect((await rows()).map(({ cells }) => cells.recomputed?.text)).toEqual(before)
  })

  test('deleting: refused while formulas would break, told by a dry run, done when accepted, and taken back', async () => {
    const commands = [{ kind: 'delete-column', column: 'base' } as const]
    const before = (await rows()).map(({ cells }) => cells.base?.text)
    const refused = await send({ commands })
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      { code: 'formulas-would-break', retry: 'never' },
    ])
    const dry = await post({ commands, dryRun: true })
    expect([dry.written, dry.broken.map(({ column }) => column)]).toEqual([
      false,
      expect.arrayContaining(['recomputed']),
    ])
    expect(await column('base')).toBeDefined()
    expect(await post({ commands, acceptBroken: true })).toMatchObject({ written: true })
    expect(await column('base')).toBeUndefined()
    await post({ commands: [{ kind: 'restore-column', column: 'base' }] })
    expect((await rows()).map(({ cells }) => cells.base?.text)).toEqual(before)
  })

  test('what a restart finds is what was answered', async () => {
    const facts = { title: '备查', type: 'text', fills: 'owner' } as const
    const { added } = await post({ commands: [{ kind: 'add-column', facts }] })
    await planner.send('POST', '/api/tables/plan-145/checkpoint')
    expect(await column(added[0]!)).toMatchObject({ title: '备查', fills: 'owner' })
  })
})

describe('two who change columns at once', () => {
  test('the one who planned on older columns is told, and nothing is written', async () => {
    const { mark } = await post({ commands: [{ kind: 'move-column', column: 'note', after: null }], dryRun: true })
    await post({ commands: [{ kind: 'change-column', column: 'unit', facts: { note: '计量单位' } }], base: mark })
    const late = await send({
      commands: [{ kind: 'change-column', column: 'unit', facts: { title: '量' } }],
      base: mark,
    })
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'columns-moved', retry: 'now' }])
    expect((await column('unit'))?.title).toBe('单位')
  })

  test('the same title twice in the same moment: one of them is refused', async () => {
    const add = () => send({ commands: [{ kind: 'add-column', facts: { title: '只此一列', type: 'text' } }] })
    const answers = await Promise.all([add(), add(), add()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
  })

  test('asking again with the same id adds no second column', async () => {
    const commands = [{ kind: 'add-column', id: 'cagain', facts: { title: '再问一次', type: 'text' } }]
    expect((await send({ commands })).status).toBe(200)
    const again = await send({ commands })
    expect([again.status, await again.json()]).toMatchObject([
      422,
      {
        code: 'columns-refused',
        problems: [{ command: 0, code: 'id-taken', column: 'cagain', message: '列的编号已经用过。' }],
      },
    ])
  })
})

describe('what is refused', () => {
  const harmless = { commands: [{ kind: 'change-column', column: 'unit', facts: { note: 'x' } }] }

  test.each(['gongxin', 'shangwu', 'lingdao', 'shenji', 'admin'])('%s may not', async name => {
    const response = await send(harmless, await server.as(name))
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'not-allowed', retry: 'never' }])
  })

  test('a table that is not there', async () => {
    expect((await send(harmless, planner, 'nowhere')).status).toBe(404)
  })

  test.each([
    ['no command', {}],
    ['an empty list', { commands: [] }],
    ['too many', { commands: Array.from({ length: 51 }, () => harmless.commands[0]) }],
    ['an unknown kind', { commands: [{ kind: 'drop-table', column: 'unit' }] }],
    ['an unknown fact', { commands: [{ kind: 'change-column', column: 'unit', facts: { deleted: true } }] }],
    ['an order key by the back door', { commands: [{ kind: 'change-column', column: 'unit', facts: { order: '0' } }] }],
    ['a key in an id', { commands: [{ kind: 'delete-column', column: 'unit:title' }] }],
    ['a broken character', { commands: [{ kind: 'change-column', column: 'unit', facts: { title: '\ud800' } }] }],
    [
      'too long a formula',
      { commands: [{ kind: 'change-column', column: 'unit', facts: { formula: `=${'1+'.repeat(5000)}1` } }] },
    ],
    ['half a decimal', { commands: [{ kind: 'change-column', column: 'unit', facts: { decimals: 1.5 } }] }],
  ])('%s: 422', async (_what, request) => {
    const response = await send(request)
    expect([response.status, await response.json()]).toMatchObject([422, { code: 'bad-request' }])
  })

  test('10,000 nested brackets are refused as a formula', async () => {
    const formula = `=${'('.repeat(4_000)}1${')'.repeat(4_000)}`
    const response = await send({ commands: [{ kind: 'change-column', column: 'recomputed', facts: { formula } }] })
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { code: 'columns-refused', problems: [{ code: 'formula-broken' }] },
    ])
  })

  test('all or nothing', async () => {
    const commands = [
      { kind: 'change-column', column: 'unit', facts: { title: '改了一半' } },
      { kind: 'delete-column', column: 'nobody' },
    ]
    expect((await send({ commands })).status).toBe(422)
    expect((await column('unit'))?.title).toBe('单位')
  })

  test('an issued table', async () => {
    const { id } = await planner.json<TableDetail>('/api/tables/plan-135')
    const live = await server.live.open(id)
    await live!.command(planning, [{ key: 'table:phase', value: 'issued' }])
    const response = await send(harmless, planner, 'plan-135')
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'structure-closed' }])
  })
})
