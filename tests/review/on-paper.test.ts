import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { BaselineAnswer, CompareAnswer, ReviewAnswer } from '../../shared/protocol/api-review.ts'
import type { FlatSheet } from '../support/flat-spreadsheet.ts'
import { pdfPages, recalculateAll, sofficePath, WITHOUT_SOFFICE } from '../support/libreoffice.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

// What was reviewed and issued leaves as workbooks: another program opens them, to the last digit, on A4.

const TABLE = '/api/tables/annual-2024'
/** what clerks of several offices make of their cells: numbers of many digits, qualifiers, words, blanks */
const WRITES: readonly (readonly [who: string, row: string, value: Scalar, reason: string])[] = [
  ['shangwu', 'r005', '6.123456789左右', '一季度增速回落'],
  ['guihua', 'r001', 5.0000000001, '与上级衔接'],
  ['guihua', 'r002', '保持稳定', '口径调整'],
  ['guihua', 'r003', null, '待定'],
]

let server: TestServer
let office: TestCaller
if (sofficePath === null) console.log(WITHOUT_SOFFICE)

describe.skipIf(sofficePath === null)('the revisions and an issued version, on paper', () => {
  let report: FlatSheet
  let issued: readonly FlatSheet[]
  let pages: Awaited<ReturnType<typeof pdfPages>>
  let review: ReviewAnswer
  let baseline: BaselineAnswer

  beforeAll(async () => {
    server = await startTestServer()
    office = await server.as('guihua')
    for (const [who, row, value, reason] of WRITES) {
      const response = await (await server.as(who)).send('PATCH', `${TABLE}/cells`, [
        { row, column: 'target', value, reason },
      ])
      expect([row, response.status]).toEqual([row, 200])
    }
    review = await office.json<ReviewAnswer>(`${TABLE}/review`)
    const file = async (path: string) => {
      const response = await office.send('GET', path)
      expect(response.status).toBe(200)
      return new Uint8Array(await response.arrayBuffer())
    }
    const revisions = await file(`${TABLE}/review/report.xlsx`)
    const issue = {
      kind: 'snapshot',
      title: '征求意见稿',
      document: '统发〔2024〕3号',
      issuer: '规划办',
      dated: '2024-02-01',
      note: '',
    }
    expect((await office.send('POST', `${TABLE}/baselines`, issue)).status).toBeLessThan(300)
    baseline = (await office.json<readonly BaselineAnswer[]>(`${TABLE}/baselines`))[0]!
    // the table goes on; what was issued does not
    await office.send('PATCH', `${TABLE}/cells`, [{ row: 'r001', column: 'target', value: 9, reason: '再次调整' }])
    const version = await file(`${TABLE}/export.xlsx?baseline=${baseline.number}`)
    const [revised, whole] = await recalculateAll([revisions, version])
    report = revised![0]!
    issued = whole!
    pages = await pdfPages([revisions, version])
  })
  afterAll(() => server?.end())

  /** numbers to the last digit, everything else as it shows */
  const texts = (sheet: FlatSheet) =>
    sheet.rows.map(row => row.map(({ kind, number, text }) => (kind === 'number' ? String(number) : text)))

  test('every change stands there once: before, after, reason, to the last digit', () => {
    const lines = texts(report)
    for (const [, row, value, reason] of WRITES) {
      const change = review.changes.find(each => each.row === row && each.column === 'target')!
      const found = lines.filter(line => line.includes(change.rowName) && line.includes(reason))
      expect([row, found.length]).toEqual([row, 1])
      const at = found[0]!
      expect(at).toContain(value === null ? '（空）' : String(value))
      expect(at).toContain(change.before === null ? '（空）' : String(change.before))
    }
    expect(lines.filter(line => /^\d+$/.test(line[0] ?? '')).length).toBe(review.changes.length)
  })

  test('the issued version holds what was issued, says which it is, and by what it is checked', async () => {
    const all = issued.flatMap(texts).flat()
    expect(all).toContain('5.0000000001')
    // a qualified figure is a number that shows its qualifier
    expect(all).toContain('6.123456789')
    expect(issued.flatMap(sheet => sheet.rows.flat()).map(({ text }) => text)).toContain('6.123456789左右')
    const line = all.find(text => text.includes(baseline.edition!))
    expect(line).toMatch(/第 \d+ 号基线：征求意见稿 规划办 统发〔2024〕3号 2024-02-01。校验码 [0-9a-f]{64}/)
    const since = await office.json<CompareAnswer>(`${TABLE}/compare?from=%23${baseline.number}&to=live`)
    expect(since.changes).toMatchObject([{ row: 'r001', before: 5.0000000001, after: 9 }])
  })

  test('both print on A4', () => {
    for (const document of pages)
      for (const { width, height } of document)
        expect([Math.min(width, height), Math.max(width, height)].map(Math.round)).toEqual([595, 842])
    expect(pages.every(document => document.length > 0)).toBe(true)
  })

  test('what leaves is in the log, and who may not export gets neither', async () => {
    const auditor = await server.as('shenji')
    const log =
      await auditor.json<readonly { readonly kind: string; readonly facts: object }[]>('/api/audit?limit=5000')
    expect(log.filter(({ kind }) => kind === 'exported').map(({ facts }) => facts)).toEqual([
      { form: 'official', edition: baseline.edition },
      { form: 'revisions', edition: expect.any(String) },
    ])
    const nobody = { everyone: false, departments: [], roles: [] }
    const everybody = { everyone: true, departments: [], roles: [] }
    const rules = { read: everybody, export: nobody, deadline: null, extensions: {} }
    expect((await office.send('PUT', `${TABLE}/rules`, rules)).status).toBeLessThan(300)
    const clerk = await server.as('shangwu')
    for (const path of ['/review/report.xlsx', `/export.xlsx?baseline=${baseline.number}`])
      expect([path, (await clerk.send('GET', `${TABLE}${path}`)).status]).toEqual([path, 403])
  })

  test.each([
    ['99', 404],
    ['0', 422],
    ['x', 422],
  ])('there is no version %s: %i', async (number, status) => {
    expect((await office.send('GET', `${TABLE}/export.xlsx?baseline=${number}`)).status).toBe(status)
  })
})
