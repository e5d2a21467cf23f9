import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { plan135 } from '../../seeds/plan-135.ts'
import { plan145 } from '../../seeds/plan-145.ts'
import type { ExportForm } from '../../server/excel/layout.ts'
import { Pacer } from '../../server/excel/pacing.ts'
import { takeSnapshot } from '../../server/excel/snapshot.ts'
import type { TableDefinition } from '../../shared/tables/table-definition.ts'
import { recalculate, sofficePath } from '../support/libreoffice.ts'
import { exported, opened, sketch } from './fixtures/exported.ts'

async function read(definition: TableDefinition, form: ExportForm): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  const bytes = await exported(definition, form)
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
  return workbook
}

const merges = (sheet: ExcelJS.Worksheet) => [...(sheet.model as unknown as { merges: string[] }).merges].sort()

describe('the official form', () => {
  it('plan-145: title, header, merged categories, notes and source stand where they should', async () => {
    const sheet = (await read(plan145(), 'official')).worksheets[0]!
    expect(sheet.getCell('A1').value).toBe('赣县区“十四五”规划《纲要》主要指标表')
    expect(sheet.getCell('A1').font).toMatchObject({ size: 18, bold: true })
    expect(sheet.getRow(2).values).toEqual([
      undefined,
      ...['类别', '指标', '单位', '2020年基期值', '2025年目标值', '年均增长(%)/[累计]', '属性'],
      ...['复算', '相符', '责任单位', '口径', '说明', '出处'],
    ])
    expect(merges(sheet)).toEqual(
      // 绿色生态 runs over the end of the first page and is named on both
      [
        'A1:G1',
        'A3:A9',
        'A10:A12',
        'A13:A15',
        'A16:A17',
        'A18:A20',
        'A21:A25',
        'A26:A34',
        'A35:G35',
        'A36:G36',
        'A37:G37',
        'A38:G38',
      ].sort(),
    )
    expect(sheet.getCell('A21').value).toBe('绿色生态')
    expect([35, 36, 37, 38].map(row => sheet.getCell(row, 1).text)).toEqual([
      '注：1.共32个指标;[ ]内为五年累计数,其中规模以上工业增加值、固定资产投资两项为“十三五”年均增速',
      '　　2.2020年基期值为预期数',
      '　　3.约束性指标的数值以省、市下达为准',
      '数据来源：赣区府发〔2021〕3号 附表2',
    ])
  })

  it('is set up for print: A4 landscape, one page wide, header repeated, pages numbered', async () => {
    const sheet = (await read(plan145(), 'official')).worksheets[0]!
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: '2:2',
      printArea: 'A1:G38',
    })
    expect(sheet.headerFooter.oddFooter).toBe('&L&10编制稿 2026-11-22 17:00&C&10第 &P 页 共 &N 页')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 2 })
    const hidden = Array.from({ length: 13 }, (_, at) => sheet.getColumn(at + 1).hidden)
    expect(hidden).toEqual([...Array<boolean>(7).fill(false), ...Array<boolean>(6).fill(true)])
  })

  it('an issued table bears no draft stamp, an annex its number, a unit line its unit', async () => {
    const definition = plan135()
    const facts = { ...definition.facts, title: '附表1 主要指标', phase: 'issued', unitLine: '单位：亿元' } as const
    const sheet = (await read({ ...definition, facts }, 'official')).worksheets[0]!
    expect(sheet.name).toBe('附表1')
    expect([1, 2, 3].map(row => sheet.getCell(row, 1).value)).toEqual(['附表1', '主要指标', '单位：亿元'])
    expect(sheet.getCell('A3').alignment.horizontal).toBe('right')
    expect(sheet.pageSetup.printTitlesRow).toBe('4:4')
    expect(sheet.headerFooter.oddFooter).toBe('&C&10第 &P 页 共 &N 页')
  })

  it('headers of several levels are merged across and down', async () => {
    const columns = [
      { id: '指标', type: 'text' },
      { id: '计划', type: 'value', group: '投资\n2022年' },
      { id: '完成', type: 'value', group: '投资\n2022年' },
      { id: '合计', type: 'value', group: '投资' },
    ] as const
    const sheet = (await read(sketch(columns, [{ 指标: 'a', 计划: 1 }]), 'official')).worksheets[0]!
    expect(merges(sheet)).toEqual(['A1:D1', 'A2:A4', 'B2:D2', 'B3:C3', 'D3:D4'])
    expect(sheet.getCell('B3').value).toBe('2022年')
    expect(sheet.pageSetup.printTitlesRow).toBe('2:4')
  })

  it.each([0, 1])('a table of %d rows is a file that opens', async count => {
    const rows = Array.from({ length: count }, () => ({ a: 1 }))
    const sheet = (await read(sketch([{ id: 'a', type: 'value' }], rows), 'official')).worksheets[0]!
    expect(sheet.getCell('A1').value).toBe('测试表')
  })

  it('a table whose columns are all left out of the form is a file that opens', async () => {
    const workbook = await read(sketch([{ id: 'a', type: 'value', official: false }], [{ a: 1 }]), 'official')
    expect(workbook.worksheets[0]!.getCell('A1').value).toBe('测试表')
  })
})

