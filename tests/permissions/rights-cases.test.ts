import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account } from '../../shared/accounts/account.ts'
import type { Reason } from '../../shared/permissions/can.ts'
import { EVERYONE, NO_RULES, type TableRules } from '../../shared/permissions/rules.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import type { Phase } from '../../shared/tables/structure.ts'
import { type AckClient, openAckClient } from '../support/ack-client.ts'
import { type ClientPage, openClientPage } from '../support/client-page.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

/** The cells that are asked for, in the order of the letters below; `own` is 工信局's, `other` 商务局's. */
const CELLS = { own: 'own:v', other: 'other:v', none: 'none:v', plan: 'own:p', computed: 'own:f' } as const
const PEOPLE = ['gongxin', 'shangwu', 'guihua', 'lingdao', 'shenji'] as const
type Person = (typeof PEOPLE)[number]

const REASONS: Readonly<Record<string, Reason | null>> = {
  '+': null,
  O: 'row-of-other-department',
  N: 'row-without-owner',
  P: 'column-of-planning-office',
  C: 'column-is-computed',
  R: 'role-only-reads',
  D: 'deadline-passed',
  L: 'cell-locked',
  S: 'table-is-submitted',
  I: 'table-is-issued',
}

interface Scenario {
  readonly name: string
  readonly rules?: Partial<Omit<TableRules, 'locks'>>
  readonly lock?: { readonly row?: string; readonly column?: string; readonly department?: string }
  /** 商务局's clerk acts for 工信局 until then, in ms from now */
  readonly deputy?: number
  readonly phase?: Phase
  /** one letter per cell */
  readonly answers: Readonly<Record<Person, string>>
}

const PAST = -60_000
const FUTURE = 3_600_000
const readers = (letters: string) => ({ lingdao: letters, shenji: letters })
const SCENARIOS: readonly Scenario[] = [
  {
    name: '[RIGHT-10..12] nothing laid down',
    answers: { gongxin: '+ONPC', shangwu: 'O+NPC', guihua: '++++C', ...readers('RRRRC') },
  },
  {
    name: '[RIGHT-15] past the deadline',
    rules: { deadline: PAST },
    answers: { gongxin: 'DONPC', shangwu: 'ODNPC', guihua: '++++C', ...readers('RRRRC') },
  },
  {
    name: '[RIGHT-15] 工信局 has an extension',
    rules: { deadline: PAST, extensions: { gongxin: FUTURE } },
    answers: { gongxin: '+ONPC', shangwu: 'ODNPC', guihua: '++++C', ...readers('RRRRC') },
  },
  {
    name: '[RIGHT-15] 商务局 alone is to be done earlier',
    rules: { deadline: FUTURE, extensions: { shangwu: PAST } },
    answers: { gongxin: '+ONPC', shangwu: 'ODNPC', guihua: '++++C', ...readers('RRRRC') },
  },
  {
    name: '[RIGHT-9] a cell is locked',
    lock: { row: 'own', column: 'v' },
    answers: { gongxin: 'LONPC', shangwu: 'L+NPC', guihua: 'L+++C', ...readers('LRRRC') },
  },
  {
    name: '[RIGHT-9] a row is locked',
    lock: { row: 'own' },
    answers: { gongxin: 'LONLC', shangwu: 'L+NLC', guihua: 'L++LC', ...readers('LRRLC') },
  },
  {
    name: '[RIGHT-9] a column is locked',
    lock: { column: 'v' },
    answers: { gongxin: 'LLLPC', shangwu: 'LLLPC', guihua: 'LLL+C', ...readers('LLLRC') },
  },
  {
    name: '[RIGHT-9] a department’s rows are locked',
    lock: { department: 'shangwu' },
    answers: { gongxin: '+LNPC', shangwu: 'OLNPC', guihua: '+L++C', ...readers('RLRRC') },
  },
  {
    name: '[RIGHT-9] the table is locked',
    lock: {},
    answers: { gongxin: 'LLLLC', shangwu: 'LLLLC', guihua: 'LLLLC', ...readers('LLLLC') },
  },
  {
    name: '[RIGHT-2] 商务局’s clerk is a deputy for 工信局',
    deputy: FUTURE,
    answers: { gongxin: '+ONPC', shangwu: '++NPC', guihua: '++++C', ...readers('RRRRC') },
  },
  {
    name: '[RIGHT-1] the deputy’s time is over',
    deputy: PAST,
    answers: { gongxin: '+ONPC', shangwu: 'O+NPC', guihua: '++++C', ...readers('RRRRC') },
  },
  {
    name: '[RIGHT-13] submitted',
    phase: 'submitted',
    answers: { gongxin: 'SONPC', shangwu: 'OSNPC', guihua: '++++C', ...readers('RRRRC') },
  },
  {
    name: '[RIGHT-7] issued',
    phase: 'issued',
    answers: { gongxin: 'IIIII', shangwu: 'IIIII', guihua: 'IIIII', ...readers('IIIII') },
  },
]

