import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { plan145 } from '../../seeds/plan-145.ts'
import { progress2022 } from '../../seeds/progress-2022.ts'
import { MARKS_SHEET, ROW_MARK } from '../../server/excel/import-marks.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { ImportAnswer } from '../../shared/protocol/api-import.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'
import { recalculate, savedAgain, sofficePath } from '../support/libreoffice.ts'
import { gongxin, leader } from '../support/sample-table.ts'
import { sheetOf, workbookOf } from '../support/zip.ts'
import { sketch } from './fixtures/exported.ts'
import { exportedWithMarks, imported } from './fixtures/importing.ts'

type Edit = (sheet: ExcelJS.Worksheet) => void

async function edited(
  definition: TableDefinition,
  edit: Edit,
  form: 'official' | 'grid' = 'grid',
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Uint8Array.from(await exportedWithMarks(definition, form)).buffer)
  edit(workbook.worksheets[0]!)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

const told = ({ changes }: ImportAnswer) =>
  changes.map(({ row, column, before, after, hint }) => [row, column, before.text, after.value, hint?.code])

const columns = [
  { id: 'cat', type: 'category', title: '类别' },
  { id: 'name', type: 'text', title: '指标', frozen: true },
  { id: 'a', type: 'value', title: '计划', group: '投资' },
  { id: 'b', type: 'value', title: '完成', group: '投资' },
  { id: 'c', type: 'computed', title: '完成率', formula: '=[@b]/[@a]' },
  { id: 'd', type: 'choice', title: '属性', choices: '预期性\n约束性' },
] as const
const table = sketch(
  columns,
  [
    { cat: '经济', name: '地区生产总值', a: '300左右', b: 270, d: '预期性' },
    { cat: '经济', name: '三产比例', a: '8:41:51', b: '——', d: '预期性' },
    { cat: '民生', name: '失业率（%）', a: '95%', b: '≤5', d: '约束性' },
    { cat: '民生', name: '里程', a: '10.0', b: '1,234.50', d: '约束性' },
    { cat: '生态', name: '里程', a: null, b: '保持稳定', d: '约束性' },
  ],
  { phase: 'drafting' },
)

describe('what is changed in Excel is found, and nothing else', () => {
  const cases: readonly (readonly [string, Edit, unknown[]])[] = [
    [
      'a number keeps its words',
      sheet => (sheet.getCell('C2').value = 310),
      [['r0', 'a', '300左右', '310左右', undefined]],
    ],
    [
      'more digits than shown',
      sheet => (sheet.getCell('C5').value = 10.25),
      [['r3', 'a', '10.0', 10.25, 'more-digits-than-shown']],
    ],
    ['thousands', sheet => (sheet.getCell('D5').value = 2345.5), [['r3', 'b', '1,234.50', '2,345.50', undefined]]],
    ['a plain number', sheet => (sheet.getCell('D2').value = 280.5), [['r0', 'b', '270', 280.5, undefined]]],
    ['a text', sheet => (sheet.getCell('D6').value = '≥９５'), [['r4', 'b', '保持稳定', '≥９５', undefined]]],
    ['a cell is cleared', sheet => (sheet.getCell('D2').value = null), [['r0', 'b', '270', null, undefined]]],
    ['a blank is filled', sheet => (sheet.getCell('C6').value = 5), [['r4', 'a', '', 5, undefined]]],
    ['spaces at line ends are nothing', sheet => (sheet.getCell('D6').value = '保持稳定  '), []],
    [
      'rich text',
      sheet => (sheet.getCell('D6').value = { richText: [{ text: '基本' }, { text: '稳定', font: { bold: true } }] }),
      [['r4', 'b', '保持稳定', '基本稳定', undefined]],
    ],
    [
      'the words are lost',
      sheet => {
        sheet.getCell('C2').numFmt = 'General'
      },
      [['r0', 'a', '300左右', 300, 'qualifier-lost']],
    ],
    [
      'a percent of Excel’s own',
      sheet => {
        sheet.getCell('C4').value = 0.96
        sheet.getCell('C4').numFmt = '0%'
      },
      [['r2', 'a', '95%', '96%', undefined]],
    ],
    [
      '96% typed over a percent sign of ours',
      sheet => (sheet.getCell('C4').value = 0.96),
      [['r2', 'a', '95%', '0.96%', 'more-digits-than-shown']],
    ],
    [
      'what Excel took for a date',
      sheet => {
        sheet.getCell('D2').value = 45356
        sheet.getCell('D2').numFmt = 'm"月"d"日"'
      },
      [['r0', 'b', '270', '3月5日', 'became-a-date']],
    ],
    ['no such choice', sheet => (sheet.getCell('F2').value = '随意'), [['r0', 'd', '预期性', '随意', 'not-a-choice']]],
    ['words for a number', sheet => (sheet.getCell('D2').value = '待定'), [['r0', 'b', '270', '待定', 'not-a-value']]],
    ['computed columns are not compared', sheet => (sheet.getCell('E2').value = 5), []],
    ['an error', sheet => (sheet.getCell('D2').value = { error: '#N/A' } as ExcelJS.CellErrorValue), []],
    ['a row is inserted', sheet => sheet.insertRow(3, ['经济', '新指标', 1]), []],
    ['a column is deleted', sheet => sheet.spliceColumns(4, 1), []],
    ['a column is inserted', sheet => sheet.spliceColumns(3, 0, ['我的备注', 'x', 'y']), []],
  ]
  it.each(cases)('%s', async (_what, edit, changes) => {
    expect(told(await imported(table, await edited(table, edit)))).toEqual(changes)
  })

  it('a formula in an entered column gives its result, and says so', async () => {
    const answer = await imported(
      table,
      await edited(table, sheet => (sheet.getCell('D2').value = { formula: '200+80', result: 280 })),
    )
    expect(told(answer)).toEqual([['r0', 'b', '270', 280, undefined]])
    expect(answer.warnings).toMatchObject([
      { code: 'formula-in-entered-column', sheetRow: 2, sheetColumn: 'D', count: 1 },
    ])
  })

  it('what cannot be read is left out, and said', async () => {
    const answer = await imported(
      table,
      await edited(table, sheet => {
        sheet.getCell('D2').value = { error: '#N/A' } as ExcelJS.CellErrorValue
        sheet.getCell('D3').value = { formula: 'FOO()' } as ExcelJS.CellFormulaValue
        sheet.getCell('D4').value = 4
        sheet.getCell('D4').numFmt = '[DBNum1]0'
        sheet.getCell('E5').value = 7
      }),
    )
    expect(told(answer)).toEqual([['r2', 'b', '≤5', 4, undefined]])
    expect(answer.warnings.map(({ code, sheetRow }) => [code, sheetRow])).toEqual([
      ['error-value', 2],
      ['formula-without-result', 3],
      ['format-not-understood', 4],
      ['computed-differs', 5],
    ])
  })
})

