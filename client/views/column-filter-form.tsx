import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../shared/tables/structure.ts'
import { Button } from '../ui/button.tsx'
import type { ColumnValue } from './column-values.ts'
import { type ConditionDraft, conditionOf, draftOf, kindsFor } from './condition-draft.ts'
import type { ColumnFilter } from './spec-changes.ts'
import styles from './views.module.css'

interface Props {
  readonly column: Column
  readonly values: readonly ColumnValue[]
  readonly filters: readonly ColumnFilter[]
  readonly apply: (filters: readonly ColumnFilter[]) => void
  readonly cancel: () => void
}

/** as many as a view may name */
const MOST_VALUES = 10_000
/** as many are listed at once: searching finds the others */
const LISTED = 200

/** Which rows of a column are wanted: by a condition, by the values themselves, or both. */
export function ColumnFilterForm({ column, values, filters, apply, cancel }: Props) {
  const { t } = useTranslation('view')
  const id = useId()
  const chosen = filters.find(filter => filter.kind === 'values')
  const [search, setSearch] = useState('')
  const [wanted, setWanted] = useState<ReadonlySet<string>>(
    () => new Set(chosen ? chosen.values : values.map(({ text }) => text)),
  )
  const [draft, setDraft] = useState<ConditionDraft>(() => draftOf(filters))
  const [wrong, setWrong] = useState(false)
  const found = useMemo(() => {
    const plain = search.normalize('NFKC').trim().toLowerCase()
    return plain === '' ? values : values.filter(({ text }) => text.normalize('NFKC').toLowerCase().includes(plain))
  }, [values, search])
  const picked = found.filter(({ text }) => wanted.has(text)).length

  const set = (texts: readonly string[], on: boolean) => {
    const next = new Set(wanted)
    for (const text of texts) on ? next.add(text) : next.delete(text)
    setWanted(next)
  }
  const submit = () => {
    const condition = conditionOf(draft, column.id)
    if (condition === 'wrong') return setWrong(true)
    // what was searched for is what is wanted, as in Excel
    const list = (search.trim() === '' ? values : found).filter(({ text }) => wanted.has(text)).map(({ text }) => text)
    const all = list.length === values.length
    const byValue: readonly ColumnFilter[] = all
      ? []
      : list.length > MOST_VALUES
        ? [{ kind: 'text', column: column.id, test: 'contains', text: search.trim() }]
        : [{ kind: 'values', column: column.id, values: list }]
    apply([...byValue, ...(condition === null ? [] : [condition])])
  }
  const tooMany = values.length > MOST_VALUES && search.trim() === ''
  return (
    <form
      className={styles.filter}
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset className={styles.condition}>
        <legend>{t('condition')}</legend>
        <select
          aria-label={t('condition')}
          value={draft.kind}
          onChange={event => {
            setDraft({ ...draft, kind: event.target.value as ConditionDraft['kind'] })
            setWrong(false)
          }}
        >
          {kindsFor(column).map(kind => (
            <option key={kind} value={kind}>
              {t(`test.${kind}`)}
            </option>
          ))}
        </select>
        {!['none', 'blank', 'not-blank'].includes(draft.kind) && (
          <input
            aria-label={t('operand')}
            aria-invalid={wrong}
            aria-describedby={wrong ? `${id}-wrong` : undefined}
            value={draft.operand}
            onChange={event => setDraft({ ...draft, operand: event.target.value })}
          />
        )}
        {draft.kind === 'between' && (
          <input
            aria-label={t('operand-to')}
            value={draft.to}
            onChange={event => setDraft({ ...draft, to: event.target.value })}
          />
        )}
      </fieldset>
      {wrong && (
        <p id={`${id}-wrong`} role="alert" className={styles.wrong}>
          {t('no-figure')}
        </p>
      )}
      <input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <label className={styles.all}>
        <input
          type="checkbox"
          checked={picked === found.length && found.length > 0}
          ref={box => {
            if (box) box.indeterminate = picked > 0 && picked < found.length
          }}
          onChange={event =>
            set(
              found.map(({ text }) => text),
              event.target.checked,
            )
          }
        />
        {t('select-all', { picked, count: found.length })}
      </label>
      <ul className={styles.values} aria-label={t('values')}>
        {found.slice(0, LISTED).map(({ text, count }) => (
          <li key={text}>
            <label>
              <input type="checkbox" checked={wanted.has(text)} onChange={event => set([text], event.target.checked)} />
              <span>{text === '' ? t('blank') : text}</span>
              <small>{count}</small>
            </label>
          </li>
        ))}
      </ul>
      {found.length > LISTED && <p className={styles.more}>{t('more-values', { count: found.length - LISTED })}</p>}
      {tooMany && wanted.size < values.length && <p className={styles.more}>{t('too-many-values')}</p>}
      <footer>
        <Button small onClick={() => apply([])} disabled={filters.length === 0}>
          {t('clear-column')}
        </Button>
        <span />
        <Button small onClick={cancel}>
          {t('cancel')}
        </Button>
        <Button
          small
          kind="primary"
          type="submit"
          disabled={(picked === 0 && values.length > 0) || (tooMany && wanted.size < values.length)}
        >
          {t('apply')}
        </Button>
      </footer>
    </form>
  )
}
