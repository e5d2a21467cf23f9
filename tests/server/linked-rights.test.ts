import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Account } from '../../shared/accounts/account.ts'
import type { ColumnSource, FormulaTable } from '../../shared/protocol/api-formula-tables.ts'
import type { TableRow } from '../../shared/protocol/api-tables.ts'
import { openClientPage } from '../support/client-page.ts'
import { recalculateAll, sofficePath } from '../support/libreoffice.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

/** One person may not open one table: whatever rights there are, they end in this decision. */
const closed = vi.hoisted(() => ({ account: '', table: '' }))
vi.mock('../../server/permissions/rights-book.ts', async original => {
  const real = await original<typeof import('../../server/permissions/rights-book.ts')>()
  return {
    ...real,
    openRightsBook: async (...given: Parameters<typeof real.openRightsBook>) => {
      const book = await real.openRightsBook(...given)
      const isClosed = (account: Account, id: string) => account.id === closed.account && id === closed.table
      const decide: typeof book.decide = (account, action, subject) =>
        isClosed(account, subject.tableId)
          ? { allowed: false, reason: 'reading-not-granted' }
          : book.decide(account, action, subject)
      return {
        ...book,
        decide,
        mayRead: (account: Account, id: string) => !isClosed(account, id) && book.mayRead(account, id),
      }
    },
  }
})

let server: TestServer
let planner: TestCaller
let blind: TestCaller

const make = (name: string, title: string, columns: readonly object[], cells: readonly object[]) =>
  planner.send('POST', '/api/tables', {
    name,
    kind: 'indicator',
    section: '测试',
    facts: { title },
    columns,
    rows: cells.map((each, at) => ({ id: `${name}-${at}`, cells: each })),
  })

beforeAll(async () => {
  server = await startTestServer()
  planner = await server.as('guihua')
  await make(
    'closed',
    '内部测算',
    [
      { id: 'n', title: '名称', type: 'text' },
      { id: 'v', title: '测算数', type: 'value' },
      { id: 'e', title: '增量', type: 'computed', formula: '=IFERROR([@测算数]/7,0)' },
    ],
    [
      { n: '甲', v: '≥10.1' },
      { n: '乙', v: 20.2 },
      { n: '只此一处丙', v: '——' },
      { n: '丁', v: 1234.5678 },
    ],
  )
  await make(
    'shown',
    '公开表',
    [
      { id: 'n', title: '名称', type: 'text' },
      { id: 'x', title: '查', type: 'computed', formula: '=XLOOKUP([@名称],内部测算[名称],内部测算[测算数],"无")' },
      {
        id: 's',
        title: '占比',
        type: 'computed',
        formula: '=SUMIFS(内部测算[增量],内部测算[名称],[@名称])/SUM(内部测算[增量])*100',
      },
      {
        id: 'c',
        title: '个数',
        type: 'computed',
        formula: '=COUNTIF(内部测算[测算数],">15")+SUMPRODUCT((内部测算[名称]<>"")*1)',
        decimals: 1,
      },
      { id: 'r', title: '名次', type: 'computed', formula: '=IFERROR(RANK([@查],内部测算[测算数]),"")' },
      { id: 'd', title: '加倍', type: 'computed', formula: '=IFERROR([@查]*2,"")', decimals: 2, rounding: 'half-up' },
    ],
    [{ n: '丁' }, { n: '甲' }, { n: '没有' }, { n: '乙' }],
  )
  const admin = await server.as('admin')
  await admin.send('POST', '/api/accounts', {
    account: 'guihua2',
    name: '规划办乙',
    department: null,
    roles: ['planning'],
    password: 'correct horse',
  })
  closed.table = 't-closed'
  blind = await server.as('guihua2')
  closed.account = (await blind.json<Account>('/api/session')).id
})
afterAll(() => server.end())

