import { beforeAll, describe, expect, it } from 'vitest'
import { annual2024 } from '../../seeds/annual-2024.ts'
import { plan135 } from '../../seeds/plan-135.ts'
import { plan145 } from '../../seeds/plan-145.ts'
import { progress2022 } from '../../seeds/progress-2022.ts'
import { layOut } from '../../server/excel/layout.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'
import type { FlatCell, FlatSheet } from '../support/flat-spreadsheet.ts'
import { recalculateAll, sofficePath, WITHOUT_SOFFICE } from '../support/libreoffice.ts'
import { departmentName, exported, opened, sketch } from './fixtures/exported.ts'

if (sofficePath === null) console.warn(WITHOUT_SOFFICE)

/** Row of the sheet in which the table's first row stands: found by its own first indicator. */
function firstRowOf(sheet: FlatSheet, definition: TableDefinition, column: number): number {
  const first = definition.rows[0]!.cells.indicator
  for (let row = 1; row < 20; row++) if (sheet.cell(row, column).text === first) return row
  throw new Error(`the table does not begin in the sheet ${sheet.name}`)
}

const DEFINITIONS = [
  ['plan-145', plan145()],
  ['plan-135', plan135()],
  ['progress-2022', progress2022()],
  ['annual-2024', annual2024()],
] as const

/** What people type, and formats that could go wrong: each must show as typed and count as its number. */
const TYPED = [
  ...[
    '8 左右',
    '7.8左右',
    '≥95',
    '≤67.63',
    '[16]',
    '[-0.23]',
    '〔0.7〕',
    '【1】',
    '突破 200',
    '稳定在 76 以上',
    '年均 17',
  ],
  ...['95%', '95.50%', '10.0', '007', '.5', '1,234.50', '1,234,567', '+5', '−5', '下降5%', '增长5个百分点', '8.41万吨'],
  ...['3.5万', '-12.5', '360721199001011234', '12345678901.5', '0.000001', '2 个', 'd5', '约3个"点"', '3—5', '8:41:51'],
  ...[
    '——',
    '保持稳定',
    '确保数量不减,质量提升',
    '1/2',
    '2024-01',
    '1e5x',
    '[DBNum1]5',
    '第3名',
    '5#',
    '5 @ 3',
    '#N/A',
    'TRUE',
  ],
  ...[300, 83.28, 0.1, 1234567.891, -3, 1e-7, 123456789012],
]
const typed = sketch(
  [
    { id: '值', type: 'value' },
    { id: '倍', type: 'computed', formula: '=[@值]*2' },
  ],
  TYPED.map(值 => ({ 值 })),
)

/** The file says 999 everywhere, but its formulas say otherwise. */
const lying = (calculation: Calculation): Calculation => ({
  value: (row, column) => (calculation.isComputed(column) ? 999 : calculation.value(row, column)),
  text: (row, column) => (calculation.isComputed(column) ? '999.00' : calculation.text(row, column)),
  number: (row, column) => calculation.number(row, column),
  column: id => calculation.column(id),
  isComputed: column => calculation.isComputed(column),
  columnError: column => calculation.columnError(column),
  apply: change => calculation.apply(change),
  explain: (row, column) => calculation.explain(row, column),
})

const judged = new Map<string, readonly FlatSheet[]>()

beforeAll(async () => {
  if (sofficePath === null) return
  const workbooks = {
    ...Object.fromEntries(DEFINITIONS.map(([name, definition]) => [name, exported(definition, 'official')])),
    lying: exported(progress2022(), 'official', { calculation: lying }),
    grid: exported(plan145(), 'grid'),
    typed: exported(typed, 'official'),
  }
  const sheets = await recalculateAll(await Promise.all(Object.values(workbooks)))
  Object.keys(workbooks).forEach((name, index) => {
    judged.set(name, sheets[index]!)
  })
}, 180_000)

describe.skipIf(sofficePath === null).each(DEFINITIONS)(
  'LibreOffice recalculates the official form of %s to what the screen shows',
  (name, definition) => {
    const { view, calculation } = opened(definition)
    const layout = layOut(view.structure, 'official')
    let at: (rowIndex: number, column: string) => FlatCell

    beforeAll(() => {
      const sheet = judged.get(name)![0]!
      const firstRow = firstRowOf(sheet, definition, layout.place('indicator'))
      at = (rowIndex, column) => sheet.cell(firstRow + rowIndex, layout.place(column))
    })

    const columns = view.structure.columns.filter(column => column.type !== 'owner')
    it.each(columns.map(column => [column.title, column] as const))(
      '%s: numbers, texts and how they look',
      (_title, column) => {
        const seen = view.rows.map((_, index) => at(index, column.id))
        expect(seen.map(cell => cell.text)).toEqual(view.rows.map(row => calculation.text(row, column.id)))
        view.rows.forEach((row, index) => {
          const number = calculation.number(row, column.id)
          if (number === null) expect(seen[index]!.number).toBeNull()
          else expect(Math.abs(seen[index]!.number! - number), `${row} ${column.title}`).toBeLessThan(1e-9)
        })
      },
    )

    it('computed columns are live formulas, all others are not', () => {
      for (const column of columns) {
        const live = view.rows.map((_, index) => at(index, column.id).live)
        expect(new Set(live), column.title).toEqual(new Set([column.type === 'computed']))
      }
    })

    it('owners read as departments', () => {
      expect(view.rows.map((_, index) => at(index, 'owner').text)).toEqual(
        definition.rows.map(row => (row.owner === null ? '' : departmentName(row.owner))),
      )
    })
  },
)

describe.skipIf(sofficePath === null)('LibreOffice shows every planning value as typed, and counts with it', () => {
  const { view, calculation } = opened(typed)
  it.each(TYPED.map((text, index) => [text, index] as const))('%s', (text, index) => {
    const cell = judged.get('typed')![0]!.cell(index + 3, 1)
    const number = calculation.number(view.rows[index]!, '值')
    expect(cell.text).toBe(calculation.text(view.rows[index]!, '值'))
    const beyondExcel = text === '360721199001011234'
    expect([cell.number, cell.live]).toEqual([beyondExcel ? null : number, false])
    const double = calculation.number(view.rows[index]!, '倍')
    const computed = judged.get('typed')![0]!.cell(index + 3, 2)
    if (double !== null && !beyondExcel)
      expect(Math.abs(computed.number! - double)).toBeLessThan(1e-9 * Math.max(1, Math.abs(double)))
  })
})

describe.skipIf(sofficePath === null)('the judge', () => {
  it('does not believe the results that stand in the file', () => {
    const definition = progress2022()
    const sheet = judged.get('lying')![0]!
    const layout = layOut(opened(definition).view.structure, 'official')
    const row = firstRowOf(sheet, definition, layout.place('indicator')) + 1
    const shown = ['completion', 'schedule', 'ahead'].map(id => sheet.cell(row, layout.place(id)).text)
    expect(shown).toEqual(['70.11', '41.67', '28.44'])
  })

  it('takes the grid form to the same figures', () => {
    const { view, calculation } = opened(plan145())
    const [sheet, notes] = judged.get('grid')!
    const layout = layOut(view.structure, 'grid')
    const shown = (id: string) => view.rows.map((_, index) => sheet!.cell(index + 2, layout.place(id)).text)
    for (const id of ['base', 'published', 'recomputed', 'agrees']) {
      expect(shown(id)).toEqual(view.rows.map(row => calculation.text(row, id)))
    }
    expect(notes!.name).toBe('说明')
    expect(notes!.cell(2, 2).text).toMatch(/^1\.共32个指标/)
  })
})
