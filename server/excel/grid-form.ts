import type { Column } from '../../shared/tables/structure.ts'
import type { ExportJob } from './export-job.ts'
import { chinaTime, type FormLabels, formLabels } from './form-labels.ts'
import { BODY_SIZE, NOTE_STYLE, PLAIN_STYLE, TableStyles } from './form-styles.ts'
import { noteLines } from './form-words.ts'
import { rowMarkColumns, writeMarks } from './import-marks.ts'
import { layOut } from './layout.ts'
import { lineCount } from './line-count.ts'
import { cellText, sheetName } from './safe-text.ts'
import { measureRows, writeBody } from './table-body.ts'
import type { SheetSpec, Workbook } from './workbook-port.ts'

const LINE_HEIGHT = 14
const MARGINS = { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6 }

/** The form to work on in Excel: one header row with filters, nothing merged, all that the grid shows; notes beside it. */
export async function writeGridForm(workbook: Workbook, job: ExportJob): Promise<void> {
  const { snapshot, pacer, departmentName } = job
  const labels = formLabels(job.locale)
  const layout = layOut(snapshot.structure, 'grid')
  const firstRow = 2
  const lastRow = 1 + snapshot.rows.length
  const markColumns = rowMarkColumns(job.mark)
  const filtered = layout.columns.length + markColumns.length
  const sheet = workbook.sheet({
    name: sheetName(job.table.title, labels.sheet),
    columns: [...layout.columns, ...markColumns],
    freeze: { rows: 1, columns: layout.frozen },
    page: { titleRows: { from: 1, to: 1 }, onOnePage: false, footer: `&C${labels.pages}`, margins: MARGINS },
    // sorting by the filter moves only what lies within: the row ids must go with their rows
    autoFilter: { top: 1, left: 1, bottom: Math.max(1, lastRow), right: Math.max(1, filtered) },
  })
  const styles = new TableStyles({ outline: 'thin', headFill: 'FFF2F2F2' })
  const edges = { top: false, bottom: false, left: false, right: false }
  const titles = layout.columns.map(({ column }) => plainTitle(column))
  const lines = Math.max(
    1,
    ...layout.columns.slice(0, layout.visible).map(({ width }, at) => lineCount(titles[at]!, width - 20, BODY_SIZE)),
  )
  sheet.row(
    titles.map(title => ({ value: cellText(title), style: styles.picker('head', edges)() })),
    LINE_HEIGHT * lines + 8,
  )
  const formulas = job.formulas({ firstRow, lastRow, place: layout.place })
  const heights = await measureRows(
    { snapshot, departmentName, layout, lineHeight: LINE_HEIGHT, leastHeight: 18, merged: new Set() },
    pacer,
  )
  const pageEnds = new Set<number>()
  const body = { snapshot, layout, styles, formulas, departmentName, heights, pageEnds, mark: job.mark }
  await writeBody(sheet, body, pacer)
  sheet.printArea({ top: 1, left: 1, bottom: Math.max(1, lastRow), right: Math.max(1, layout.visible) })
  sheet.close()
  writeNotesSheet(workbook, job, labels)
  writeMarks(workbook, job.mark, layout, at => titles[at] ?? '', labels)
}

/** All levels in one cell: filters and pivot tables want a single header row. */
export function plainTitle({ group, title, unit }: Column): string {
  const own = unit && !title.includes(unit) ? `${title}（${unit}）` : title
  return group ? `${group}\n${own}` : own
}

function writeNotesSheet(workbook: Workbook, job: ExportJob, labels: FormLabels): void {
  const { table, columns } = job.snapshot.structure
  const widths = [130, 680]
  const spec: SheetSpec = {
    name: labels.notesSheet,
    columns: widths.map(width => ({ width, hidden: false })),
    freeze: { rows: 1, columns: 0 },
    page: { titleRows: { from: 1, to: 1 }, onOnePage: false, footer: `&C${labels.pages}`, margins: MARGINS },
  }
  const sheet = workbook.sheet(spec)
  const notes = noteLines('', table.notes)
  const formulas = columns.flatMap(column => (column.formula ? [`${column.title}: ${column.formula}`] : []))
  const lines: readonly (readonly [string, string])[] = [
    [labels.table, table.title],
    ...(table.unitLine ? [[labels.unit, table.unitLine] as const] : []),
    ...notes.map((note, index) => [index === 0 ? labels.notes.replace(/[：: ]+$/, '') : '', note.trim()] as const),
    ...(table.source ? [[labels.source.replace(/[：: ]+$/, ''), table.source] as const] : []),
    ...formulas.map((formula, index) => [index === 0 ? labels.formulas : '', formula] as const),
    ...(job.issued ? [[labels.version, labels.issued(job.issued)] as const] : []),
    [labels.exported, chinaTime(job.printedAt)],
  ]
  for (const [name, text] of lines) {
    const height = LINE_HEIGHT * lineCount(text, widths[1]!, BODY_SIZE) + 6
    sheet.row(
      [
        { value: name, style: PLAIN_STYLE },
        { value: cellText(text), style: NOTE_STYLE },
      ],
      height,
    )
  }
  sheet.printArea({ top: 1, left: 1, bottom: lines.length, right: 2 })
  sheet.close()
}
