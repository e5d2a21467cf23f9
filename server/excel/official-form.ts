import type { Column, TableFacts } from '../../shared/tables/structure.ts'
import { equalRuns } from './category-runs.ts'
import type { ExportJob } from './export-job.ts'
import { chinaTime, formLabels } from './form-labels.ts'
import { BODY_SIZE, LABEL_STYLE, NOTE_SIZE, NOTE_STYLE, TableStyles, TITLE_STYLE, UNIT_STYLE } from './form-styles.ts'
import { type Header, headerOf } from './header-rows.ts'
import { type Layout, layOut } from './layout.ts'
import { lineCount } from './line-count.ts'
import { cellText, sheetName } from './safe-text.ts'
import { writeBody } from './table-body.ts'
import type { CellStyle, Sheet, SheetCell, Workbook } from './workbook-port.ts'

const LINE_HEIGHT = 14
const NOTE_LINE_HEIGHT = 14.5

/**
 * The form that is printed and filed: number of the annex, title, unit line, ruled table, notes, source.
 * One A4 page wide, as many as it takes down, header rows repeated.
 */
export async function writeOfficialForm(workbook: Workbook, job: ExportJob): Promise<void> {
  const { snapshot, pacer, departmentName } = job
  const { table } = snapshot.structure
  const labels = formLabels(job.locale)
  const layout = layOut(snapshot.structure, 'official')
  const header = headerOf(layout.columns)
  const { annex, title } = annexAndTitle(table.title)
  const above = (annex === null ? 0 : 1) + 1 + (table.unitLine ? 1 : 0)
  const firstRow = above + header.depth + 1
  const lastRow = firstRow + snapshot.rows.length - 1
  const sheet = workbook.sheet({
    name: sheetName(annex ?? title, labels.sheet),
    columns: layout.columns,
    freeze: { rows: firstRow - 1, columns: layout.frozen },
    page: {
      titleRows: { from: above + 1, to: firstRow - 1 },
      footer: footer(labels.pages, job, table),
      margins: { left: 0.59, right: 0.59, top: 0.79, bottom: 0.71 },
    },
  })
  const across = new AcrossRows(sheet, layout)
  if (annex !== null) across.write(annex, LABEL_STYLE, 22)
  across.write(title, TITLE_STYLE, Math.max(36, 26 * lineCount(title, across.width, 18)))
  if (table.unitLine) across.write(table.unitLine, UNIT_STYLE, 18)
  const styles = new TableStyles({ inner: 'thin', outer: 'medium' })
  writeHeader(sheet, header, layout, styles, above + 1)
  const merged = mergeCategories(sheet, layout, job, firstRow)
  const formulas = job.formulas({ firstRow, lastRow, place: layout.place })
  await writeBody(
    sheet,
    { snapshot, layout, styles, formulas, departmentName, firstRow, lineHeight: LINE_HEIGHT, leastHeight: 21, merged },
    pacer,
  )
  across.next = lastRow + 1
  for (const line of noteLines(labels.notes, table.notes)) across.writeNote(line)
  if (table.source) across.writeNote(labels.source + table.source)
  sheet.printArea({ top: 1, left: 1, bottom: across.next - 1, right: Math.max(1, layout.visible) })
  sheet.close()
}

/** Lines that reach over the whole width of the table. */
class AcrossRows {
  next = 1
  readonly width: number
  private readonly sheet: Sheet
  private readonly layout: Layout

  constructor(sheet: Sheet, layout: Layout) {
    this.sheet = sheet
    this.layout = layout
    this.width = layout.columns.slice(0, layout.visible).reduce((sum, column) => sum + column.width, 0)
  }

  write(text: string, style: CellStyle, height: number): void {
    const { visible } = this.layout
    const cells = Array.from(
      { length: Math.max(1, visible) },
      (_, at): SheetCell => ({ value: at === 0 ? cellText(text) : null, style }),
    )
    this.sheet.row(cells, height)
    if (visible > 1) this.sheet.merge({ top: this.next, bottom: this.next, left: 1, right: visible })
    this.next++
  }

