import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Sheet } from '../grid/sheet.ts'
import { namingColumn } from './cell-facts.ts'
import styles from './inspector.module.css'

const WORDS = new Set(['text', 'choice', 'category'])

/** What else the row says in words: its category, attribute, remark, source. The cell itself and the row's name stand above. */
export function RowFacts({ sheet, cell }: { readonly sheet: Sheet; readonly cell: CellRef }) {
  const { t } = useTranslation('table')
  const naming = namingColumn(sheet.view)?.id
  const facts = sheet.view.structure.columns.flatMap(column => {
    if (!WORDS.has(column.type) || column.id === naming || column.id === cell.column) return []
    const text = sheet.text(cell.row, column.id)
    return text === '' ? [] : [{ id: column.id, label: column.title.replaceAll('\n', ''), text }]
  })
  if (facts.length === 0) return null
  return (
    <>
      <h3>{t('row-facts')}</h3>
      <dl className={styles.facts}>
        {facts.map(({ id, label, text }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
