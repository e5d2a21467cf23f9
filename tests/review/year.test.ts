import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import type {
  BaselineAnswer,
  CompareAnswer,
  DecidedAnswer,
  RequestAnswer,
  ReviewAnswer,
  ReviewedChange,
} from '../../shared/protocol/api-review.ts'
import { reviewAnswer } from '../../shared/protocol/api-review.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

// the course of one real table, step by step; each test stands on what the ones before left

let server: TestServer
let office: TestCaller
let clerk: TestCaller
let leader: TestCaller
beforeAll(async () => {
  server = await startTestServer()
  ;[office, clerk, leader] = await Promise.all([server.as('guihua'), server.as('shangwu'), server.as('lingdao')])
})
afterAll(() => server.end())

const TABLE = '/api/tables/annual-2024'
const review = (who = office) => who.json<ReviewAnswer>(`${TABLE}/review`)
const write = (who: TestCaller, row: string, column: string, value: Scalar, reason?: string) =>
  who.send('PATCH', `${TABLE}/cells`, [{ row, column, value, ...(reason && { reason }) }])
const decideOn = async (who: TestCaller, verdict: string, cells: readonly ReviewedChange[], more: object = {}) => {
  const { base } = await review(who)
  return who.send('POST', `${TABLE}/review/decisions`, {
    base: base.hash,
    verdict,
    cells: cells.map(({ row, column, after, lastEvent }) => ({ row, column, seen: after, lastEvent, ...more })),
    ...more,
  })
}
const change = async (row: string, column = 'target') =>
  (await review()).changes.find(each => each.row === row && each.column === column)
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code

// 社会消费品零售总额 of 商务局; 2023: 6.5 %, target 6.7左右
const RETAIL = 'r005'

test('[REV-2] before anything was issued the first edition is the base, and nothing has changed', async () => {
  const answer = await review()
  expect(reviewAnswer.parse(answer)).toEqual(answer)
  expect(answer).toMatchObject({ phase: 'drafting', base: { baseline: null }, role: 'decides', changes: [] })
  expect(answer.departments.find(({ department }) => department === 'shangwu')).toMatchObject({ state: 'filling' })
  expect(await review(clerk)).toMatchObject({ role: 'files' })
})

test('[REV-3] [REV-4] a change: who, why, by how much, what it does, and the question it raises', async () => {
  expect((await write(clerk, RETAIL, 'target', '6左右', '一季度增速回落')).status).toBe(200)
  const found = await change(RETAIL)
  expect(found).toMatchObject({
    before: '6.7左右',
    after: '6左右',
    rowName: '社会消费品零售总额',
    authorName: '黄丽',
    department: 'shangwu',
    reason: '一季度增速回落',
    state: 'open',
    mayDecide: true,
    hints: [{ code: 'below-last-result', params: { result: '6.5', target: '6左右' } }],
  })
  expect(found?.differences).toMatchObject([{ kind: 'figure', by: -0.7, points: true }])
  const { effects } = await review()
  expect(effects[RETAIL]).toEqual([
    { column: 'difference', before: '0.2', after: '-0.5' },
    { column: 'hint', before: '', after: '低于上年' },
  ])
})

test('[REV-20] the department submits; a clerk does not for others, nor twice', async () => {
  const course = (who: TestCaller, body: object) => who.send('POST', `${TABLE}/review/course`, body)
  expect((await course(clerk, { kind: 'submit', words: '请审' })).status).toBe(204)
  expect(await codeOf(await course(clerk, { kind: 'submit' }))).toBe('already-submitted')
  expect(await codeOf(await course(clerk, { kind: 'submit', department: 'gongxin' }))).toBe('not-allowed')
  const { departments } = await review()
  expect(departments.find(({ department }) => department === 'shangwu')).toMatchObject({
    state: 'submitted',
    changes: { open: 1 },
    last: { kind: 'submit', words: '请审', accountName: '黄丽' },
  })
})

test('[REV-21] what is submitted is closed to its clerks, not to the office; what comes back is open again', async () => {
  const refused = await write(clerk, 'r009', 'target', '5')
  expect(refused.status).toBe(403)
  expect(((await refused.json()) as { refused: { why: string; message: string }[] }).refused[0]).toMatchObject({
    why: 'rows-submitted',
    message: expect.stringContaining('送审'),
  })
  await decideOn(office, 'return', [(await change(RETAIL))!], { words: '请核实' })
  expect((await write(clerk, RETAIL, 'target', '6.1左右')).status).toBe(200)
  expect((await write(clerk, RETAIL, 'target', '6左右', '一季度增速回落')).status).toBe(200)
  expect((await write(clerk, 'r009', 'target', '5')).status).toBe(403)
})

