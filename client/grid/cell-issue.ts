import type { CellRef } from '../../shared/document/table-view.ts'
import { valueIssue } from '../../shared/values/issue.ts'
import { parseValue } from '../../shared/values/parse.ts'
import type { Sheet } from './sheet.ts'
import type { Translate } from './words.ts'

/** Why a value cell cannot be read as a planning value; null where it can, and where words are meant. */
export function issueWords(sheet: Sheet, { row, column }: CellRef, t: Translate): string | null {
  const facts = sheet.view.structure.columns.find(({ id }) => id === column)
  const issue = facts && valueIssue(parseValue(sheet.view.cell(row, column)), facts.type)
  return issue ? t(`grid:issue-${issue.code}`, issue.params) : null
}
