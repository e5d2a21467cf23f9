import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '../../shared/accounts/account.ts'
import { EVERYONE } from '../../shared/permissions/rules.ts'
import type { AuditPage, AuditPerson, AuditWords } from '../../shared/protocol/api-audit.ts'
import type { TableSummary } from '../../shared/protocol/api-tables.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

const NAMES = ['admin', 'guihua', 'gongxin', 'lingdao', 'shenji'] as const
const SENDER = { 'x-forwarded-for': '10.3.0.1' }

let server: TestServer
const people = {} as Record<(typeof NAMES)[number], TestCaller>
let gongxin: Account
let tables: ReadonlyMap<string, string>

const page = (query = '', who: (typeof NAMES)[number] = 'shenji') =>
  people[who].json<AuditPage>(`/api/audit/lines?${query}`)
const newest = async (query = '') => (await page(query)).lines[0]!

beforeAll(async () => {
  server = await startTestServer()
  for (const name of NAMES) people[name] = await server.as(name)
  gongxin = await people.gongxin.json<Account>('/api/session')
  const made = await people.guihua.send('POST', '/api/tables', {
    name: 'told',
    kind: 'indicator',
    section: '测试',
    facts: { title: '日志里的表' },
    columns: [
      { id: 'n', title: '指标', type: 'text', fills: 'planning' },
      { id: 'v', title: '目标', type: 'value', fills: 'owner' },
    ],
    rows: [{ id: 'r', owner: 'gongxin', cells: { n: '工业增加值', v: '5' } }],
  })
  expect(made.status).toBe(201)
  tables = new Map((await people.guihua.json<TableSummary[]>('/api/tables')).map(({ name, id }) => [name, id]))
}, 120_000)
afterAll(() => server.end())

describe('who may', () => {
  test.each([
    ['nobody', 401],
    ['gongxin', 403],
    ['guihua', 403],
    ['lingdao', 403],
    ['shenji', 200],
    ['admin', 200],
  ] as const)('[RIGHT-21] %s: %i for the lines, the people and the workbook', async (who, status) => {
    const caller = who === 'nobody' ? server.nobody : people[who]
    const paths = ['/api/audit/lines', '/api/audit/people', '/api/audit/export.xlsx?kind=restored']
    expect(await Promise.all(paths.map(async path => (await caller.get(path)).status))).toEqual(paths.map(() => status))
  })

  test('[RIGHT-4] of a table that the administrator may not read the log tells them nothing; the auditor reads on', async () => {
    const rules = (read: object) =>
      people.guihua.send('PUT', '/api/tables/told/rules', { read, export: EVERYONE, deadline: null, extensions: {} })
    await rules({ everyone: false, departments: ['gongxin'], roles: [] })
    const table = `table=${tables.get('told')}`
    const told = async (who: 'admin' | 'shenji') => [
      (await page(table, who)).lines.length > 0,
      (await people[who].json<unknown[]>(`/api/audit?${table}`)).length > 0,
      (await page('text=日志里的表', who)).lines.some(({ kind }) => kind === 'table-created'),
    ]
    expect(await told('admin')).toEqual([false, false, false])
    expect(await told('shenji')).toEqual([true, true, true])
    await rules(EVERYONE)
    expect(await told('admin')).toEqual([true, true, true])
  })
})

interface Act {
  readonly name: string
  readonly send: () => Promise<Response>
  readonly line: Partial<AuditWords>
  readonly english: string
}

const admin = (method: string, path: string, body?: unknown) => people.admin.send(method, path, body, SENDER)
const office = (method: string, path: string, body?: unknown) => people.guihua.send(method, path, body, SENDER)