describe('the grid form', () => {
  it('has every column in sight and in order, one header row with filters, nothing merged, notes beside it', async () => {
    const definition = plan145()
    const workbook = await read(definition, 'grid')
    const [sheet, notes] = workbook.worksheets
    expect(sheet!.getRow(1).values).toEqual([
      undefined,
      ...definition.columns.map(({ group, title }) => (group ? `${group}\n${title}` : title)),
    ])
    expect(sheet!.autoFilter).toBe('A1:M33')
    expect(merges(sheet!)).toEqual([])
    expect(sheet!.views[0]).toMatchObject({ xSplit: 2, ySplit: 1 })
    expect(notes!.getCell('A1').value).toBe('表名')
  })
})

describe('cells', () => {
  const HOSTILE = [
    '=1+1',
    '+1+1',
    '-cmd',
    '@SUM(A1)',
    '=HYPERLINK("http://x")',
    '\t=1',
    'a\u0000b',
    '_x0041_',
    "'",
    '<&>"',
    '  两端  ',
    '长'.repeat(40_000),
  ]

  it('a text is never a formula, whatever it begins with', async () => {
    const columns = [
      { id: 'a', type: 'value' },
      { id: 'b', type: 'text' },
    ] as const
    const definition = sketch(
      columns,
      HOSTILE.map(text => ({ a: text, b: text })),
      { title: '=1+1', notes: '=1+1' },
    )
    const sheet = (await read(definition, 'official')).worksheets[0]!
    sheet.eachRow(row => row.eachCell(cell => expect(cell.type, cell.address).not.toBe(ExcelJS.ValueType.Formula)))
    if (sofficePath === null) return
    const [judged] = await recalculate(await exported(definition, 'official'))
    HOSTILE.slice(0, -1).forEach((text, index) => {
      const cell = judged!.cell(index + 3, 2)
      expect([cell.kind, cell.live, cell.text.trim()]).toEqual(['text', false, text.replace('\u0000', '').trim()])
    })
  }, 120_000)

  it('errors are Excel errors, and a formula that is broken leaves the error alone', async () => {
    const columns = [
      { id: '甲', type: 'value' },
      { id: '除', type: 'computed', formula: '=1/[@甲]' },
      { id: '坏', type: 'computed', formula: '=1+' },
      { id: '圈', type: 'computed', formula: '=[@圈]+1' },
    ] as const
    const sheet = (await read(sketch(columns, [{ 甲: 0 }]), 'official')).worksheets[0]!
    expect(sheet.getCell('B3').value).toEqual({ formula: '1/A3', result: { error: '#DIV/0!' } })
    expect(sheet.getCell('C3').value).toEqual({ error: '#NAME?' })
    expect(sheet.getCell('D3').value).toEqual({ error: '#REF!' })
  })

  it('a workbook never holds more number formats than Excel takes: the rest are texts', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({
      a: `≥${index}.${'1'.repeat((index % 6) + 1)}${'个万元%人户件'[index % 7]}`,
      b: 1,
    }))
    const many = Array.from({ length: 400 }, (_, index) => ({ a: `${index}${'十百千万亿'[index % 5]}`, b: index }))
    const sheet = (
      await read(
        sketch(
          [
            { id: 'a', type: 'value' },
            { id: 'b', type: 'value' },
          ],
          [...rows, ...many],
        ),
        'official',
      )
    ).worksheets[0]!
    const formats = new Set<string>()
    sheet.eachRow(row => row.eachCell(cell => formats.add(cell.numFmt)))
    expect(formats.size).toBeLessThanOrEqual(181)
  })
})

describe('while others edit', () => {
  /** Gives the event loop back after every row, as a table of any size would somewhere. */
  class EveryRow extends Pacer {
    override get due() {
      return true
    }
  }

  it('an export shows one moment: never one cell of an edit without the other', async () => {
    const columns = [
      { id: 'a', type: 'value' },
      { id: '和', type: 'computed', formula: '=SUM([a])' },
    ] as const
    const { view, calculation } = opened(
      sketch(
        columns,
        Array.from({ length: 40 }, () => ({ a: 0 })),
      ),
    )
    view.subscribe(change => calculation.apply(change))
    let turns = 0
    const editor = setInterval(() => {
      turns++
      view.write('r0', 'a', turns)
      view.write('r39', 'a', turns)
    }, 0)
    const pacer = new (class extends EveryRow {
      override async rest() {
        const before = turns
        while (turns === before) await super.rest()
      }
    })(undefined)
    const snapshot = await takeSnapshot(view, calculation, pacer)
    clearInterval(editor)
    expect(turns).toBeGreaterThanOrEqual(39)
    expect(snapshot.value(0, 'a')).toBe(snapshot.value(39, 'a'))
    expect(snapshot.value(0, '和')).toBe(2 * (snapshot.value(0, 'a') as number))
  })

  it('an export that is cancelled stops with the reason', async () => {
    const cancelled = new Error('the client went away')
    const signal = AbortSignal.abort(cancelled)
    await expect(exported(plan145(), 'official', { signal })).rejects.toBe(cancelled)
    await expect(new EveryRow(signal).rest()).rejects.toBe(cancelled)
  })
})