describe('rows find their way', () => {
  it('in another order, with one inserted, one gone and one renamed', async () => {
    const answer = await imported(
      table,
      await edited(table, sheet => {
        const rows = [2, 3, 4, 5, 6].map(row => [...(sheet.getRow(row).values as ExcelJS.CellValue[])].slice(1))
        const [first, second, third, fourth, fifth] = rows
        second![1] = '三次产业比例'
        fifth![3] = '明显改善'
        ;[fifth, second, ['民生', '新指标', 1], first, third].forEach((values, at) => {
          sheet.getRow(at + 2).values = values as ExcelJS.CellValue[]
        })
        expect(fourth).toHaveLength(7)
      }),
    )
    expect(answer.rows).toEqual({
      matched: 4,
      unmatched: [{ sheetRow: 4, name: '新指标', why: 'new' }],
      missing: ['r3'],
    })
    // formats stayed where they were: only words are compared here
    expect(told(answer)).toContainEqual(['r1', 'name', '三产比例', '三次产业比例', undefined])
    expect(told(answer)).toContainEqual(['r4', 'b', '保持稳定', '明显改善', undefined])
  })

  it('a copied row is not taken for the one it was copied from', async () => {
    const answer = await imported(
      table,
      await edited(table, sheet => {
        const copy = [...(sheet.getRow(2).values as ExcelJS.CellValue[])].slice(1)
        copy[1] = '新指标'
        sheet.addRow(copy)
      }),
    )
    expect(answer.rows).toMatchObject({ matched: 5, unmatched: [{ sheetRow: 7, why: 'repeated' }], missing: [] })
    expect(answer.changes).toEqual([])
  })

  it('sorted without the hidden column: names count, what is alike is left out', async () => {
    const answer = await imported(
      table,
      await edited(table, sheet => {
        const marks = [2, 3, 4, 5, 6].map(row => sheet.getRow(row).getCell(7).value)
        expect(marks[0]).toBe(`${ROW_MARK}r0`)
        marks.reverse().forEach((mark, at) => {
          sheet.getRow(at + 2).getCell(7).value = mark!
        })
      }),
    )
    expect(answer.changes).toEqual([])
    expect(answer.rows.matched).toBe(5)
    expect(answer.warnings).toMatchObject([{ code: 'row-marks-moved', count: 4 }])
  })

  it('an export of another table is refused', async () => {
    const other = { ...table, name: 'other' }
    await expect(imported(plan145(), await exportedWithMarks(other, 'grid'))).rejects.toMatchObject({
      code: 'file-of-other-table',
    })
  })
})

