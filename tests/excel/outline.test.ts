import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { openWorkbook } from '../../server/excel/workbook-port.ts'

test('rows under others carry outline levels, seven at most, and their parents stand above them', async () => {
  const workbook = openWorkbook({ createdAt: new Date(0), creator: '统筹' })
  const sheet = workbook.sheet({
    name: '表',
    columns: [{ width: 100, hidden: false }],
    freeze: { rows: 1, columns: 1 },
    page: {
      onOnePage: true,
      titleRows: { from: 1, to: 1 },
      margins: { left: 1, right: 1, top: 1, bottom: 1 },
      footer: '',
    },
  })
  const style = { font: { name: '宋体', size: 11 }, horizontal: 'left' } as const
  for (const level of [0, 1, 2, 9]) sheet.row([{ value: `第${level}级`, style }], 20, false, level)
  sheet.close()
  const read = new ExcelJS.Workbook()
  await read.xlsx.load((await workbook.finish()) as unknown as ArrayBuffer)
  const [written] = read.worksheets
  expect([1, 2, 3, 4].map(at => written?.getRow(at).outlineLevel)).toEqual([0, 1, 2, 7])
  expect(written?.properties.outlineProperties).toMatchObject({ summaryBelow: false })
})