describe('deciding', () => {
  test('[REV-13] on what has moved meanwhile nothing is decided, and both values are told', async () => {
    const seen = (await change(RETAIL))!
    await write(office, RETAIL, 'target', '6.2左右')
    const answer = (await (await decideOn(office, 'accept', [seen])).json()) as DecidedAnswer
    expect(answer).toMatchObject({ done: false, moved: [{ seen: '6左右', stands: '6.2左右', byName: '周敏' }] })
    expect((await change(RETAIL))?.state).toBe('moved')
  })
  test('[REV-14] what the planning office wrote itself, a leader decides', async () => {
    const seen = (await change(RETAIL))!
    expect(seen.mayDecide).toBe(false)
    expect(await codeOf(await decideOn(office, 'accept', [seen]))).toBe('own-change')
    expect((await decideOn(leader, 'accept', [(await change(RETAIL))!])).status).toBe(200)
    expect((await change(RETAIL))?.state).toBe('accepted')
  })
  test('[REV-20] [REV-21] reopened with a reason, the department fills in again', async () => {
    expect((await write(clerk, RETAIL, 'target', '6左右')).status).toBe(403)
    const reopen = (words: string) =>
      office.send('POST', `${TABLE}/review/course`, { kind: 'reopen', department: 'shangwu', words })
    expect(await codeOf(await reopen(''))).toBe('words-missing')
    expect((await reopen('请补充说明')).status).toBe(204)
  })
  test('[REV-13] of two reviewers of one cell the second is told of the first', async () => {
    await write(clerk, RETAIL, 'target', '6左右', '一季度增速回落')
    const seen = (await change(RETAIL))!
    expect(seen.state).toBe('moved')
    const [a, b] = await Promise.all([
      decideOn(office, 'accept', [seen]),
      decideOn(leader, 'return', [seen], { words: '不低于上年' }),
    ])
    const answers = (await Promise.all([a.json(), b.json()])) as DecidedAnswer[]
    expect(answers.map(({ done }) => done).sort()).toEqual([false, true])
    expect((await change(RETAIL))!.events).toHaveLength(3)
  })
  test('[REV-15] returned with an opinion, the old value put back: no change is left, and the history keeps all', async () => {
    const seen = (await change(RETAIL))!
    expect(await codeOf(await decideOn(office, 'return', [seen]))).toBe('words-missing')
    const returned = await decideOn(office, 'return', [seen], { words: '不低于上年实绩', restore: true })
    expect(await returned.json()).toEqual({ done: true, cells: 1 })
    expect(await change(RETAIL)).toBeUndefined()
    const log = await clerk.json<{ after: Scalar; reason: string }[]>(`${TABLE}/changes?row=${RETAIL}&column=target`)
    expect(log[0]).toMatchObject({ after: '6.7左右', reason: '不低于上年实绩' })
  })
  test('[REV-11] returned and left as it is: the department answers with another value, which is decided anew', async () => {
    await write(clerk, RETAIL, 'target', '6.6左右')
    await decideOn(office, 'return', [(await change(RETAIL))!], { words: '请说明' })
    const { base, departments } = await review()
    expect(departments.find(({ department }) => department === 'shangwu')?.state).toBe('returned')
    const said = { base: base.hash, row: RETAIL, column: 'target', words: '高于上年' }
    expect((await clerk.send('POST', `${TABLE}/review/answers`, said)).status).toBe(204)
    await write(clerk, RETAIL, 'target', '7左右')
    const now = (await change(RETAIL))!
    expect(now.state).toBe('moved')
    expect(now.events.at(-1)).toMatchObject({ kind: 'answer', words: '高于上年', accountName: '黄丽' })
  })
  test('[REV-16] one’s own last decision is taken back, another’s is not', async () => {
    const before = (await change(RETAIL))!
    await decideOn(office, 'propose', [before], { words: '取整', proposal: '6.8左右' })
    const { base, changes } = await review()
    const decision = changes[0]!.events.at(-1)!
    const undo = (who: TestCaller) =>
      who.send('POST', `${TABLE}/review/undo`, { base: base.hash, events: [decision.id] })
    expect(await codeOf(await undo(leader))).toBe('cannot-undo')
    expect((await undo(office)).status).toBe(204)
    expect((await change(RETAIL))?.state).toBe('moved')
    expect(await codeOf(await undo(office))).toBe('cannot-undo')
  })
})

describe('issuing', () => {
  const issue = (who: TestCaller, more: object = {}) =>
    who.send('POST', `${TABLE}/baselines`, {
      title: '2024年计划',
      dated: '2024-02-01',
      document: '章府发〔2024〕1号',
      ...more,
    })

  test('[REV-23] with a change undecided it is refused, and the table stays open', async () => {
    const refused = await issue(office)
    expect(refused.status).toBe(409)
    expect(await codeOf(refused)).toBe('changes-undecided')
    expect(await office.json(`${TABLE}/baselines`)).toEqual([])
    expect(await codeOf(await issue(clerk))).toBe('not-allowed')
  })
  test('[REV-1] [REV-23] issued: a numbered baseline, an edition that anyone can check, a closed table', async () => {
    await decideOn(office, 'accept', [(await change(RETAIL))!])
    const baseline = (await (await issue(office)).json()) as BaselineAnswer
    expect(baseline).toMatchObject({ number: 1, kind: 'issued', title: '2024年计划', accountName: '周敏' })
    const answer = await review()
    expect(answer).toMatchObject({ phase: 'issued', base: { hash: baseline.edition }, changes: [] })
    const edition = await office.json<{ hash: string }>(`/api/editions/${baseline.edition}`)
    expect(edition.hash).toBe(baseline.edition)
  })
  test('[REV-24] what is issued nobody writes, not even the planning office', async () => {
    for (const who of [clerk, office]) expect((await write(who, RETAIL, 'target', '9左右')).status).toBe(403)
    expect(await codeOf(await clerk.send('POST', `${TABLE}/review/course`, { kind: 'submit' }))).toBe('table-closed')
  })
})

