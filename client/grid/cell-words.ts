import type { CellRef } from '../../shared/document/table-view.ts'
import type { FormulaError } from '../../shared/formulas/cell-value.ts'
import type { Reason } from '../../shared/permissions/can.ts'
import type { Plan } from './block-writes.ts'
import { issueWords } from './cell-issue.ts'
import type { Sheet } from './sheet.ts'
import type { Translate } from './words.ts'

/** The department that fills a row, by name: from the table's owner column, else from the sheet. */
function ownerName(sheet: Sheet, row: string): string | null {
  const named = sheet.ownerName?.(row)
  if (named) return named
  const column = sheet.view.structure.columns.find(({ type }) => type === 'owner')
  return (column && sheet.text(row, column.id)) || null
}

/** Why one may not write here, naming whose the cell is; null where one may. */
export function refusal(sheet: Sheet, { row, column }: CellRef, t: Translate): string | null {
  const decision = sheet.decide(row, column)
  const { allowed, reason } = decision
  if (allowed) return null
  if (sheet.band?.(row)) return t('grid:band-refused')
  if (reason === 'row-of-other-department') {
    const owner = ownerName(sheet, row)
    if (owner) return t('grid:filled-by', { owner })
  }
  return t(`permission:${reason}`, sheet.reasonParams?.(decision))
}

/** What is wrong, and what to do about it. */
export const errorWords = ({ detail, params }: FormulaError, t: Translate): string =>
  t('grid:error', { says: t(`formula:error.${detail}.says`, params), todo: t(`formula:error.${detail}.todo`, params) })

/** What a plan left out, as sentences; [] where everything went in. */
export function planWords(plan: Plan, t: Translate): readonly string[] {
  const words: string[] = []
  for (const [reason, count] of plan.skipped) words.push(t(SKIPPED[reason], { count }))
  if (plan.clipped.rows > 0) words.push(t('grid:clipped-rows', { count: plan.clipped.rows }))
  if (plan.clipped.columns > 0) words.push(t('grid:clipped-columns', { count: plan.clipped.columns }))
  if (plan.unstorable > 0) words.push(t('grid:unstorable', { count: plan.unstorable }))
  return words
}

const SKIPPED: Readonly<Record<Reason, string>> = {
  'row-of-other-department': 'grid:skipped-other-department',
  'row-without-owner': 'grid:skipped-without-owner',
  'column-of-planning-office': 'grid:skipped-planning',
  'column-is-computed': 'grid:skipped-computed',
  'role-only-reads': 'grid:skipped-only-reads',
  'table-is-submitted': 'grid:skipped-submitted',
  'rows-submitted': 'grid:skipped-submitted',
  'table-is-issued': 'grid:skipped-issued',
  'table-is-archived': 'grid:skipped-issued',
  'deadline-passed': 'grid:skipped-deadline',
  'cell-locked': 'grid:skipped-locked',
  'reading-not-granted': 'grid:skipped-only-reads',
  'as-deputy': 'grid:skipped',
  granted: 'grid:skipped',
  'export-not-granted': 'grid:skipped',
  'only-planning-office': 'grid:skipped',
  'only-auditor': 'grid:skipped',
  'planning-office': 'grid:skipped',
  'own-row': 'grid:skipped',
  'everyone-reads': 'grid:skipped',
  'only-admin': 'grid:skipped',
}

/** All that there is to say of a cell: what does not fit, what is wrong, what was before, and whose it is; '' for nothing. */
export function cellTitle(sheet: Sheet, ref: CellRef, t: Translate): string {
  const lines: string[] = []
  const text = sheet.text(ref.row, ref.column)
  if (text.length > 8) lines.push(text)
  if (sheet.calculation.isComputed(ref.column)) {
    const value = sheet.calculation.value(ref.row, ref.column)
    if (typeof value === 'object' && value?.kind === 'error') lines.push(errorWords(value, t))
  } else {
    const issue = issueWords(sheet, ref, t)
    if (issue) lines.push(issue)
    const refused = refusal(sheet, ref, t)
    if (refused) lines.push(refused)
  }
  const revision = sheet.revision(ref.row, ref.column)
  if (revision)
    lines.push(t('grid:was', { before: revision.before === null ? t('grid:blank') : String(revision.before) }))
  if (sheet.isUnsaved(ref.row, ref.column)) lines.push(t('grid:unsaved'))
  if (sheet.hasComment?.(ref.row, ref.column)) lines.push(t('grid:has-comment'))
  return lines.join('\n')
}
