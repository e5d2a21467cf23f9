import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shownColumns } from '../grid/column-tree.ts'
import type { Sheet } from '../grid/sheet.ts'
import { columnLabel, namingColumn, rowLabel, unitOf } from '../tables/cell-facts.ts'
import { useSheetVersion } from '../tables/use-sheet.ts'
import { Button } from '../ui/button.tsx'
import styles from './cards.module.css'

const AT_ONCE = 100
const FIGURES = 4

/** A table on a narrow screen: one card a row, under its category; a touch opens the row. */
export function Cards({
  sheet,
  label,
  open,
}: {
  readonly sheet: Sheet
  readonly label: string
  readonly open: (row: string) => void
}) {
  const { t } = useTranslation('form')
  useSheetVersion(sheet)
  const [most, setMost] = useState(AT_ONCE)
  const { view } = sheet
  const columns = shownColumns(view.structure.columns)
  const naming = namingColumn(view)?.id
  const category = columns.find(({ type }) => type === 'category')
  const told = columns
    .filter(({ id, type }) => id !== naming && (type === 'value' || type === 'computed'))
    .slice(0, FIGURES)
  const rows = view.rows.slice(0, most)
  const heading = (at: number) => {
    if (!category) return null
    const text = sheet.text(rows[at]!, category.id)
    return at > 0 && sheet.text(rows[at - 1]!, category.id) === text ? null : text
  }
  return (
    <section className={styles.cards} aria-label={label}>
      <ul>
        {rows.map((row, at) => (
          <li key={row}>
            {heading(at) && <h2>{heading(at)}</h2>}
            <button type="button" data-own={sheet.isOwnRow(row)} onClick={() => open(row)}>
              <b>
                {rowLabel(view, row)}
                {told[0] && unitOf(view, row, told[0].id) && <small>{unitOf(view, row, told[0].id)}</small>}
              </b>
              <span>
                {told.map(column => (
                  <span key={column.id}>
                    <small>{columnLabel(column)}</small>
                    {sheet.text(row, column.id) || '—'}
                  </span>
                ))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {view.rows.length > most && (
        <Button onClick={() => setMost(most + AT_ONCE)}>{t('more', { count: view.rows.length - most })}</Button>
      )}
    </section>
  )
}