  writeNote(text: string): void {
    this.write(text, NOTE_STYLE, NOTE_LINE_HEIGHT * lineCount(text, this.width, NOTE_SIZE) + 3)
  }
}

function writeHeader(sheet: Sheet, header: Header, layout: Layout, styles: TableStyles, top: number): void {
  for (let level = 0; level < header.depth; level++) {
    const cells = layout.columns.map((_, at): SheetCell => {
      const cell = header.cells.find(
        one => one.left <= at && at <= one.right && one.top <= level && level <= one.bottom,
      )
      const starts = cell?.left === at && cell.top === level
      const edges = { top: level === 0, bottom: false, left: at === 0, right: at === layout.visible - 1 }
      return { value: starts ? cellText(cell.text) : null, style: styles.of('head', edges) }
    })
    sheet.row(cells, headerHeight(header, layout, level))
  }
  for (const cell of header.cells) {
    if (cell.top === cell.bottom && cell.left === cell.right) continue
    sheet.merge({ top: top + cell.top, bottom: top + cell.bottom, left: cell.left + 1, right: cell.right + 1 })
  }
}

function headerHeight(header: Header, layout: Layout, level: number): number {
  const least = header.depth === 1 ? 30 : 22
  const heights = header.cells
    .filter(cell => cell.bottom === level && cell.left < layout.visible)
    .map(cell => {
      const width = layout.columns.slice(cell.left, cell.right + 1).reduce((sum, column) => sum + column.width, 0)
      return (LINE_HEIGHT * lineCount(cell.text, width, BODY_SIZE) + 8) / (cell.bottom - cell.top + 1)
    })
  return Math.max(least, ...heights)
}

/** Merges equal categories down; answers the columns it did so in. */
function mergeCategories(sheet: Sheet, layout: Layout, { snapshot }: ExportJob, firstRow: number): ReadonlySet<string> {
  const isCategory = (column: Column) => column.type === 'category'
  const categories = layout.columns.filter(laid => !laid.hidden && isCategory(laid.column)).map(laid => laid.column.id)
  const readers = categories.map(id => (row: number) => snapshot.cell(row, id).text)
  categories.forEach((id, depth) => {
    const place = layout.place(id)
    for (const run of equalRuns(snapshot.rows.length, readers[depth]!, readers.slice(0, depth))) {
      sheet.merge({ top: firstRow + run.from, bottom: firstRow + run.to, left: place, right: place })
    }
  })
  return new Set(categories)
}

/** `附表2 主要指标表` is an annex's number, which stands above at the left, and a title. */
export function annexAndTitle(title: string): { readonly annex: string | null; readonly title: string } {
  const found = /^(附[表件]\s*[0-9一二三四五六七八九十]+(?:-\d+)?)\s*[:：\s]\s*(.+)$/su.exec(title)
  return found ? { annex: found[1]!.replace(/\s/g, ''), title: found[2]! } : { annex: null, title }
}

/** One note is `注：…`; several are numbered, and aligned under the first. Numbers that were typed are not doubled. */
export function noteLines(label: string, notes: string | null | undefined): readonly string[] {
  const lines = (notes ?? '')
    .split('\n')
    .map(line =>
      line
        .trim()
        .replace(/^注\s*[:：]\s*/, '')
        .replace(/^\d+\s*[.．、](?!\d)\s*/, ''),
    )
    .filter(line => line !== '')
  if (lines.length === 1) return [label + lines[0]]
  const indent = label === '注：' ? '　　' : ' '.repeat(label.length)
  return lines.map((line, index) => `${index === 0 ? label : indent}${index + 1}.${line}`)
}

/** A table that has not been issued says so, with the moment it was printed: drafts are mailed round. */
function footer(pages: string, job: ExportJob, table: TableFacts): string {
  const phase = formLabels(job.locale).phase(table.phase)
  const stamp = table.phase === 'issued' || table.phase === 'archived' ? '' : `&L${phase} ${chinaTime(job.printedAt)}`
  return `${stamp}&C${pages}`
}
