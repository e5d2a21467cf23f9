import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { shownColumns } from '../grid/column-tree.ts'
import type { Sheet } from '../grid/sheet.ts'
import { rowLabel } from '../tables/cell-facts.ts'
import { useSheetVersion } from '../tables/use-sheet.ts'
import { IconButton } from '../ui/button.tsx'
import { FormField } from './form-field.tsx'
import styles from './row-form.module.css'

interface Props {
  readonly sheet: Sheet
  readonly row: string
  /** the column on which the form begins; null: the first that may be filled */
  readonly column: string | null
  readonly go: (row: string) => void
  readonly close: () => void
}

/** One row as a form: long texts in full, every cell with what one may do with it. */
export function RowForm({ sheet, row, column, go, close }: Props) {
  const { t } = useTranslation('form')
  useSheetVersion(sheet)
  const panel = useRef<HTMLElement>(null)
  const { view } = sheet
  const index = view.rowIndex(row)
  const gone = index < 0

  // another row under the same hands: the keys stay in the form
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row is the reason to run again
  useEffect(() => {
    const wanted =
      column === null ? null : panel.current?.querySelector<HTMLElement>(`[data-column="${CSS.escape(column)}"]`)
    const first = panel.current?.querySelector<HTMLElement>('textarea, select')
    ;(wanted ?? first ?? panel.current)?.focus()
  }, [row])

  const step = (by: 1 | -1) => {
    const next = view.rows[index + by]
    if (next !== undefined) go(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') close()
    else if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp'))
      step(event.key === 'ArrowDown' ? 1 : -1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <aside ref={panel} className={styles.form} tabIndex={-1} aria-label={t('row')} data-row-form onKeyDown={onKeyDown}>
      <header>
        <h2>{gone ? t('gone-title') : rowLabel(view, row)}</h2>
        <span className={styles.place}>{gone ? '' : t('place', { at: index + 1, of: view.rows.length })}</span>
        <IconButton label={t('previous')} keys="Alt+ArrowUp" disabled={index <= 0} onClick={() => step(-1)}>
          <ChevronUp size={16} aria-hidden="true" />
        </IconButton>
        <IconButton
          label={t('next')}
          keys="Alt+ArrowDown"
          disabled={gone || index === view.rows.length - 1}
          onClick={() => step(1)}
        >
          <ChevronDown size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={t('close')} keys="Esc" onClick={close}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      {gone ? (
        <p className={styles.gone}>{t('gone-body')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section className={styles.fields} tabIndex={0} aria-label={t('row')}>
          {shownColumns(view.structure.columns).map(each => (
            <FormField key={`${row} ${each.id}`} sheet={sheet} row={row} column={each} />
          ))}
        </section>
      )}
    </aside>
  )
}
