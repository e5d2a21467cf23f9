import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { decodeFrame, MAX_SERVER_FRAME_BYTES } from '../../shared/protocol/frames.ts'
import { type ClientPage, openClientPage } from '../support/client-page.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let planner: TestCaller
const pages: ClientPage[] = []

const make = (name: string, title: string, columns: Readonly<Record<string, string>>, cells: readonly object[]) =>
  planner.send('POST', '/api/tables', {
    name,
    kind: 'indicator',
    section: '测试',
    facts: { title },
    columns: Object.entries(columns).map(([id, text]) =>
      text.startsWith('=')
        ? { id, title: id, type: 'computed', formula: text }
        : { id, title: text, type: id === 'n' ? 'text' : 'value', fills: 'owner' },
    ),
    rows: cells.map((each, at) => ({ id: `${name}-${at}`, owner: 'gongxin', cells: each })),
  })

beforeAll(async () => {
  server = await startTestServer()
  planner = await server.as('guihua')
  await make('source', '源表', { n: '名称', v: '数', s: '秘密' }, [
    { n: '甲', v: 1, s: '只此一处甲' },
    { n: '乙', v: 2, s: '只此一处乙' },
  ])
  await make(
    'middle',
    '中表',
    { n: '名称', x: '=XLOOKUP([@名称],源表[名称],源表[数],"无")', y: '=IFERROR([@x]*10,0)', t: '=SUM([y])' },
    [{ n: '甲' }, { n: '乙' }],
  )
  await make('end', '末表', { n: '名称', x: '=SUM(中表[y])+LEN([@名称])' }, [{ n: '合计' }])
})
afterEach(() => {
  for (const page of pages.splice(0)) page.close()
})
afterAll(() => server.end())

const open = async (account: string, slug: string) => {
  const page = await openClientPage(server, account, slug)
  pages.push(page)
  return page
}
const texts = ({ sheet }: ClientPage, column: string) => sheet.view.rows.map(row => sheet.text(row, column))
const shows = (page: ClientPage, column: string, expected: readonly string[]) =>
  vi.waitFor(() => expect(texts(page, column)).toEqual(expected), { timeout: 10_000, interval: 5 })
/** what a cell shows from now on, each once, until it shows `last` */
const seen = async ({ sheet }: ClientPage, row: string, column: string, last: string) => {
  const shown: string[] = []
  while (shown.at(-1) !== last) {
    const text = sheet.text(row, column)
    if (text !== shown.at(-1)) shown.push(text)
    await pause(0)
  }
  return shown
}

describe('[LINK-5] results reach everybody who has the table open', () => {
  test('the browser calculates on from them; before they come nothing looks final', async () => {
    const page = await open('gongxin', 'middle')
    expect([...texts(page, 'x'), ...texts(page, 'y'), ...texts(page, 't')]).toEqual(Array(6).fill('…'))
    await shows(page, 'x', ['1', '2'])
    expect([texts(page, 'y'), texts(page, 't')]).toEqual([
      ['10', '20'],
      ['30', '30'],
    ])
    expect(page.sheet.calculation.value('middle-0', 'x')).toBe(1)
  })

  test('three tables live: a cell written in one moves the two others, in every browser', async () => {
    const [source, middle, end, other] = await Promise.all([
      open('gongxin', 'source'),
      open('gongxin', 'middle'),
      open('shangwu', 'end'),
      open('lingdao', 'middle'),
    ])
    await Promise.all([shows(middle, 't', ['30', '30']), shows(end, 'x', ['32'])])
    source.sheet.write([{ row: 'source-1', column: 'v', value: '5' }], 'edit')
    await Promise.all([shows(middle, 'x', ['1', '5']), shows(other, 't', ['60', '60']), shows(end, 'x', ['62'])])
    source.sheet.write([{ row: 'source-1', column: 'v', value: 2 }], 'edit')
    await shows(end, 'x', ['32'])
  })

  test('a frame holds results and nothing else of the other table', async () => {
    const page = await open('lingdao', 'middle')
    await shows(page, 'x', ['1', '2'])
    const said = page.frames.map(frame => Buffer.from(frame).toString('utf8')).join('\n')
    expect(said).toContain('middle-1')
    for (const secret of ['只此一处', 'source-', '秘密']) expect(said).not.toContain(secret)
  })

  test('one cell that moves is one small frame', async () => {
    const [source, page] = await Promise.all([open('gongxin', 'source'), open('lingdao', 'middle')])
    await shows(page, 'x', ['1', '2'])
    const before = page.frames.length
    source.sheet.write([{ row: 'source-0', column: 'v', value: 7 }], 'edit')
    await shows(page, 'x', ['7', '2'])
    const frames = page.frames.slice(before).map(frame => decodeFrame(frame, MAX_SERVER_FRAME_BYTES))
    const cells = frames.flatMap(frame =>
      frame.type === 'linked' ? frame.linked.columns.flatMap(each => each.cells) : [],
    )
    expect(cells).toEqual([['middle-0', 7]])
    source.sheet.write([{ row: 'source-0', column: 'v', value: 1 }], 'edit')
    await shows(page, 'x', ['1', '2'])
  })
})

