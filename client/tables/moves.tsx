import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Sheet } from '../grid/sheet.ts'
import { columnLabel } from './cell-facts.ts'
import styles from './inspector.module.css'

/** The computed cells of the row that read this one, as they stand now. */
export function Moves({ sheet, cell: { row, column } }: { readonly sheet: Sheet; readonly cell: CellRef }) {
  const { t } = useTranslation('table')
  const moved = sheet.view.structure.columns.filter(
    candidate =>
      candidate.id !== column &&
      sheet.calculation.isComputed(candidate.id) &&
      sheet.calculation.explain(row, candidate.id)?.inputs.some(input => input.columnId === column),
  )
  if (moved.length === 0) return null
  return (
    <>
      <h3>{t('moves')}</h3>
      <dl className={styles.inputs}>
        {moved.map(computed => (
          <div key={computed.id}>
            <dt>{columnLabel(computed)}</dt>
            <dd>{sheet.text(row, computed.id) || '—'}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
