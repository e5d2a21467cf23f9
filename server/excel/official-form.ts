import type { TableFacts } from '../../shared/tables/structure.ts'
import { equalRuns, type Run } from './category-runs.ts'
import type { ExportJob } from './export-job.ts'
import { chinaTime, formLabels } from './form-labels.ts'
import { LABEL_STYLE, NOTE_SIZE, NOTE_STYLE, TableStyles, TITLE_STYLE, UNIT_STYLE } from './form-styles.ts'
import { annexAndTitle, noteLines } from './form-words.ts'
import { headerHeights, writeHeader } from './header-block.ts'
import { headerOf } from './header-rows.ts'
import { rowMarkColumns, textsOfHeader, writeMarks } from './import-marks.ts'
import { type Layout, layOut } from './layout.ts'
import { lineCount } from './line-count.ts'
import { cutAtBreaks, planPages } from './page-plan.ts'
import { sheetName } from './safe-text.ts'
import { heightOf, type Line, writeLines } from './sheet-lines.ts'
import { measureRows, writeBody } from './table-body.ts'
import type { Workbook } from './workbook-port.ts'

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
  const above = linesAbove(table, layout)
  const below = linesBelow(job, layout)
  const headHeights = headerHeights(header, layout)
  const categories = categoryRuns(job, layout)
  const merged = new Set(categories.map(category => category.column))
  const heights = await measureRows(
    { snapshot, departmentName, layout, lineHeight: 14, leastHeight: 21, merged },
    pacer,
  )
  const pages = planPages(
    {
      above: heightOf(above),
      header: headHeights.reduce((sum, height) => sum + height, 0),
      rows: heights,
      below: heightOf(below),
    },
    categories[0]?.runs ?? [],
    layout.scale,
  )
  const firstRow = above.length + header.depth + 1
  const lastRow = firstRow + snapshot.rows.length - 1
  const { annex, title } = annexAndTitle(table.title)
  const sheet = workbook.sheet({
    name: sheetName(annex ?? title, labels.sheet),
    columns: [...layout.columns, ...rowMarkColumns(job.mark)],
    freeze: { rows: firstRow - 1, columns: layout.frozen },
    page: {
      titleRows: { from: above.length + 1, to: firstRow - 1 },
      onOnePage: pages.shrunk,
      footer: footer(labels.pages, job, table),
      margins: { left: 0.59, right: 0.59, top: 0.79, bottom: 0.71 },
    },
  })
  const styles = new TableStyles({ outline: 'medium', headFill: null })
  writeLines(sheet, above, 1, layout.visible)
  writeHeader(sheet, header, headHeights, layout, styles, above.length + 1)
  const formulas = job.formulas({ firstRow, lastRow, place: layout.place })
  const pageEnds = new Set(pages.breaks)
  const body = { snapshot, layout, styles, formulas, departmentName, heights, pageEnds, mark: job.mark }
  await writeBody(sheet, body, pacer)
  writeLines(sheet, below, lastRow + 1, layout.visible)
  for (const { column, runs } of categories) {
    const at = layout.place(column)
    for (const { from, to } of runs.flatMap(run => cutAtBreaks(run, pages.breaks))) {
      if (to > from) sheet.merge({ top: firstRow + from, bottom: firstRow + to, left: at, right: at })
    }
  }
  sheet.printArea({ top: 1, left: 1, bottom: lastRow + below.length, right: Math.max(1, layout.visible) })
  sheet.close()
  writeMarks(workbook, job.mark, layout, textsOfHeader(header), labels)
}

const visibleWidth = ({ columns, visible }: Layout) =>
  columns.slice(0, visible).reduce((sum, { width }) => sum + width, 0)

function linesAbove(table: TableFacts, layout: Layout): readonly Line[] {
  const { annex, title } = annexAndTitle(table.title)
  const height = Math.max(36, 26 * lineCount(title, visibleWidth(layout), TITLE_STYLE.font.size))
  return [
    ...(annex === null ? [] : [{ text: annex, style: LABEL_STYLE, height: 22 }]),
    { text: title, style: TITLE_STYLE, height },
    ...(table.unitLine ? [{ text: table.unitLine, style: UNIT_STYLE, height: 18 }] : []),
  ]
}

function linesBelow({ snapshot, locale, issued }: ExportJob, layout: Layout): readonly Line[] {
  const { notes, source } = snapshot.structure.table
  const labels = formLabels(locale)
  const texts = [
    ...noteLines(labels.notes, notes),
    ...(source ? [labels.source + source] : []),
    ...(issued ? [labels.issued(issued)] : []),
  ]
  return texts.map((text, index) => ({
    text,
    style: NOTE_STYLE,
    // The first keeps a little air from the table's lower line.
    height: 14.5 * lineCount(text, visibleWidth(layout), NOTE_SIZE) + (index === 0 ? 5 : 2),
  }))
}

/** Runs of equal categories of each visible category column, outermost first. */
function categoryRuns(
  { snapshot }: ExportJob,
  layout: Layout,
): readonly { readonly column: string; readonly runs: readonly Run[] }[] {
  const columns = layout.columns
    .filter(laid => !laid.hidden && laid.column.type === 'category')
    .map(laid => laid.column.id)
  const texts = columns.map(column => (row: number) => snapshot.text(row, column))
  return columns.map((column, depth) => ({
    column,
    runs: equalRuns(snapshot.rows.length, texts[depth]!, texts.slice(0, depth)),
  }))
}

/** A table that has not been issued says so, with the moment it was printed: drafts are mailed round. */
function footer(pages: string, job: ExportJob, table: TableFacts): string {
  const phase = formLabels(job.locale).phase(table.phase)
  const isFinal = job.issued !== null || table.phase === 'issued' || table.phase === 'archived'
  return `${isFinal ? '' : `&L&10${phase} ${chinaTime(job.printedAt)}`}&C&10${pages}`
}
