import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Sheet } from '../grid/sheet.ts'
import styles from './inspector.module.css'
import { printable } from './printable.ts'

/** How the cell differs from the edition: in the reviewer's red, and in words. */
export function RevisionLine({ sheet, cell }: { readonly sheet: Sheet; readonly cell: CellRef }) {
  const { t } = useTranslation('table')
  const revision = sheet.revision(cell.row, cell.column)
  if (revision === null) return null
  const before = printable(revision.before) || t('blank')
  const was = typeof revision.before === 'number' ? revision.before : null
  const is = sheet.calculation.number(cell.row, cell.column)
  const difference = was !== null && is !== null ? Number((is - was).toPrecision(12)) : 0
  const percent =
    was === null || was === 0
      ? ''
      : t('percent', { value: `${difference > 0 ? '+' : ''}${((difference / Math.abs(was)) * 100).toFixed(2)}` })
  const text =
    difference > 0
      ? t('revised-more', { before, difference, percent })
      : difference < 0
        ? t('revised-less', { before, difference: -difference, percent })
        : t('revised', { before })
  return <p className={styles.revision}>{text}</p>
}