const ACTS: readonly Act[] = [
  {
    name: 'a cell',
    send: () =>
      people.gongxin.send(
        'PATCH',
        '/api/tables/told/cells',
        [{ row: 'r', column: 'v', value: '8左右', reason: '按全年测算' }],
        SENDER,
      ),
    line: {
      accountName: '刘洋',
      departmentName: '工信局',
      table: { name: 'told', title: '日志里的表' },
      cell: { row: 'r', column: 'v' },
      says: '修改 工业增加值 · 目标',
      before: '5',
      after: '8左右',
      reason: '按全年测算',
    },
    english: 'Changed 工业增加值 · 目标',
  },
  {
    name: 'who fills a column',
    send: () =>
      office('POST', '/api/tables/told/columns', {
        commands: [{ kind: 'change-column', column: 'v', facts: { fills: 'planning' } }],
      }),
    line: { says: '改列“目标”的由谁填', before: '责任单位', after: '规划办', cell: null },
    english: 'Changed the filling rule of the column “目标”',
  },
  {
    name: 'a deadline',
    send: () =>
      office('PUT', '/api/tables/told/rules', {
        read: EVERYONE,
        export: { everyone: false, departments: [], roles: ['leader'] },
        deadline: null,
        extensions: {},
      }),
    line: { says: '改查看、导出和填报期限的规定', before: '导出：所有人', after: '导出：领导' },
    english: 'Changed who reads and exports the table, and until when it is filled',
  },
  {
    name: 'a lock',
    send: () =>
      office('POST', '/api/tables/told/locks', {
        row: null,
        column: null,
        department: 'gongxin',
        words: '正在核对',
        until: null,
      }),
    line: { says: '锁定工信局的行，直到解除', reason: '正在核对' },
    english: 'Locked the rows of 工信局, until it is lifted',
  },
  {
    name: 'a further office',
    send: () =>
      admin('POST', `/api/accounts/${gongxin.id}/offices`, {
        department: 'shangwu',
        role: 'clerk',
        deputy: true,
        until: 4_000_000_000_000,
      }),
    line: {
      says: expect.stringMatching(/^给刘洋增加职务：商务局 填报员（代理，到2096-10-0\d \d\d:\d\d为止）$/) as never,
    },
    english: 'Gave 刘洋 an office: 商务局 clerk (deputy, until',
  },
  {
    name: 'an account',
    send: () => admin('PATCH', `/api/accounts/${gongxin.id}`, { roles: ['clerk', 'leader'] }),
    line: { says: '改刘洋的账号', before: '刘洋 · 工信局 · 填报员', after: '刘洋 · 工信局 · 填报员、领导' },
    english: 'Changed the account of 刘洋',
  },
  {
    name: 'a wrong password',
    send: () => server.nobody.send('POST', '/api/session', { account: 'shangwu', password: 'guessed' }, SENDER),
    line: { accountName: null, says: '登录被拒（shangwu）：密码不对' },
    english: 'Not let in (shangwu): wrong password',
  },
  {
    name: 'a copy of a table',
    send: () => people.lingdao.get('/api/tables/told/export.xlsx?form=official', SENDER),
    line: { says: '导出正式表', table: { name: 'told', title: '日志里的表' } },
    english: 'Exported the official form',
  },
]

describe('in words, newest first', () => {
  test.each(ACTS)('$name', async ({ send, line, english }) => {
    expect((await send()).status).toBeLessThan(500)
    expect(await newest()).toMatchObject({ ...line, address: '10.3.0.1' })
    const [same] = (
      (await (await people.shenji.get('/api/audit/lines', { 'accept-language': 'en' })).json()) as AuditPage
    ).lines
    expect(same?.says).toContain(english)
  })
})

const FILTERS: readonly (readonly [string, () => string, (line: AuditWords) => boolean])[] = [
  ['by person', () => `account=${gongxin.id}`, (line: AuditWords) => line.accountName === '刘洋'],
  ['by department', () => 'department=gongxin', (line: AuditWords) => line.departmentName === '工信局'],
  ['by kind', () => 'kind=signed-in', (line: AuditWords) => line.kind === 'signed-in'],
  [
    'by several kinds',
    () => 'kind=signed-in,sign-in-failed',
    (line: AuditWords) => line.kind === 'signed-in' || line.kind === 'sign-in-failed',
  ],
  ['by table', () => `table=${tables.get('told')}`, (line: AuditWords) => line.table?.name === 'told'],
  ['by words, wherever they stand', () => 'text=商务局 代理', (line: AuditWords) => line.says.includes('代理')],
  ['by value and row', () => 'text=8左右 工业', (line: AuditWords) => line.after === '8左右'],
]