describe('who may not open a table', () => {
  test('[LINK-5] sees what formulas show of it, computed by the server, and gets nothing else', async () => {
    expect((await blind.get('/api/tables/closed')).status).toBe(404)
    const page = await openClientPage(server, 'guihua2', 'shown')
    const texts = (column: string) => page.sheet.view.rows.map(row => page.sheet.text(row, column))
    await vi.waitFor(() => expect(texts('x')).toEqual(['1234.5678', '≥10.1', '无', '20.2']))
    expect(texts('d')).toEqual(['2469.14', '20.20', '', '40.40'])
    await planner.send('PATCH', '/api/tables/closed/cells', [{ row: 'closed-1', column: 'v', value: 30.3 }])
    await vi.waitFor(() => expect(texts('x')[3]).toBe('30.3'))
    await planner.send('PATCH', '/api/tables/closed/cells', [{ row: 'closed-1', column: 'v', value: 20.2 }])
    const said = page.frames.map(frame => Buffer.from(frame).toString('utf8')).join('\n')
    for (const secret of ['只此一处', 'closed-', 't-closed']) expect(said).not.toContain(secret)
    page.close()
    const rows = await blind.json<TableRow[]>('/api/tables/shown/rows')
    expect(rows[1]!.cells.x).toMatchObject({ computed: true, text: '≥10.1', number: 10.1 })
  })

  test('[LINK-4] may write no formula that names it, and is not told that it is there', async () => {
    const post = async (formula: string) => {
      const facts = { title: '偷看', type: 'computed', formula }
      const response = await blind.send('POST', '/api/tables/shown/columns', {
        commands: [{ kind: 'add-column', facts }],
      })
      return [response.status, ((await response.json()) as { problems: { message: string }[] }).problems[0]!.message]
    }
    const [status, message] = await post('=SUM(内部测算[测算数])')
    const [, ofNone] = await post('=SUM(并无此表[测算数])')
    expect([status, message]).toEqual([422, String(ofNone).replace('并无此表', '内部测算')])
    expect((await blind.json<FormulaTable[]>('/api/formula-tables')).map(({ name }) => name)).not.toContain('closed')
  })

  test('[LINK-8] is told what the formula says, and nothing more', async () => {
    const sources = await blind.json<ColumnSource[]>('/api/tables/shown/columns/x/sources')
    expect(sources[0]).toEqual({ table: '内部测算', column: '名称', open: null })
  })

  test('[LINK-2] a change that touches formulas of a table that they may not open counts them', async () => {
    await make('secret', '密表', [{ id: 'z', title: '合', type: 'computed', formula: '=SUM(公开表[个数])' }], [{}])
    closed.table = 't-secret'
    const commands = [{ kind: 'change-column', column: 'c', facts: { title: '数目' } }]
    const response = await blind.send('POST', '/api/tables/shown/columns', { commands, dryRun: true })
    expect(await response.json()).toMatchObject({ rewritten: [], broken: [], elsewhere: 1 })
    closed.table = 't-closed'
  })
})

describe.skipIf(sofficePath === null)('[LINK-9] the workbook', () => {
  const shown = ['n', 'x', 's', 'c', 'r', 'd']
  const exportOf = async (caller: TestCaller, form: string) =>
    new Uint8Array(await (await caller.get(`/api/tables/shown/export.xlsx?form=${form}`)).arrayBuffer())

  test('stays live over copied columns for who may read them, to the same digits; leaves as values for others', async () => {
    const books = [
      await exportOf(planner, 'official'),
      await exportOf(planner, 'grid'),
      await exportOf(blind, 'official'),
    ]
    const [official, grid, values] = await recalculateAll(books)
    const rows = await planner.json<TableRow[]>('/api/tables/shown/rows')
    for (const sheets of [official!, grid!, values!]) {
      const [sheet] = sheets
      const first = [...Array(10).keys()].find(at => sheet!.cell(at + 1, 1).text === '丁')! + 1
      for (const [at, row] of rows.entries())
        for (const [column, id] of shown.entries()) {
          const cell = sheet!.cell(first + at, column + 1)
          const { number, text } = row.cells[id]!
          if (number === undefined) expect(cell.text).toBe(text)
          else expect(Math.abs(cell.number! - number)).toBeLessThanOrEqual(Math.abs(number) * 1e-12)
          expect(cell.live, `${sheets === values} ${id} ${at}`).toBe(id === 'd' || (id !== 'n' && sheets !== values))
        }
    }
    expect(values!.some(({ name }) => name === '_sources')).toBe(false)
    expect(official!.find(({ name }) => name === '_sources')!.cell(3, 1).text).toBe('只此一处丙')
  }, 180_000)

  test('comes back without a difference', async () => {
    const response = await fetch(`${server.url}/api/tables/shown/import`, {
      method: 'POST',
      headers: {
        cookie: planner.cookie,
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
      body: await exportOf(planner, 'official'),
    })
    expect(await response.json()).toMatchObject({ changes: [] })
  })
})
