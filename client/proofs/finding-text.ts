import type { TFunction } from 'i18next'
import type { TableView } from '../../shared/document/table-view.ts'
import type { Finding, ProofRuleName } from '../../shared/proofs/finding.ts'
import { printNumber } from '../../shared/values/print.ts'
import { titleUnderGroup } from '../grid/column-tree.ts'
import type { Translate } from '../grid/words.ts'
import { columnOf } from '../tables/cell-facts.ts'

type T = TFunction<'proofs'>

/** What the finding is about beside the row's name: the column, or that it stands in a note. */
export function placeOf(finding: Finding, view: TableView, tableId: string): string | null {
  const [cell] = finding.cells
  if (finding.rule === 'count' || cell?.table !== tableId) return null
  const column = columnOf(view, cell.column)
  return column && titleUnderGroup(column)
}

/** The sentence under the figures; none where they simply agree. */
export function reasonText({ reason: { code, params } }: Finding, t: T): string | null {
  return code === 'plain' ? null : (t as unknown as Translate)(`reason-${code}`, params)
}

/** `+0.4`, `−0.06` */
export function signed(difference: number): string {
  const text = printNumber(Math.abs(difference))
  return difference > 0 ? `+${text}` : difference < 0 ? `−${text}` : text
}

/** what the second figure is called */
export const recomputedLabel = (rule: ProofRuleName, t: T): string =>
  rule === 'part' ? t('limit') : rule === 'count' ? t('counted') : rule === 'same' ? t('other') : t('recomputed')
