import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { HomeAnswer, HomeChange } from '../../shared/protocol/api-home.ts'
import { printable } from '../tables/printable.ts'
import { when } from '../workspace/when.ts'
import styles from './home.module.css'

const SHOWN = 12

/** What others and oneself have changed since yesterday; those of one's own rows first. */
export function ChangesSince({ home }: { readonly home: HomeAnswer }) {
  const { t } = useTranslation('home')
  const { tables, changes, changedCells } = home
  const own = changes.filter(change => change.own)
  const shown = [...own, ...changes.filter(change => !change.own)].slice(0, SHOWN)
  const titles = new Map(tables.map(({ id, name, shortTitle, title }) => [id, { name, title: shortTitle ?? title }]))
  return (
    <section aria-labelledby="home-changes" className={styles.changes}>
      <h3 id="home-changes">
        {t('changes')}
        {changedCells > 0 && <span>{t('changed-cells', { count: changedCells })}</span>}
      </h3>
      {shown.length === 0 ? (
        <p className={styles.empty}>{t('changes-none')}</p>
      ) : (
        <ol>
          {shown.map(change => (
            <li key={`${change.table} ${change.row} ${change.column}`} data-own={change.own}>
              <Link to="/tables/$name" params={{ name: titles.get(change.table)?.name ?? change.table }}>
                {change.rowName} · {change.columnTitle}
              </Link>
              <Values change={change} />
              <small>{[when(change.at), change.accountName, titles.get(change.table)?.title].join(' · ')}</small>
            </li>
          ))}
        </ol>
      )}
      {changedCells > shown.length && (
        <p className={styles.empty}>{t('changes-more', { count: changedCells - shown.length })}</p>
      )}
    </section>
  )
}

function Values({ change: { before, after } }: { readonly change: HomeChange }) {
  const { t } = useTranslation('home')
  return (
    <span>
      <del>{printable(before) || t('empty-cell')}</del> <span aria-hidden="true">→</span>{' '}
      <ins>{printable(after) || t('empty-cell')}</ins>
    </span>
  )
}