let server: TestServer
let tableId: string
const callers = {} as Record<Person, TestCaller>
const pages = {} as Record<Person, ClientPage>
const sockets = {} as Record<Person, AckClient>

const live = async () => (await server.live.open(tableId))!
const cellNow = async (cell: string) => {
  const [row, column] = cell.split(':') as [string, string]
  return (await live()).view.cell(row, column)
}
const ok = async (sent: Promise<Response>): Promise<Response> => {
  const response = await sent
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response
}

beforeAll(async () => {
  server = await startTestServer()
  for (const person of PEOPLE) callers[person] = await server.as(person)
  const made = await ok(
    callers.guihua.send('POST', '/api/tables', {
      name: 'rights',
      kind: 'indicator',
      section: '测试',
      facts: { title: '权限' },
      columns: [
        { id: 'v', title: '数', type: 'text', fills: 'owner' },
        { id: 'p', title: '目标', type: 'text', fills: 'planning' },
        { id: 'f', title: '算', type: 'computed', formula: '=[@数]' },
      ],
      rows: [
        { id: 'own', owner: 'gongxin', cells: {} },
        { id: 'other', owner: 'shangwu', cells: {} },
        { id: 'none', cells: {} },
      ],
    }),
  )
  const { id, room } = (await made.json()) as TableDetail
  tableId = id
  for (const person of PEOPLE) {
    pages[person] = await openClientPage(server, person, 'rights')
    sockets[person] = await openAckClient(server.syncUrl, room, callers[person].cookie)
  }
}, 120_000)
afterAll(async () => {
  for (const person of PEOPLE) {
    pages[person]?.close()
    sockets[person]?.end()
  }
  await server.end()
})

let written = 0

describe.each(SCENARIOS)('$name', ({ rules = {}, lock, deputy, phase = 'drafting', answers }) => {
  const cases = PEOPLE.flatMap(person =>
    Object.entries(CELLS).map(([cell, key], at) => ({ person, cell, key, reason: REASONS[answers[person][at]!]! })),
  )
  let undo: () => Promise<unknown> = async () => undefined

  beforeAll(async () => {
    const now = Date.now()
    const { guihua } = callers
    await ok(
      guihua.send('PUT', '/api/tables/rights/rules', {
        read: EVERYONE,
        export: EVERYONE,
        deadline: rules.deadline === undefined || rules.deadline === null ? null : now + rules.deadline,
        extensions: Object.fromEntries(Object.entries(rules.extensions ?? {}).map(([id, ms]) => [id, now + ms])),
      }),
    )
    if (lock !== undefined) {
      const place = { row: null, column: null, department: null, ...lock }
      const answer = await ok(
        guihua.send('POST', '/api/tables/rights/locks', { ...place, words: '正在核对', until: null }),
      )
      const { locks } = (await answer.json()) as TableRules
      undo = () => ok(guihua.send('DELETE', `/api/tables/rights/locks/${locks.at(-1)!.id}`))
    }
    if (deputy !== undefined) {
      const { id } = await callers.shangwu.json<Account>('/api/session')
      const office = { department: 'gongxin', role: 'clerk', deputy: true, until: now + deputy }
      const answer = await ok(guihua.send('POST', `/api/accounts/${id}/offices`, office))
      const [given] = (await answer.json()) as { id: number }[]
      undo = () => ok(guihua.send('DELETE', `/api/accounts/${id}/offices/${given!.id}`))
    }
    const planner = await guihua.json<Account>('/api/session')
    await (await live()).command(planner, [{ key: 'table:phase', value: phase }])
  })
  afterAll(() => undo())

  test.each(cases)('$person, $cell: $reason', async ({ person, key, reason }) => {
    const [row, column] = key.split(':') as [string, string]
    const { sheet } = pages[person]
    await expect
      .poll(() => {
        const decision = sheet.decide(row, column)
        return decision.allowed ? null : decision.reason
      })
      .toBe(reason)

    const value = `HTTP ${++written}`
    const response = await callers[person].send('PATCH', '/api/tables/rights/cells', [{ row, column, value }])
    expect(response.ok ? null : (await response.json()).refused[0].why).toBe(reason)
    expect((await cellNow(key)) === value).toBe(reason === null && column !== 'f')

    const raw = `raw ${++written}`
    await sockets[person].set(key, raw)
    expect((await cellNow(key)) === raw).toBe(reason === null)
    // the author's own document has the table's value back
    await expect.poll(() => sockets[person].cells.get(key) ?? null).toBe((await cellNow(key)) ?? null)
  })
})

