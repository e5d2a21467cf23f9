import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { treeOf } from '../../../shared/document/row-tree.ts'
import type { CellValue } from '../../../shared/formulas/cell-value.ts'
import { createCalculation } from '../../../shared/formulas/create-calculation.ts'
import { formulaToExcel } from '../../../shared/formulas/to-excel.ts'
import type { PlainTable } from './plain-table.ts'

const run = promisify(execFile)
const FIRST_ROW = 2

export function hasLibreOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const letters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26)

/** What our engine and LibreOffice each make of the computed cells, by `row:column`; numbers with 15 digits. */
export async function bothAnswers(
  table: PlainTable,
): Promise<{ ours: Map<string, unknown>; theirs: Map<string, unknown> }> {
  const calculation = createCalculation(table)
  const { columns } = table.structure
  const place = new Map(columns.map((column, index) => [column.id, letters(index)]))
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('表')
  sheet.addRow(columns.map(column => column.title))
  const ours = new Map<string, unknown>()
  table.rows.forEach((row, at) => {
    const context = {
      cell: (id: string) => `${place.get(id)}${at + FIRST_ROW}`,
      column: (id: string) => `$${place.get(id)}$${FIRST_ROW}:$${place.get(id)}$${table.rows.length + FIRST_ROW - 1}`,
      value: (id: string) => calculation.value(row, id),
      rows: {
        tree: treeOf(table),
        at,
        cell: (id: string, other: number) => `${place.get(id)}${other + FIRST_ROW}`,
        value: (id: string, other: number) => calculation.value(table.rows[other]!, id),
      },
    }
    for (const column of columns) {
      const cell = sheet.getCell(context.cell(column.id))
      const value = calculation.value(row, column.id)
      if (column.type !== 'computed') cell.value = plain(value) as string | number | boolean | null
      else {
        cell.value = { formula: formulaToExcel(column, table.structure, context) }
        ours.set(`${row}:${column.id}`, plain(value))
      }
    }
  })
  return { ours, theirs: await recalculated(workbook, table, place) }
}

async function recalculated(workbook: ExcelJS.Workbook, table: PlainTable, place: ReadonlyMap<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'tongchou-formulas-'))
  try {
    await writeFile(join(folder, 'in.xlsx'), Buffer.from(await workbook.xlsx.writeBuffer()))
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    await run('soffice', [
      profile,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      join(folder, 'out'),
      join(folder, 'in.xlsx'),
    ])
    const back = new ExcelJS.Workbook()
    await back.xlsx.readFile(join(folder, 'out', 'in.xlsx'))
    const found = new Map<string, unknown>()
    table.rows.forEach((row, at) => {
      for (const column of table.structure.columns)
        if (column.type === 'computed')
          found.set(
            `${row}:${column.id}`,
            result(back.worksheets[0]!.getCell(`${place.get(column.id)}${at + FIRST_ROW}`)),
          )
    })
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const digits = (n: number): number => Number(n.toPrecision(15))

function result(cell: ExcelJS.Cell): unknown {
  const found: unknown = cell.result
  if (typeof found === 'number') return digits(found)
  if (typeof found === 'object' && found !== null && 'error' in found) return found.error
  return found ?? ''
}

/** As the cell stands in the sheet: qualifiers are number formats there. */
function plain(value: CellValue): unknown {
  if (typeof value === 'number') return digits(value)
  if (typeof value !== 'object' || value === null) return value
  return value.kind === 'number' ? digits(value.value) : value.kind === 'error' ? value.code : value.text
}
