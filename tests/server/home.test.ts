import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HomeAnswer, homeAnswer } from '../../shared/protocol/api-home.ts'
import type { ReviewAnswer } from '../../shared/protocol/api-review.ts'
import type { TableRow } from '../../shared/protocol/api-tables.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

const START = Date.UTC(2026, 10, 27, 1)
let now = START
let server: TestServer
let planner: TestCaller
let clerk: TestCaller
let leader: TestCaller
beforeAll(async () => {
  server = await startTestServer({ clock: () => now })
  ;[planner, clerk, leader] = await Promise.all([server.as('guihua'), server.as('shangwu'), server.as('lingdao')])
})
afterAll(() => server.end())

const home = (caller: TestCaller, since = START) => caller.json<HomeAnswer>(`/api/home?since=${since}`)
const table = ({ tables }: HomeAnswer, name: string) => tables.find(found => found.name === name)!
const share = (answer: HomeAnswer, name: string, department = 'shangwu') =>
  table(answer, name).shares.find(found => found.department === department)
const write = async (caller: TestCaller, name: string, row: string, column: string, value: unknown) => {
  now += 1_000
  const answer = await caller.send('PATCH', `/api/tables/${name}/cells`, [{ row, column, value }])
  expect([answer.status, await answer.text()]).toEqual([200, expect.anything()])
}
/** a cell that the department fills, as the table's own rows tell it */
const ownCells = async (name: string, department: string) => {
  const detail = await clerk.json<{ columns: { id: string; fills: string; type: string; hidden?: boolean }[] }>(
    `/api/tables/${name}`,
  )
  const columns = detail.columns.filter(
    ({ fills, type, hidden }) => fills === 'owner' && !hidden && type !== 'owner' && type !== 'computed',
  )
  const rows = await clerk.json<TableRow[]>(`/api/tables/${name}/rows?limit=10000`)
  return rows
    .filter(({ owner }) => owner === department)
    .flatMap(({ id, cells }) =>
      columns.map(column => ({
        row: id,
        column: column.id,
        text: cells[column.id]!.text,
        value: cells[column.id]!.value,
      })),
    )
}

describe('GET /api/home', () => {
  test('is as described, and only for who is signed in', async () => {
    const answer = await home(clerk)
    expect(homeAnswer.parse(answer)).toEqual(answer)
    expect((await server.nobody.get('/api/home?since=0')).status).toBe(401)
    expect((await clerk.get('/api/home')).status).toBe(422)
    expect((await clerk.get('/api/home?since=gestern')).status).toBe(422)
  })

  test('every share is what the rows themselves say', async () => {
    const answer = await home(planner)
    for (const { name, shares, rows } of answer.tables) {
      const summary = await planner.json<{ rowCount: number }>(`/api/tables/${name}`)
      expect([name, rows]).toEqual([name, summary.rowCount])
      for (const { department, cells, filled } of shares) {
        const own = await ownCells(name, department)
        expect([name, department, cells, filled]).toEqual([
          name,
          department,
          own.length,
          own.filter(({ text }) => text !== '').length,
        ])
      }
    }
  })

  test('a cell that is filled counts at once, and stands among what changed', async () => {
    const cell = (await ownCells('plan-145', 'shangwu')).find(({ text }) => text !== '')!
    const before = share(await home(clerk), 'plan-145')!
    await write(clerk, 'plan-145', cell.row, cell.column, '')
    const emptied = await home(clerk)
    expect(share(emptied, 'plan-145')).toMatchObject({ filled: before.filled - 1, lastChange: now })
    expect(emptied.changes[0]).toMatchObject({
      table: 't-plan-145',
      row: cell.row,
      own: true,
      accountName: '黄丽',
      at: now,
    })
    expect(table(emptied, 'plan-145').lastChange).toEqual({ at: now, accountName: '黄丽' })

    // back to what it was: nothing has changed since
    await write(clerk, 'plan-145', cell.row, cell.column, cell.value)
    const back = await home(clerk)
    expect(share(back, 'plan-145')?.filled).toBe(before.filled)
    expect([back.changes, back.changedCells]).toEqual([[], 0])
  })

  test('of a cell written several times one line: first value and last; older changes are left out', async () => {
    const cell = (await ownCells('plan-145', 'shangwu')).find(({ text }) => /^\d+$/.test(text))!
    await write(clerk, 'plan-145', cell.row, cell.column, '1201')
    const between = now + 500
    await write(planner, 'plan-145', cell.row, cell.column, '1202')
    await write(clerk, 'plan-145', cell.row, cell.column, '1203')
    const { changes, changedCells } = await home(leader)
    expect(changedCells).toBe(1)
    expect(changes).toMatchObject([{ after: '1203', accountName: '黄丽', own: false }])
    expect(String(changes[0]?.before)).toBe(cell.text)
    expect((await home(leader, between)).changes).toMatchObject([{ before: '1201', after: '1203' }])
    expect((await home(leader, now + 1)).changes).toEqual([])
  })

  test('what review sent back is told to its department, and what waits to its reviewer', async () => {
    const review = await planner.json<ReviewAnswer>('/api/tables/plan-145/review')
    const change = review.changes.find(({ state, mayDecide }) => state === 'open' && mayDecide)!
    expect(table(await home(planner), 'plan-145').open).toBe(review.changes.filter(({ mayDecide }) => mayDecide).length)
    expect(table(await home(clerk), 'plan-145').open).toBe(0)
    const decided = await planner.send('POST', '/api/tables/plan-145/review/decisions', {
      base: review.base.hash,
      verdict: 'return',
      words: '请核实',
      cells: [{ row: change.row, column: change.column, seen: change.after, lastEvent: change.lastEvent }],
    })
    expect([decided.status, await decided.text()]).toEqual([200, expect.anything()])
    expect(share(await home(clerk), 'plan-145')).toMatchObject({ returned: 1, state: 'returned' })
    expect(table(await home(planner), 'plan-145').open).toBe(0)
  })

  test('judging columns are counted as the table shows them', async () => {
    const rows = await leader.json<TableRow[]>('/api/tables/plan-145/rows?limit=1000')
    const words = rows.flatMap(({ cells }) => Object.values(cells).map(cell => cell.text))
    const [judged] = table(await home(leader), 'plan-145').judged
    expect(judged).toMatchObject({
      reached: words.filter(word => word === '相符').length,
      behind: words.filter(word => ['不符', '口径待核'].includes(word)).length,
    })
  })
})

describe('PUT /api/tables/{id}/due', () => {
  const put = (caller: TestCaller, due: unknown) => caller.send('PUT', '/api/tables/plan-145/due', { due })

  test('the planning office says by when, and everybody reads it', async () => {
    expect((await put(planner, '2026-12-10')).status).toBe(200)
    expect(table(await home(clerk), 'plan-145').due).toBe('2026-12-10')
    expect((await put(planner, null)).status).toBe(200)
    expect(table(await home(clerk), 'plan-145').due).toBeNull()
  })
  test.each([['tomorrow'], ['2026-13-01'], [20261210], [undefined]])('%s is no day', async due => {
    expect((await put(planner, due)).status).toBe(422)
  })
  test('nobody else', async () => {
    for (const caller of [clerk, leader]) expect((await put(caller, '2026-12-10')).status).toBe(403)
    expect((await planner.send('PUT', '/api/tables/none/due', { due: null })).status).toBe(404)
  })
})