test('[RIGHT-4] who may not read a table finds nothing of it anywhere, and its sockets close', async () => {
  const { guihua, shangwu } = callers
  const { id, room, edition } = await guihua.json<TableDetail>('/api/tables/rights')
  const read = { everyone: false, departments: ['gongxin'], roles: [] }
  await ok(guihua.send('PUT', '/api/tables/rights/rules', { read, export: EVERYONE, deadline: null, extensions: {} }))
  expect(await sockets.shangwu.closed).toEqual([4404, 'not readable'])
  await expect(openAckClient(server.syncUrl, room, callers.gongxin.cookie).then(each => each.end())).resolves.toBe(
    undefined,
  )
  for (const path of ['', '/rows', '/changes', '/export.xlsx', '/proofs', '/review'])
    expect([path, (await shangwu.get(`/api/tables/rights${path}`)).status]).toEqual([path, 404])
  expect((await shangwu.get(`/api/editions/${edition}`)).status).toBe(404)
  expect((await shangwu.send('POST', '/api/tables/rights/columns', { commands: [] })).status).not.toBe(200)
  const names = (await shangwu.json<{ id: string }[]>('/api/tables')).map(each => each.id)
  expect(names).not.toContain(id)
  expect((await guihua.json<{ id: string }[]>('/api/tables')).map(each => each.id)).toContain(id)
})

test('[RIGHT-5] the right to export is apart from the right to read', async () => {
  const { guihua, gongxin } = callers
  const taken = { everyone: false, departments: [], roles: [] }
  await ok(
    guihua.send('PUT', '/api/tables/rights/rules', { read: EVERYONE, export: taken, deadline: null, extensions: {} }),
  )
  const refused = await gongxin.get('/api/tables/rights/export.xlsx')
  expect([refused.status, (await refused.json()).code]).toEqual([403, 'export-not-granted'])
  expect((await gongxin.get('/api/tables/rights/rows')).status).toBe(200)
  expect((await guihua.get('/api/tables/rights/export.xlsx')).status).toBe(200)
})

test('[RIGHT-18] rules are the planning office’s, and every change is in the log', async () => {
  const given = { ...NO_RULES, locks: undefined }
  expect((await callers.gongxin.send('PUT', '/api/tables/rights/rules', given)).status).toBe(403)
  const { id } = await callers.gongxin.json<Account>('/api/session')
  const office = { department: null, role: 'planning', deputy: false, until: null }
  expect((await callers.gongxin.send('POST', `/api/accounts/${id}/offices`, office)).status).toBe(403)
  // nobody but the administrator gives more than a clerk's office
  expect((await callers.guihua.send('POST', `/api/accounts/${id}/offices`, office)).status).toBe(403)
  expect((await callers.gongxin.get('/api/audit')).status).toBe(403)
  const lines = await callers.shenji.json<{ kind: string; accountName: string }[]>(
    '/api/audit?table=t-rights&limit=5000',
  )
  const kinds = new Set(lines.map(line => line.kind))
  expect([...kinds]).toEqual(expect.arrayContaining(['rules-changed', 'lock-set', 'lock-lifted', 'exported', 'cells']))
})
