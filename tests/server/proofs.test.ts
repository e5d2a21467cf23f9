import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTable } from '../../server/tables/create-table.ts'
import { type ProofsAnswer, proofsAnswer } from '../../shared/protocol/api-proofs.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

let server: TestServer
let planner: TestCaller
let clerk: TestCaller
beforeAll(async () => {
  server = await startTestServer()
  planner = await server.as('guihua')
  clerk = await server.as('gongxin')
})
afterAll(() => server.end())

const proofs = (caller: TestCaller, table: string) => caller.json<ProofsAnswer>(`/api/tables/${table}/proofs`)
const across = ({ findings }: ProofsAnswer) => findings.filter(({ rule }) => rule === 'same')

test('the real plan: what differs first, other tables named, the shape as described', async () => {
  const answer = await proofs(clerk, 'plan-145')
  expect(proofsAnswer.parse(answer)).toEqual(answer)
  expect(answer.counts).toEqual({ differs: 1, 'cannot-say': 7, agrees: 43 })
  expect(answer.findings[0]).toMatchObject({
    rule: 'growth',
    subject: '地区生产总值(GDP)',
    published: '7.8左右',
    recomputed: '8.20',
    difference: 0.4,
    reason: { code: 'price-basis' },
    cells: [{ table: 't-plan-145', row: 'r001', column: 'published' }, {}, {}],
  })
  expect(answer.tables.map(({ name }) => name)).toEqual(['plan-145', 'plan-135'])
  expect((await server.nobody.get('/api/tables/plan-145/proofs')).status).toBe(401)
  expect((await planner.get('/api/tables/no-such/proofs')).status).toBe(404)
})

test('an edit in one table is a difference in the other', async () => {
  const write = { row: 'r007', column: 'actual', value: 4.52 }
  expect((await planner.send('PATCH', '/api/tables/plan-135/cells', [write])).status).toBe(200)
  for (const table of ['plan-145', 'plan-135']) {
    const differing = across(await proofs(clerk, table)).filter(({ status }) => status === 'differs')
    expect(differing.map(({ subject, reason }) => [subject, reason.code])).toEqual([['出口总额', 'other-rate']])
  }
})

test('a large table answers within its rules, and one that names a table that is not there says so', async () => {
  const rules = [{ rule: 'same', column: 'v', table: 'not-there', other: 'v' }]
  await createTable(
    server.storage.tables,
    {
      name: 'large',
      kind: 'register',
      section: '台账',
      position: 9,
      facts: {
        title: '大表',
        phase: 'drafting',
        proofs: JSON.stringify([...rules, { ...rules[0], table: 'plan-145' }]),
      },
      columns: [
        { id: 'n', title: '名称', type: 'text', fills: 'planning' },
        { id: 'v', title: '三产', type: 'value', fills: 'owner' },
      ],
      rows: Array.from({ length: 6_000 }, (_, at) => ({
        id: `r${at}`,
        owner: null,
        cells: { n: `行${at}`, v: at === 5_999 ? '1:2:98' : '10:54:36' },
      })),
    },
    { id: 't-large', now: 1 },
  )
  const { findings, counts } = await proofs(planner, 'large')
  expect(counts).toEqual({ differs: 1, 'cannot-say': 0, agrees: 1_000 })
  expect(findings[0]).toMatchObject({ rule: 'ratio', cells: [{ row: 'r5999' }], difference: 1 })
})
