import { type CellContent, computedContent, enteredContent } from './cell-content.ts'
import { BODY_SIZE, type Role, type TableStyles } from './form-styles.ts'
import type { FormulaWriter } from './formula-writer.ts'
import type { LaidColumn, Layout } from './layout.ts'
import { lineCount } from './line-count.ts'
import type { Pacer } from './pacing.ts'
import { cellText } from './safe-text.ts'
import type { Snapshot, SnapshotCell } from './snapshot.ts'
import type { Sheet, SheetCell } from './workbook-port.ts'

export interface BodyPlan {
  readonly snapshot: Snapshot
  readonly layout: Layout
  readonly styles: TableStyles
  readonly formulas: FormulaWriter
  readonly departmentName: (id: string) => string | null
  /** one-based sheet row of the first table row */
  readonly firstRow: number
  readonly lineHeight: number
  readonly leastHeight: number
  /** columns whose equal neighbours are merged, so their texts do not make a row higher */
  readonly merged: ReadonlySet<string>
}

/** Writes the table's rows, giving the event loop back now and then. */
export async function writeBody(sheet: Sheet, plan: BodyPlan, pacer: Pacer): Promise<void> {
  const { snapshot, layout } = plan
  const last = snapshot.rows.length - 1
  for (let row = 0; row <= last; row++) {
    const cells = layout.columns.map((laid, at) => bodyCell(plan, laid, row, at, row === last))
    sheet.row(
      cells.map(cell => cell.sheet),
      Math.max(plan.leastHeight, plan.lineHeight * mostLines(plan, cells) + 6),
    )
    if (pacer.due) await pacer.rest()
  }
}

interface BodyCell {
  readonly sheet: SheetCell
  readonly text: string
}

function bodyCell(plan: BodyPlan, laid: LaidColumn, row: number, at: number, isLast: boolean): BodyCell {
  const { snapshot, styles, layout } = plan
  const { column } = laid
  const cell = snapshot.cell(row, column.id)
  const text = column.type === 'owner' ? ownerText(plan, row, cell) : cell.text
  const content = contentOf(plan, laid, row, cell, text)
  const admitted = content.numFmt === undefined || styles.admits(content.numFmt)
  const edges = { top: false, bottom: isLast, left: at === 0, right: at === layout.visible - 1 }
  const style = styles.of(roleOf(laid), edges, admitted ? content.numFmt : undefined)
  return { sheet: { value: admitted ? content.value : textInstead(content, text), style }, text }
}

function contentOf(plan: BodyPlan, { column }: LaidColumn, row: number, cell: SnapshotCell, text: string): CellContent {
  switch (column.type) {
    case 'computed':
      return computedContent(cell, column, plan.formulas.formula(column, row))
    case 'owner':
      return { value: text === '' ? null : cellText(text) }
    case 'category':
    case 'text':
    case 'choice':
    case 'value':
      return enteredContent(cell)
  }
}

/** A formula stays live without its format; an entered number keeps its qualifier as a text. */
const textInstead = (content: CellContent, text: string) =>
  typeof content.value === 'number' ? cellText(text) : content.value

function ownerText({ snapshot, departmentName }: BodyPlan, row: number, cell: SnapshotCell): string {
  const owner = snapshot.owner(row)
  return owner === null ? cell.text : (departmentName(owner) ?? owner)
}

const WORDS_FROM_WIDTH = 17

function roleOf({ column, width }: LaidColumn): Role {
  if (column.type === 'category') return 'category'
  return column.type === 'text' && width >= WORDS_FROM_WIDTH ? 'words' : 'figure'
}

function mostLines({ layout, merged }: BodyPlan, cells: readonly BodyCell[]): number {
  let most = 1
  for (let at = 0; at < layout.visible; at++) {
    const { column, width } = layout.columns[at]!
    const { text } = cells[at]!
    // Short texts need no measuring, and nearly all are short.
    if (text.length * 2 < width - 1 && !text.includes('\n')) continue
    if (!merged.has(column.id)) most = Math.max(most, lineCount(text, width, BODY_SIZE))
  }
  return most
}
