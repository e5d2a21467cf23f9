import type { Column } from '../../shared/tables/structure.ts'
import { type CellContent, computedContent, enteredContent } from './cell-content.ts'
import { BODY_SIZE, type Role, type TableStyles } from './form-styles.ts'
import { rowMarkCell, type TableMark } from './import-marks.ts'
import type { LaidColumn, Layout } from './layout.ts'
import { lineCount } from './line-count.ts'
import type { FormulaWriter } from './live-formulas.ts'
import type { Pacer } from './pacing.ts'
import { cellText } from './safe-text.ts'
import type { Snapshot } from './snapshot.ts'
import type { CellStyle, Sheet, SheetCell } from './workbook-port.ts'

export interface BodyPlan {
  readonly snapshot: Snapshot
  readonly layout: Layout
  readonly styles: TableStyles
  readonly formulas: FormulaWriter
  readonly departmentName: (id: string) => string | null
  /** points, of every row */
  readonly heights: readonly number[]
  /** zero-based rows after which a page ends */
  readonly pageEnds: ReadonlySet<number>
  readonly mark: TableMark | null
}

/** Writes the table's rows, giving the event loop back now and then. */
export async function writeBody(sheet: Sheet, plan: BodyPlan, pacer: Pacer): Promise<void> {
  const { snapshot, layout } = plan
  const last = snapshot.rows.length - 1
  const looks = layout.columns.map((laid, at) => lookOf(plan, laid, at))
  for (let row = 0; row <= last; row++) {
    const endsPage = plan.pageEnds.has(row)
    const onOutline = row === last || endsPage
    const cells = looks.map(look => bodyCell(plan, look, row, onOutline))
    const marked = [...cells, ...rowMarkCell(plan.mark, snapshot.rows[row]!)]
    sheet.row(marked, plan.heights[row]!, endsPage, snapshot.tree.depth[row])
    if (pacer.due) await pacer.rest()
  }
}

/** A column on the sheet: its role, and its styles by number format, inside the table and on its lower edge. */
interface ColumnLook {
  readonly column: Column
  readonly inside: (numFmt: string | undefined) => CellStyle
  readonly onOutline: (numFmt: string | undefined) => CellStyle
}

function lookOf({ styles, layout }: BodyPlan, laid: LaidColumn, at: number): ColumnLook {
  const sides = { top: false, left: at === 0, right: at === layout.visible - 1 }
  const role = roleOf(laid)
  return {
    column: laid.column,
    inside: styles.picker(role, { ...sides, bottom: false }),
    onOutline: styles.picker(role, { ...sides, bottom: true }),
  }
}

function bodyCell(plan: BodyPlan, look: ColumnLook, row: number, onOutline: boolean): SheetCell {
  const text = shownText(plan, look.column, row)
  const content = contentOf(plan, look.column, row, text)
  const admitted = content.numFmt === undefined || plan.styles.admits(content.numFmt)
  const pick = onOutline ? look.onOutline : look.inside
  return {
    value: admitted ? content.value : textInstead(content, text),
    style: pick(admitted ? content.numFmt : undefined),
  }
}

function contentOf({ snapshot, formulas }: BodyPlan, column: Column, row: number, text: string): CellContent {
  switch (column.type) {
    case 'computed':
      return computedContent(snapshot.value(row, column.id), text, column, formulas.formula(column, row))
    case 'owner':
      return { value: text === '' ? null : cellText(text) }
    case 'category':
    case 'text':
    case 'choice':
    case 'value':
      return enteredContent(snapshot.value(row, column.id), text)
  }
}

/** A formula stays live without its format; an entered number keeps its qualifier as a text. */
const textInstead = (content: CellContent, text: string) =>
  typeof content.value === 'number' ? cellText(text) : content.value

interface Texts {
  readonly snapshot: Snapshot
  readonly departmentName: (id: string) => string | null
}

function shownText({ snapshot, departmentName }: Texts, column: Column, row: number): string {
  const text = snapshot.text(row, column.id)
  const owner = column.type === 'owner' ? snapshot.owner(row) : null
  return owner === null ? text : (departmentName(owner) ?? owner)
}

/** A text column at least this wide (pixels) holds words, read from the left; a narrower one units and the like. */
const WORDS_FROM_WIDTH = 120

function roleOf({ column, width }: LaidColumn): Role {
  if (column.type === 'category') return 'category'
  return column.type === 'text' && width >= WORDS_FROM_WIDTH ? 'words' : 'figure'
}

export interface RowMeasure extends Texts {
  readonly layout: Layout
  readonly leastHeight: number
  readonly lineHeight: number
  /** columns whose equal neighbours are merged, so that their texts do not make a row higher */
  readonly merged: ReadonlySet<string>
}

/** Height of every row in points: its longest visible text, wrapped. */
export async function measureRows(measure: RowMeasure, pacer: Pacer): Promise<readonly number[]> {
  const heights: number[] = []
  for (let row = 0; row < measure.snapshot.rows.length; row++) {
    heights.push(Math.max(measure.leastHeight, measure.lineHeight * mostLines(measure, row) + 6))
    if (pacer.due) await pacer.rest()
  }
  return heights
}

/** What one step of Excel's indent takes, a little generously. */
const INDENT_PX = 14

function mostLines(measure: RowMeasure, row: number): number {
  let most = 1
  for (let at = 0; at < measure.layout.visible; at++) {
    const laid = measure.layout.columns[at]!
    const { column } = laid
    if (measure.merged.has(column.id)) continue
    const width = roleOf(laid) === 'words' ? laid.width - INDENT_PX : laid.width
    const text = shownText(measure, column, row)
    // Short texts need no measuring, and nearly all are short.
    if (text.length * BODY_SIZE * 1.4 >= width - 8 || text.includes('\n'))
      most = Math.max(most, lineCount(text, width, BODY_SIZE))
  }
  return most
}
