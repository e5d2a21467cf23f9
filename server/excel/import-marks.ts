import type { FormLabels } from './form-labels.ts'
import { PLAIN_STYLE } from './form-styles.ts'
import type { Header } from './header-rows.ts'
import type { Layout } from './layout.ts'
import { cellText } from './safe-text.ts'
import type { SheetCell, SheetSpec, Workbook } from './workbook-port.ts'

/**
 * What an exported workbook carries so that it finds its way back: row ids in a hidden last column, and a sheet out of sight
 * that names the table, its edition, and the column under each header.
 */

export const MARKS_SHEET = '_tongchou'
/** A row id's cell begins so: it is found again wherever columns were added or taken away. */
export const ROW_MARK = '_row:'
const ROW_MARK_WIDTH = 60

export interface TableMark {
  /** table id */
  readonly id: string
  /** the slug: the same table of another workspace has it too */
  readonly name: string
  /** hash of the edition the table stood at */
  readonly edition: string
  /** ms since 1970 */
  readonly exportedAt: number
}

/** The hidden column, after all others; none where the workbook carries no marks. */
export const rowMarkColumns = (mark: TableMark | null) =>
  mark === null ? [] : [{ width: ROW_MARK_WIDTH, hidden: true }]

export const rowMarkCell = (mark: TableMark | null, row: string): readonly SheetCell[] =>
  mark === null ? [] : [{ value: cellText(ROW_MARK + row), style: PLAIN_STYLE }]

/** What stands above each column, outermost first: by this it is told apart when columns have been moved. */
export type HeaderTexts = (at: number) => string

export const textsOfHeader =
  (header: Header): HeaderTexts =>
  at =>
    header.cells
      .filter(cell => cell.left <= at && at <= cell.right)
      .sort((a, b) => a.top - b.top)
      .map(cell => cell.text)
      .join('\n')

/** Names in the first column, what they name in the second; columns of the table as `column`, id, header, in sheet order. */
export function writeMarks(
  workbook: Workbook,
  mark: TableMark | null,
  layout: Layout,
  headerTexts: HeaderTexts,
  labels: FormLabels,
): void {
  if (mark === null) return
  const widths = [100, 300, 300]
  const spec: SheetSpec = {
    name: MARKS_SHEET,
    veryHidden: true,
    columns: widths.map(width => ({ width, hidden: false })),
    freeze: { rows: 1, columns: 0 },
    page: {
      titleRows: { from: 1, to: 1 },
      onOnePage: false,
      footer: labels.pages,
      margins: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.5 },
    },
  }
  const sheet = workbook.sheet(spec)
  const lines: readonly (readonly string[])[] = [
    ['table', mark.id],
    ['name', mark.name],
    ['edition', mark.edition],
    ['exported', String(mark.exportedAt)],
    ...layout.columns.map(({ column }, at) => ['column', column.id, headerTexts(at)]),
  ]
  for (const line of lines)
    sheet.row(
      line.map(text => ({ value: cellText(text), style: PLAIN_STYLE })),
      15,
    )
  sheet.close()
}
