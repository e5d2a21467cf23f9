import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ColumnsAnswer } from '../../shared/protocol/api-columns.ts'
import type { ColumnSource, FormulaTable } from '../../shared/protocol/api-formula-tables.ts'
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

interface Sketch {
  readonly shortTitle?: string
  /** titles, or formulas, by column id */
  readonly columns: Readonly<Record<string, string>>
  readonly rows?: readonly Readonly<Record<string, string | number>>[]
}

const make = async (name: string, title: string, { shortTitle, columns, rows = [{}] }: Sketch) => {
  const response = await planner.send('POST', '/api/tables', {
    name,
    kind: 'indicator',
    section: '测试',
    facts: { title, ...(shortTitle && { shortTitle }) },
    columns: Object.entries(columns).map(([id, text]) =>
      text.startsWith('=')
        ? { id, title: id, type: 'computed', formula: text }
        : { id, title: text, type: id === 'n' ? 'text' : 'value' },
    ),
    rows: rows.map((cells, at) => ({ id: `${name}-${at}`, cells })),
  })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
}
const texts = async (table: string, column: string) =>
  (await planner.json<TableRow[]>(`/api/tables/${table}/rows`)).map(({ cells }) => cells[column]?.text)
const patch = (table: string, row: number, column: string, value: string | number) =>
  planner.send('PATCH', `/api/tables/${table}/cells`, [{ row: `${table}-${row}`, column, value }])
const formula = async (table: string, column: string) =>
  (await planner.json<TableDetail>(`/api/tables/${table}`)).columns.find(({ id }) => id === column)?.formula
const post = (table: string, request: unknown) => planner.send('POST', `/api/tables/${table}/columns`, request)
const answer = async (table: string, request: unknown): Promise<ColumnsAnswer> => {
  const response = await post(table, request)
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as ColumnsAnswer
}

const LOOK = '=XLOOKUP([@名称],源表[名称],源表[数],"无")'

describe('[LINK-1] a formula reads the live copy of the other table', () => {
  beforeAll(async () => {
    await make('source', '源表', {
      columns: { n: '名称', v: '数' },
      rows: [
        { n: '甲', v: 1 },
        { n: '乙', v: '≥2' },
      ],
    })
    await make('middle', '中表', { columns: { n: '名称', x: LOOK, y: '=[@x]*10' }, rows: [{ n: '乙' }, { n: '丙' }] })
    await make('end', '末表', { columns: { s: '=SUM(中表[y])', c: '=COUNTIF(源表[名称],"*")' } })
  })

  test('a table is made with it, and reads what is there', async () => {
    expect(await texts('middle', 'x')).toEqual(['≥2', '无'])
    expect(await texts('middle', 'y')).toEqual(['20', '#VALUE!'])
    expect(await texts('end', 'c')).toEqual(['2'])
  })

  test('what is written there is read here at once, through a chain of tables', async () => {
    await patch('source', 1, 'v', 5)
    await patch('middle', 1, 'n', '甲')
    expect(await texts('middle', 'y')).toEqual(['50', '10'])
    expect(await texts('end', 's')).toEqual(['60'])
  })

  test('a column that is added by a command reads at once', async () => {
    const { added } = await answer('end', {
      commands: [{ kind: 'add-column', facts: { title: '求和', type: 'computed', formula: '=SUM(source[数])' } }],
    })
    expect(await texts('end', added[0]!)).toEqual(['6'])
  })

  test('a name that leads nowhere is refused in a command', async () => {
    const facts = { title: '空', type: 'computed', formula: '=SUM(没有此表[数])' }
    const response = await post('end', { commands: [{ kind: 'add-column', facts }] })
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { code: 'columns-refused', problems: [{ code: 'formula-broken' }] },
    ])
  })

  test('a circle through three tables is refused and named', async () => {
    const facts = { title: '绕回', type: 'computed', formula: '=SUM(末表[s])' }
    const response = await post('source', { commands: [{ kind: 'change-column', column: 'v', facts }] })
    const body = (await response.json()) as { problems: { message: string }[] }
    expect(response.status).toBe(422)
    expect(body.problems[0]!.message).toContain('末表[s] → … → [绕回]')
  })

  test('a restart reads the same, also where a later table comes first', async () => {
    await server.live.close()
    await server.stop()
    server = await startTestServer({ dataDir: server.dataDir })
    planner = await server.as('guihua')
    expect(await texts('end', 's')).toEqual(['60'])
    expect(await texts('middle', 'y')).toEqual(['50', '10'])
  })
})

