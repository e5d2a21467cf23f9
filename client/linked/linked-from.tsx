import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { columnSourcesQuery } from '../api/formula-tables.ts'
import { when } from '../workspace/when.ts'
import styles from './linked-from.module.css'

interface Props {
  readonly tableId: string
  readonly column: string
  /** what the cell shows: another text may come from another state of the tables */
  readonly text: string
}

/** Where a linked cell's figures come from: table, column and as of when; a way there for who may open it. */
export function LinkedFrom({ tableId, column, text }: Props) {
  const { t } = useTranslation('table')
  const { data } = useQuery(columnSourcesQuery(tableId, column, text))
  if (data === undefined) return null
  return (
    <section aria-label={t('linked-from')}>
      <h3>{t('linked-from')}</h3>
      <ul className={styles.sources}>
        {data.map(({ table, column: title, open }) => (
          <li key={`${table}!${title}`}>
            {open === null ? (
              <>
                <b>{table}</b> · {title}
                <small>{t('linked-closed')}</small>
              </>
            ) : (
              <>
                <Link to="/tables/$name" params={{ name: open.name }} preload="intent">
                  {table}
                </Link>{' '}
                · {title}
                <small>
                  {t('edition', { seq: open.seq })}
                  {open.changedAt !== null && ` · ${t('linked-changed', { time: when(open.changedAt) })}`}
                </small>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