describe('[LINK-6] an old result is never shown as the answer to a new question', () => {
  test('a row that asks for something else waits, with all that builds on it', async () => {
    const page = await open('gongxin', 'middle')
    await shows(page, 'x', ['1', '2'])
    page.sheet.write([{ row: 'middle-1', column: 'n', value: '甲' }], 'edit')
    expect([texts(page, 'x'), texts(page, 'y'), texts(page, 't')]).toEqual([
      ['1', '…'],
      ['10', '…'],
      ['…', '…'],
    ])
    expect(page.sheet.calculation.number('middle-1', 'y')).toBe(null)
    expect(await seen(page, 'middle-1', 'y', '10')).toEqual(['…', '10'])
    page.sheet.write([{ row: 'middle-1', column: 'n', value: '没有' }], 'edit')
    page.sheet.write([{ row: 'middle-1', column: 'n', value: '乙' }], 'edit')
    expect(await seen(page, 'middle-1', 'y', '20')).toEqual(['…', '20'])
  })

  test('written and taken back at once, it does not wait for ever', async () => {
    const page = await open('gongxin', 'middle')
    await shows(page, 'x', ['1', '2'])
    page.sheet.write([{ row: 'middle-1', column: 'n', value: '甲' }], 'edit')
    page.sheet.undo()
    expect(texts(page, 'x')).toEqual(['1', '…'])
    await shows(page, 'x', ['1', '2'])
  })

  test('a write that is refused leaves the old answer in force', async () => {
    const page = await open('shangwu', 'middle')
    await shows(page, 'x', ['1', '2'])
    page.sheet.write([{ row: 'middle-1', column: 'n', value: '甲' }], 'edit')
    await shows(page, 'x', ['1', '2'])
    expect(page.sheet.view.cell('middle-1', 'n')).toBe('乙')
  })

  test('off line it waits, and what moved meanwhile is there after the connection', async () => {
    const page = await open('gongxin', 'middle')
    await shows(page, 'x', ['1', '2'])
    page.cut()
    await vi.waitFor(() => expect(page.table.status.save.kind).not.toBe('saved'))
    page.sheet.write([{ row: 'middle-0', column: 'n', value: '乙' }], 'edit')
    await planner.send('PATCH', '/api/tables/source/cells', [{ row: 'source-1', column: 'v', value: 4 }])
    expect(texts(page, 'x')).toEqual(['…', '2'])
    await shows(page, 'x', ['4', '4'])
    page.sheet.write([{ row: 'middle-0', column: 'n', value: '甲' }], 'edit')
    await planner.send('PATCH', '/api/tables/source/cells', [{ row: 'source-1', column: 'v', value: 2 }])
    await shows(page, 'x', ['1', '2'])
  })

  test('a table whose edition moves on goes on', async () => {
    const page = await open('gongxin', 'middle')
    await shows(page, 'x', ['1', '2'])
    page.sheet.write([{ row: 'middle-1', column: 'n', value: '甲' }], 'edit')
    await shows(page, 'x', ['1', '1'])
    await planner.send('POST', '/api/tables/middle/checkpoint')
    page.sheet.write([{ row: 'middle-1', column: 'n', value: '乙' }], 'edit')
    await shows(page, 't', ['30', '30'])
  })
})

describe('[LINK-7] columns come and go while the table is open', () => {
  const post = (table: string, commands: readonly object[], more = {}) =>
    planner.send('POST', `/api/tables/${table}/columns`, { commands, ...more })

  test('added, changed, renamed at the source, broken and mended', async () => {
    const page = await open('lingdao', 'middle')
    const facts = { title: '占比', type: 'computed', formula: '=[@x]/SUM(源表[数])*100', decimals: 1 }
    await post('middle', [{ kind: 'add-column', id: 'share', facts }])
    await shows(page, 'share', ['33.3', '66.7'])
    await post('source', [{ kind: 'change-column', column: 'v', facts: { title: '数值' } }])
    await vi.waitFor(() =>
      expect(page.sheet.view.structure.columns.find(({ id }) => id === 'share')?.formula).toContain('源表[数值]'),
    )
    await shows(page, 'share', ['33.3', '66.7'])
    await post('source', [{ kind: 'delete-column', column: 'v' }], { acceptBroken: true })
    await shows(page, 'x', ['#REF!', '#REF!'])
    await post('source', [{ kind: 'restore-column', column: 'v' }])
    await shows(page, 'share', ['33.3', '66.7'])
    await post('middle', [{ kind: 'change-column', column: 'share', facts: { formula: '=[@y]*2' } }])
    await shows(page, 'share', ['20.0', '40.0'])
    await post('middle', [{ kind: 'change-column', column: 'share', facts: { formula: '=MAX(源表[数值])' } }])
    await shows(page, 'share', ['2.0', '2.0'])
  })

  test('a server that starts again goes on where it was', async () => {
    const page = await open('gongxin', 'middle')
    await shows(page, 'x', ['1', '2'])
    const { port } = server
    await server.stop()
    server = await startTestServer({ dataDir: server.dataDir, env: { PORT: String(port) } })
    planner = await server.as('guihua')
    await planner.send('PATCH', '/api/tables/source/cells', [{ row: 'source-0', column: 'v', value: 9 }])
    await shows(page, 'x', ['9', '2'])
  })
})