describe('filtered', () => {
  test.each(FILTERS)('%s', async (_, query, fits) => {
    const { lines } = await page(`limit=500&${query()}`)
    const all = await everything()
    expect(lines.map(({ id }) => id)).toEqual(all.filter(fits).map(({ id }) => id))
    expect(lines.length).toBeGreaterThan(0)
  })

  test('by period: both ends belong to it', async () => {
    const { at, id } = await newest('kind=account-changed')
    const ids = async (from: number, to: number) => (await page(`from=${from}&to=${to}`)).lines.map(line => line.id)
    expect(await ids(at, at)).toContain(id)
    expect(await ids(at + 1, at + 1)).not.toContain(id)
  })

  test('by a kind that is none: nothing', async () => {
    expect(await page('kind=made-up')).toEqual({ lines: [], next: null, searchedTo: null })
  })
})

/** page after page, to the first line */
async function everything(limit = 500, query = ''): Promise<readonly AuditWords[]> {
  const lines: AuditWords[] = []
  let after = '' as string
  do {
    const got: AuditPage = await page(`limit=${limit}${query}${after === '' ? '' : `&after=${after}`}`)
    lines.push(...got.lines)
    after = got.next ?? ''
  } while (after !== '')
  return lines
}

test.each(['', '&text=刘洋', '&kind=cells,signed-in'])(
  'pages of three are the whole, in order, each line once%s',
  async query => {
    const [small, large] = [await everything(3, query), await everything(500, query)]
    expect(small).toEqual(large)
    expect(new Set(small.map(({ id }) => id)).size).toBe(small.length)
  },
)

test('whom the log may name, those who are disabled too', async () => {
  const made = await admin('POST', '/api/accounts', {
    account: 'zou',
    name: '走了',
    department: null,
    roles: ['leader'],
  })
  const { id } = (await made.json()) as Account
  await admin('DELETE', `/api/accounts/${id}`)
  const names = (await people.shenji.json<AuditPerson[]>('/api/audit/people')).map(({ account }) => account)
  expect(names).toEqual(expect.arrayContaining(['admin', 'gongxin', 'zou']))
  expect(await newest('kind=account-disabled')).toMatchObject({ says: '停用走了的账号' })
})

describe('the workbook', () => {
  const read = async (query: string) => {
    const answer = await people.shenji.get(`/api/audit/export.xlsx?${query}`)
    expect(answer.status).toBe(200)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(await answer.arrayBuffer())
    const rows: string[][] = []
    workbook.worksheets[0]!.eachRow(row => rows.push((row.values as unknown[]).slice(1).map(String)))
    return rows
  }

  test('holds what is filtered, and says by whom, when and by what filter it was taken', async () => {
    const expected = (await page(`department=gongxin&kind=signed-in`)).lines
    const [, lead, , heads, ...lines] = await read('department=gongxin&kind=signed-in')
    expect(lead?.[0]).toMatch(/^\d+ 条，新的在前；\d{4}-\d\d-\d\d \d\d:\d\d 由.+导出。条件：工信局 · signed-in。$/)
    expect(heads).toEqual(['时间', '谁', '部门', '从何处', '表', '做了什么', '之前', '之后', '理由'])
    expect(lines.map(line => line.slice(1, 4))).toEqual(expected.map(() => ['刘洋', '工信局', '127.0.0.1']))
    expect(await newest()).toMatchObject({ kind: 'exported', says: `导出审计日志（${expected.length} 条）` })
  })

  test('[RIGHT-5] leaves out tables that the auditor may not export, and says how many', async () => {
    const rows = await read('')
    expect(rows.some(row => row.join().includes('1 张表没有授权您导出'))).toBe(true)
    expect(rows.some(row => row.includes('日志里的表'))).toBe(false)
  })
})
