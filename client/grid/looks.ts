import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { valueIssue } from '../../shared/values/issue.ts'
import { parseValue } from '../../shared/values/parse.ts'
import type { PlanningValue } from '../../shared/values/planning-value.ts'
import { misfitOf } from './cell-issue.ts'
import { type CellLook, cellLook } from './cell-look.ts'
import { isNoChoice } from './choices.ts'
import type { FitText } from './fit-text.ts'
import type { PlacedColumn } from './geometry.ts'
import type { Sheet } from './sheet.ts'
import type { Translate } from './words.ts'

const MOST_KEPT = 20_000

/** Asks the sheet for what a cell shows. What parsing found is kept: scrolling meets the same texts again and again. */
export function createLooks(sheet: Sheet, fit: FitText, t: Translate) {
  const parsed = new Map<Scalar, PlanningValue>()
  const parse = (stored: Scalar): PlanningValue => {
    const known = parsed.get(stored)
    if (known) return known
    if (parsed.size >= MOST_KEPT) parsed.clear()
    const value = parseValue(stored)
    parsed.set(stored, value)
    return value
  }
  const issues = new Map<PlanningValue, boolean>()
  const hasIssue = (stored: Scalar): boolean => {
    if (typeof stored !== 'string') return false
    const value = parse(stored)
    if (value.kind !== 'text') return false
    const known = issues.get(value)
    if (known !== undefined) return known
    if (issues.size >= MOST_KEPT) issues.clear()
    const found = valueIssue(value, 'value') !== null
    issues.set(value, found)
    return found
  }
  const isMarked = (row: string, column: Column): boolean => {
    const stored = sheet.view.cell(row, column.id)
    return hasIssue(stored) || (typeof stored === 'string' && misfitOf(sheet, row, column, parse(stored)) !== null)
  }
  const oldText = (before: Scalar) => (before === null || before === '' ? t('grid:blank') : String(before))

  const look = (row: string, placed: PlacedColumn): CellLook => {
    const { column } = placed
    const revision = column.type === 'computed' ? null : sheet.revision(row, column.id)
    const shown = cellLook(
      placed,
      {
        text: sheet.text(row, column.id),
        value: () => parse(sheet.view.cell(row, column.id)),
        computed: () => sheet.calculation.value(row, column.id),
      },
      {
        old: revision && (revision.before === null ? '' : String(revision.before)),
        unsaved: sheet.isUnsaved(row, column.id),
        issue:
          (column.type === 'value' && isMarked(row, column)) ||
          (column.type === 'choice' && isNoChoice(column, sheet.view.cell(row, column.id))),
      },
      fit,
    )
    if (revision === null) return shown
    const now = sheet.text(row, column.id) || t('grid:blank')
    return { ...shown, label: t('grid:revised', { now, before: oldText(revision.before) }) }
  }
  /** Figures stand at the right, also while they are typed. */
  const isFigure = ({ row, column }: CellRef) => {
    const facts = sheet.view.structure.columns.find(({ id }) => id === column)
    return facts?.type === 'value' && !['text', 'blank'].includes(parse(sheet.view.cell(row, column)).kind)
  }
  return { look, isFigure }
}