describe('[LINK-2] names are kept', () => {
  test('renaming a column there spells the formulas here anew, and the values stay', async () => {
    const { rewritten, elsewhere } = await answer('source', {
      commands: [{ kind: 'change-column', column: 'v', facts: { title: '数值[万]' } }],
    })
    expect(rewritten.map(({ table, column, after }) => [table, column, after])).toEqual([
      ['中表', 'x', `=XLOOKUP([@名称],源表[名称],源表[数值'[万']],"无")`],
      ['末表', expect.any(String), `=SUM(source[数值'[万']])`],
    ])
    expect(elsewhere).toBe(0)
    expect(await formula('middle', 'x')).toBe(`=XLOOKUP([@名称],源表[名称],源表[数值'[万']],"无")`)
    expect(await texts('middle', 'y')).toEqual(['50', '10'])
  })

  test('deleting one there is refused while formulas here would break, and says which', async () => {
    const commands = [{ kind: 'delete-column', column: 'v' }]
    expect((await post('source', { commands })).status).toBe(409)
    const { broken } = await answer('source', { commands, dryRun: true })
    expect(broken.map(({ table, column }) => [table, column])).toEqual([
      ['中表', 'x'],
      ['末表', expect.any(String)],
    ])
    await answer('source', { commands, acceptBroken: true })
    expect(await texts('middle', 'x')).toEqual(['#REF!', '#REF!'])
    await answer('source', { commands: [{ kind: 'restore-column', column: 'v' }] })
    expect(await texts('middle', 'y')).toEqual(['50', '10'])
  })

  test('a formula that names a table which is made later comes alive', async () => {
    const table = (await server.live.open('t-middle'))!
    await table.command(planning, [{ key: 'x:formula', value: '=SUM(后来的[数])' }])
    expect(await texts('middle', 'x')).toEqual(['#REF!', '#REF!'])
    await make('later', '后来的', { columns: { v: '数' }, rows: [{ v: 3 }] })
    expect(await texts('middle', 'x')).toEqual(['3', '3'])
  })
})

describe('[LINK-8] what the page asks for', () => {
  test('the tables that formulas may name, with their columns', async () => {
    const tables = await planner.json<FormulaTable[]>('/api/formula-tables')
    expect(tables.find(({ name }) => name === 'middle')).toMatchObject({
      title: '中表',
      columns: [{ id: 'n', title: '名称', type: 'text' }, { id: 'x', type: 'computed' }, { id: 'y' }],
    })
  })

  test('where a column comes from, for who may open it', async () => {
    await patch('source', 0, 'n', '子')
    const [source] = await planner.json<ColumnSource[]>('/api/tables/end/columns/c/sources')
    expect(source).toEqual({
      table: '源表',
      column: '名称',
      open: { name: 'source', seq: 1, changedAt: expect.any(Number) },
    })
    expect((await planner.get('/api/tables/end/columns/nothing/sources')).status).toBe(404)
  })

  test('a dry run tells what columns would show, and writes nothing', async () => {
    const facts = { title: '试', type: 'computed', formula: '=XLOOKUP("子",源表[名称],源表[名称])&[@c]' }
    const commands = [{ kind: 'add-column', id: 'try', facts }]
    const { preview, written } = await answer('end', { commands, dryRun: true, previewRows: ['end-0', 'no-row'] })
    expect([preview?.try, written]).toEqual([{ 'end-0': '子2' }, false])
    expect(await formula('end', 'try')).toBeUndefined()
  })
})
