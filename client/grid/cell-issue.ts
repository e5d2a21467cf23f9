import type { CellRef } from '../../shared/document/table-view.ts'
import { expectedUnit } from '../../shared/tables/expected-unit.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { valueIssue } from '../../shared/values/issue.ts'
import { parseValue } from '../../shared/values/parse.ts'
import type { PlanningValue } from '../../shared/values/planning-value.ts'
import { type UnitMisfit, unitMisfit } from '../../shared/values/unit-misfit.ts'
import { choicesOf, isNoChoice } from './choices.ts'
import { quoted } from './quoted.ts'
import type { Sheet } from './sheet.ts'
import type { Translate } from './words.ts'

/** The figure says another unit than its cell counts in. */
export function misfitOf(sheet: Sheet, row: string, column: Column, value: PlanningValue): UnitMisfit | null {
  if (column.type !== 'value') return null
  return unitMisfit(
    value,
    expectedUnit(column, other => sheet.view.cell(row, other)),
  )
}

/** Why a value cell is not computed with although it looks like a figure; null where it is, and where words are meant. */
export function issueWords(sheet: Sheet, { row, column }: CellRef, t: Translate): string | null {
  const facts = sheet.view.structure.columns.find(({ id }) => id === column)
  if (!facts) return null
  const stored = sheet.view.cell(row, column)
  if (isNoChoice(facts, stored))
    return t('grid:issue-no-choice', {
      part: quoted(String(stored)),
      choices: choicesOf(facts).join(t('grid:choices-between')),
    })
  const value = parseValue(sheet.view.cell(row, column))
  const issue = valueIssue(value, facts.type)
  if (issue) return t(`grid:issue-${issue.code}`, issue.params)
  const misfit = misfitOf(sheet, row, facts, value)
  if (!misfit) return null
  const { typed, expected, converted } = misfit
  return converted === null
    ? t('grid:issue-other-unit', { typed, expected })
    : t('grid:issue-convertible-unit', { typed, expected, converted: String(converted) })
}
