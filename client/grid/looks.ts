import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { valueIssue } from '../../shared/values/issue.ts'
import { parseValue } from '../../shared/values/parse.ts'
import type { PlanningValue } from '../../shared/values/planning-value.ts'
import { bandLook } from './band-look.ts'
import { misfitOf } from './cell-issue.ts'
import { type CellLook, cellLook, roomIn } from './cell-look.ts'
import { isNoChoice } from './choices.ts'
import { createDecimalPlaces } from './decimal-place.ts'
import type { FitText } from './fit-text.ts'
import type { PlacedColumn } from './geometry.ts'
import type { Sheet } from './sheet.ts'
import type { Translate } from './words.ts'

const MOST_KEPT = 20_000
const SAMPLED = 64
const NO_MARKS = { old: null, unsaved: false, issue: false }

/** Asks the sheet for what a cell shows. What parsing found is kept: scrolling meets the same texts again and again. */
export function createLooks(sheet: Sheet, fit: FitText, t: Translate, redraw: () => void = () => undefined) {
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

  const contentOf = (row: string, column: string) => ({
    text: sheet.text(row, column),
    value: () => parse(sheet.view.cell(row, column)),
    computed: () => sheet.calculation.value(row, column),
  })
  const shownAs = new Map<string, PlacedColumn>()
  const places = createDecimalPlaces(
    fit,
    function* (column) {
      const { rows } = sheet.view
      const placed = shownAs.get(column)
      const step = Math.max(1, Math.floor(rows.length / SAMPLED))
      for (let at = 0; placed && at < rows.length; at += step)
        yield cellLook(placed, contentOf(rows[at]!, column), NO_MARKS, fit)
    },
    redraw,
  )

  /** the corner, and for those who do not see it, words */
  const withComment = (row: string, column: string, shown: CellLook): CellLook => {
    if (!sheet.hasComment?.(row, column)) return shown
    const now = shown.label ?? (sheet.text(row, column) || t('grid:blank'))
    return { ...shown, className: `${shown.className} commented`, label: t('grid:commented', { now }) }
  }
  const look = (row: string, placed: PlacedColumn): CellLook => {
    const { column } = placed
    shownAs.set(column.id, placed)
    const band = sheet.band?.(row)
    if (band) return bandLook(band, placed, sheet.text(row, column.id), t)
    const revision = column.type === 'computed' ? null : sheet.revision(row, column.id)
    const shown = cellLook(
      placed,
      contentOf(row, column.id),
      {
        old: revision && (revision.before === null ? '' : String(revision.before)),
        unsaved: sheet.isUnsaved(row, column.id),
        issue:
          (column.type === 'value' && isMarked(row, column)) ||
          (column.type === 'choice' && isNoChoice(column, sheet.view.cell(row, column.id))),
      },
      fit,
    )
    const pad = places.pad(column.id, shown, roomIn(placed.size))
    const aligned = pad > 0 ? { ...shown, pad } : shown
    if (revision === null) return withComment(row, column.id, aligned)
    const now = sheet.text(row, column.id) || t('grid:blank')
    const label = t('grid:revised', { now, before: oldText(revision.before) })
    return withComment(row, column.id, { ...aligned, label })
  }
  /** Figures stand at the right, also while they are typed. */
  const isFigure = ({ row, column }: CellRef) => {
    const facts = sheet.view.structure.columns.find(({ id }) => id === column)
    return facts?.type === 'value' && !['text', 'blank'].includes(parse(sheet.view.cell(row, column)).kind)
  }
  return { look, isFigure }
}