describe('while others worked on', () => {
  const since: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
    ['r0:b', 260],
    ['r0:a', '300左右'],
  ])
  it('what the file did not touch stays as it is now', async () => {
    const before = {
      ...table,
      rows: table.rows.map(row => (row.id === 'r0' ? { ...row, cells: { ...row.cells, b: 260 } } : row)),
    }
    const answer = await imported(table, await exportedWithMarks(before, 'official'), { changedSince: since })
    expect(answer.changes).toEqual([])
    expect(answer.warnings.find(({ code }) => code === 'changed-here-since')).toMatchObject({ count: 1 })
  })

  it('what both changed is said to be so', async () => {
    const file = await edited(table, sheet => (sheet.getCell('D2').value = 999))
    expect(told(await imported(table, file, { changedSince: since }))).toEqual([
      ['r0', 'b', '270', 999, 'changed-since-export'],
    ])
  })
})

describe('who may', () => {
  const owned = { ...table, rows: table.rows.map((row, at) => ({ ...row, owner: at === 0 ? 'gongxin' : 'shangwu' })) }
  it.each([
    [
      gongxin,
      [
        [true, undefined],
        [false, 'row-of-other-department'],
      ],
    ],
    [
      leader,
      [
        [false, 'role-only-reads'],
        [false, 'role-only-reads'],
      ],
    ],
  ] as const)('%j', async (account, expected) => {
    const file = await edited(owned, sheet => {
      sheet.getCell('D2').value = 1
      sheet.getCell('D3').value = 2
    })
    const { changes } = await imported(owned, file, { account })
    expect(changes.map(({ allowed, why }) => [allowed, why?.reason])).toEqual(expected)
    for (const { why } of changes) if (why) expect(why.message).toMatch(/。$/)
  })
})

describe('files typed by hand', () => {
  it('are read by titles of several levels and by names, however they are spaced', async () => {
    const sheet = sheetOf(
      [
        ['某县主要指标'],
        ['类 别', '指 标', '投资', '', '属性', '我的备注'],
        ['', '', '计划\n(亿元)', '完 成', '', ''],
        ['经济', '地区 生产总值', '320左右', 270, '预期性', 'x'],
        ['', '三产比例', '8:41:51', '——', '预期性', ''],
        ['民生', '失业率(%)', '95%', '≤5', '约束性', ''],
        ['', '里程', '10.0', '1,234.50', '约束性', ''],
        ['', '陌生指标', 1, 2, '约束性', ''],
        ['注：单位为亿元'],
        ['2.第二条'],
      ],
      '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="C2:D2"/><mergeCell ref="E2:E3"/></mergeCells>',
    )
    const answer = await imported(table, workbookOf({ sheet }))
    expect(answer.columns.map(({ sheetColumn, column }) => [sheetColumn, column])).toEqual([
      ['A', 'cat'],
      ['B', 'name'],
      ['C', 'a'],
      ['D', 'b'],
      ['E', 'd'],
      ['F', null],
    ])
    expect(answer.rows).toEqual({
      matched: 4,
      unmatched: [{ sheetRow: 8, name: '陌生指标', why: 'new' }],
      missing: ['r4'],
    })
    expect(told(answer).filter(([, column]) => column !== 'name')).toEqual([
      ['r0', 'a', '300左右', '320左右', undefined],
    ])
  })

  it('rows and columns that are alike are reported, not guessed', async () => {
    const sheet = sheetOf([
      ['指标', '计划', '完成', '完成'],
      ['里程', 11, 1, 2],
      ['地区生产总值', 12, 3, 4],
    ])
    const answer = await imported(table, workbookOf({ sheet }))
    expect(told(answer)).toEqual([['r0', 'a', '300左右', 12, undefined]])
    expect(answer.rows.unmatched).toEqual([{ sheetRow: 2, name: '里程', why: 'ambiguous' }])
    expect(answer.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['ambiguous-row', 'ambiguous-column', 'missing-column']),
    )
  })

  it.each([
    [
      'no header',
      [
        ['a', 'b'],
        [1, 2],
      ],
    ],
    [
      'no names',
      [
        ['计划', '完成', '属性'],
        [1, 2, '预期性'],
      ],
    ],
    ['nothing at all', []],
  ])('%s: refused', async (_what, rows) => {
    await expect(imported(table, workbookOf({ sheet: sheetOf(rows) }))).rejects.toMatchObject({
      code: 'file-without-table',
    })
  })
})

describe.skipIf(sofficePath === null)('LibreOffice', () => {
  it('saves what we export, and it comes back without a change', async () => {
    const tables = [plan145(), progress2022(), table]
    const ours = await Promise.all(tables.map(one => exportedWithMarks(one, 'official')))
    const files = await savedAgain(ours)
    for (const [at, file] of files.entries()) {
      expect(file.equals(ours[at]!)).toBe(false)
      const answer = await imported(tables[at]!, file)
      expect(told(answer)).toEqual([])
      expect(answer.rows).toEqual({ matched: tables[at]!.rows.length, unmatched: [], missing: [] })
    }
  }, 180_000)

  it('sees the same form with marks as without', async () => {
    const sheets = await recalculate(await exportedWithMarks(plan145(), 'official'))
    expect(sheets[0]!.cell(3, 14).text).toMatch(/^_row:/)
    expect(sheets.map(({ name }) => name)).toContain(MARKS_SHEET)
  }, 120_000)
})