describe('a revision of what was issued', () => {
  const ask = (who: TestCaller, cells: object[]) =>
    who.send('POST', `${TABLE}/requests`, { title: '调整社零', reason: '统计口径变化', cells })
  const cell = (seen: Scalar, value: Scalar) => ({ row: RETAIL, column: 'target', seen, value })
  let request: RequestAnswer

  test('[REV-30] asked for, with its effect shown; not for others’ rows, nor for values that do not stand', async () => {
    expect(await codeOf(await ask(clerk, [{ ...cell('x', 1), row: 'r003' }]))).toBe('not-allowed')
    expect(await codeOf(await ask(clerk, [cell('6.7左右', '8左右')]))).toBe('cells-moved')
    expect((await ask(clerk, [cell('7左右', '5左右')])).status).toBe(201)
    request = (await office.json<RequestAnswer[]>(`${TABLE}/requests`))[0]!
    expect(request).toMatchObject({ chain: 'market', state: 'open', next: 'planning-office', mayPass: true })
    expect(request.cells[0]).toMatchObject({ stands: '7左右', hints: [{ code: 'below-last-result' }] })
    expect(request.effects[RETAIL]).toContainEqual({ column: 'difference', before: '0.5', after: '-1.5' })
  })
  test('[REV-33] approved, it is written with its reason; a second baseline stands beside the first', async () => {
    const step = (who: TestCaller) =>
      who.send('POST', `${TABLE}/requests/${request.id}/steps`, { step: 'planning-office', words: '同意' })
    expect(await codeOf(await step(clerk))).toBe('not-allowed')
    expect(await (await step(office)).json()).toEqual({ state: 'approved' })
    expect(await codeOf(await step(leader))).toBe('request-closed')
    const log = await clerk.json<{ after: Scalar; reason: string }[]>(`${TABLE}/changes?row=${RETAIL}&column=target`)
    expect(log[0]).toMatchObject({ before: '7左右', after: '5左右', reason: '调整社零；统计口径变化' })
    const adjusted = await office.send('POST', `${TABLE}/baselines`, {
      kind: 'adjusted',
      title: '2024年计划（调整）',
      dated: '2024-08-01',
    })
    expect(await adjusted.json()).toMatchObject({ number: 2, kind: 'adjusted' })
    const compared = await office.json<CompareAnswer>(`${TABLE}/compare?from=%231&to=%232`)
    expect(compared.changes).toMatchObject([
      { row: RETAIL, before: '7左右', after: '5左右', rowName: '社会消费品零售总额', columnTitle: '2024年目标' },
    ])
  })
  test('[REV-34] declined with an opinion; then it is closed for good', async () => {
    const { id } = (await (await ask(clerk, [cell('5左右', '6左右')])).json()) as { id: number }
    const close = (who: TestCaller, body: object) => who.send('POST', `${TABLE}/requests/${id}/close`, body)
    expect(await codeOf(await close(office, { as: 'declined' }))).toBe('words-missing')
    expect(await codeOf(await close(office, { as: 'withdrawn' }))).toBe('not-allowed')
    expect((await close(office, { as: 'declined', words: '年内不再调整' })).status).toBe(204)
    expect(await codeOf(await close(clerk, { as: 'withdrawn' }))).toBe('request-closed')
  })
  test('[REV-25] opened again, the base is the last baseline', async () => {
    expect((await office.send('POST', `${TABLE}/baselines/open`)).status).toBe(204)
    expect((await write(clerk, RETAIL, 'target', '6左右')).status).toBe(200)
    const answer = await review()
    expect(answer).toMatchObject({ phase: 'drafting', base: { baseline: { number: 2 } } })
    expect(answer.changes).toMatchObject([{ before: '5左右', after: '6左右', state: 'open', events: [] }])
  })
  test('versions: a moment of the past, and what there is not', async () => {
    const past = await office.json<CompareAnswer>(`${TABLE}/compare?from=2020-01-01T00:00:00Z&to=live`)
    expect(past.changes).toMatchObject([{ row: RETAIL, before: '6.7左右', after: '6左右' }])
    for (const name of ['%239', 'a'.repeat(64), 'yesterday'])
      expect((await office.get(`${TABLE}/compare?from=${name}`)).status).toBe(404)
  })
})
