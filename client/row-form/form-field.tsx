import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { typedScalar } from '../../shared/core/scalar.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { issueWords } from '../grid/cell-issue.ts'
import { refusal } from '../grid/cell-words.ts'
import { choicesOf } from '../grid/choices.ts'
import type { Sheet } from '../grid/sheet.ts'
import type { Translate } from '../grid/words.ts'
import { columnLabel, unitOf } from '../tables/cell-facts.ts'
import { printable } from '../tables/printable.ts'
import { classNames } from '../ui/class-names.ts'
import styles from './row-form.module.css'

interface Props {
  readonly sheet: Sheet
  readonly row: string
  readonly column: Column
}

/** A cell of the row: to be filled where one may, to be read where not, with whose it is. */
export function FormField({ sheet, row, column }: Props) {
  const { t } = useTranslation('form')
  const { t: any } = useTranslation()
  const translate = any as unknown as Translate
  const id = useId()
  // what is being typed; null: what stands in the table is shown, also when others change it
  const [draft, setDraft] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const cell = { row, column: column.id }
  const stored = sheet.view.cell(row, column.id)
  const refused = column.type === 'owner' ? '' : refusal(sheet, cell, translate)
  const revision = column.type === 'computed' ? null : sheet.revision(row, column.id)
  const choices = choicesOf(column)
  const unit = unitOf(sheet.view, row, column.id)

  const keep = (text: string) => {
    setDraft(null)
    // asked anew: leaving the field after Enter comes before the page has drawn what Enter wrote
    if (text === printable(sheet.view.cell(row, column.id))) return
    const now = refusal(sheet, cell, translate)
    if (now) return setProblem(t('not-kept', { text, why: now }))
    try {
      sheet.write([{ ...cell, value: typedScalar(text) }], 'type')
      setProblem(null)
    } catch {
      setDraft(text)
      setProblem(t('too-long'))
    }
  }
  const says = problem ?? (refused === null ? issueWords(sheet, cell, translate) : null)
  const shared = {
    id,
    'data-column': column.id,
    'aria-describedby': says || revision ? `${id}-says` : undefined,
    'aria-invalid': says !== null && says !== '',
  }
  const shown = draft ?? printable(stored)
  return (
    <div className={classNames(styles.field, revision && styles.revised)} data-type={column.type}>
      {refused === null ? (
        <label htmlFor={id}>
          {columnLabel(column)}
          {unit && <small>{unit}</small>}
        </label>
      ) : (
        <span className={styles.label}>
          {column.type === 'computed' && <em aria-hidden="true">ƒ</em>}
          {columnLabel(column)}
          {unit && <small>{unit}</small>}
        </span>
      )}
      {refused !== null ? (
        <p className={styles.text} title={refused || undefined}>
          {sheet.text(row, column.id) || <span className={styles.blank}>{t('blank')}</span>}
        </p>
      ) : choices.length > 0 ? (
        <select {...shared} value={shown} onChange={event => keep(event.target.value)}>
          <option value="">{t('blank')}</option>
          {!choices.includes(shown) && shown !== '' && <option value={shown}>{shown}</option>}
          {choices.map(choice => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <textarea
          {...shared}
          rows={1}
          value={shown}
          spellCheck={false}
          inputMode={column.type === 'value' ? 'decimal' : undefined}
          onChange={event => setDraft(event.target.value)}
          onBlur={() => draft !== null && keep(draft)}
          onKeyDown={event => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Escape' && draft !== null) {
              event.stopPropagation()
              setDraft(null)
            } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
              event.preventDefault()
              if (draft !== null) keep(draft)
              nextField(event.currentTarget)
            }
          }}
        />
      )}
      <p className={styles.says} id={`${id}-says`}>
        {revision && <del>{t('was', { before: printable(revision.before) || t('blank') })}</del>}
        {says}
        {refused !== null && refused !== '' && column.type !== 'computed' && <span>{refused}</span>}
      </p>
    </div>
  )
}

function nextField(from: HTMLElement): void {
  const all = [...(from.closest('[data-row-form]')?.querySelectorAll<HTMLElement>('textarea, select') ?? [])]
  all[all.indexOf(from) + 1]?.focus()
}
