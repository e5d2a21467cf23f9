import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FlatSheet } from '../support/flat-spreadsheet.ts'
import { recalculateAll, sofficePath } from '../support/libreoffice.ts'
import { startTestServer, type TestCaller, type TestServer } from '../support/start-server.ts'

interface Row {
  readonly cells: Readonly<
    Record<string, { readonly text: string; readonly number?: number; readonly computed?: boolean }>
  >
}
interface Column {
  readonly id: string
  readonly official?: boolean | null
}

const TABLES = ['plan-135', 'plan-145', 'annual-2024', 'progress-2022'] as const

describe('the derived figures of the real tables', () => {
  let server: TestServer
  let planning: TestCaller
  const rows = new Map<string, readonly Row[]>()
  const columns = new Map<string, readonly Column[]>()

  beforeAll(async () => {
    server = await startTestServer()
    planning = await server.as('guihua')
    for (const name of TABLES) {
      rows.set(name, await planning.json(`/api/tables/${name}/rows`))
      columns.set(name, (await planning.json<{ columns: readonly Column[] }>(`/api/tables/${name}`)).columns)
    }
  })
  afterAll(() => server?.end())

  const texts = (table: string, column: string) => rows.get(table)!.map(row => row.cells[column]?.text ?? '')
  const count = (table: string, column: string, text: string) =>
    texts(table, column).filter(shown => shown === text).length
  const of = (table: string, indicator: string, column: string) =>
    rows.get(table)!.find(row => row.cells.indicator?.text === indicator)?.cells[column]?.text

  it('come out of the running server', () => {
    expect([
      count('plan-135', 'reached', '完成'),
      count('plan-135', 'reached', '未完成'),
      of('plan-135', '三产比例', 'reached'),
    ]).toEqual([37, 5, '不评判'])
    expect([
      count('plan-145', 'agrees', '相符'),
      count('plan-145', 'agrees', '口径待核'),
      of('plan-145', '地区生产总值(GDP)', 'agrees'),
    ]).toEqual([15, 1, '口径待核'])
    expect(
      ['completion', 'schedule', 'ahead'].map(column => of('progress-2022', '重点调度项目年度投资', column)),
    ).toEqual(['70.11', '41.67', '28.44'])
    expect(of('annual-2024', '固定资产投资', 'difference')).toBe('0.1')
    expect(of('annual-2024', '出口总额', 'target')).toBe('促稳提质')
  })

  it.skipIf(sofficePath === null)('come out of LibreOffice from the exported workbooks, to the same text', async () => {
    const workbooks = await Promise.all(
      TABLES.map(async name => {
        const answer = await planning.get(`/api/tables/${name}/export.xlsx?form=official`)
        expect(answer.status).toBe(200)
        return new Uint8Array(await answer.arrayBuffer())
      }),
    )
    const books = await recalculateAll(workbooks)
    for (const [index, name] of TABLES.entries()) {
      const sheet = books[index]![0]!
      const all = columns.get(name)!
      const placed = [
        ...all.filter(({ official }) => official !== false),
        ...all.filter(({ official }) => official === false),
      ]
      const at = (id: string) => placed.findIndex(column => column.id === id) + 1
      const first = firstRow(sheet, at('indicator'), rows.get(name)![0]!.cells.indicator!.text)
      let live = 0
      for (const [r, row] of rows.get(name)!.entries()) {
        for (const [id, cell] of Object.entries(row.cells)) {
          if (!cell.computed) continue
          const judged = sheet.cell(first + r, at(id))
          if (judged.live) live++
          expect([name, row.cells.indicator!.text, id, judged.text]).toEqual([
            name,
            row.cells.indicator!.text,
            id,
            cell.text,
          ])
          if (cell.number !== undefined) expect(judged.number).toBeCloseTo(cell.number, 9)
        }
      }
      expect(live).toBeGreaterThan(30)
    }
  })
})

function firstRow(sheet: FlatSheet, column: number, text: string): number {
  for (let row = 1; row < 30; row++) if (sheet.cell(row, column).text === text) return row
  throw new Error(`${text} is not in the workbook`)
}
