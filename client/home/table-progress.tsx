import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { HomeTable } from '../../shared/protocol/api-home.ts'
import { PhasePill } from '../tables/phase-pill.tsx'
import { Due } from './due.tsx'
import styles from './home.module.css'
import { wholeOf } from './home-figures.ts'
import { Progress } from './progress.tsx'

/** How each table stands: how far it is filled, and how its judging columns came out. */
export function TableProgress({ tables }: { readonly tables: readonly HomeTable[] }) {
  const { t } = useTranslation('home')
  return (
    <section aria-labelledby="home-progress">
      <h3 id="home-progress">{t('progress')}</h3>
      <table className={styles.list}>
        <thead>
          <tr>
            <th scope="col">{t('table')}</th>
            <th scope="col">{t('phase')}</th>
            <th scope="col">{t('due')}</th>
            <th scope="col">{t('filled')}</th>
            <th scope="col">{t('judged')}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(table => (
            <tr key={table.id}>
              <th scope="row">
                <Link to="/tables/$name" params={{ name: table.name }}>
                  {table.shortTitle ?? table.title}
                </Link>
                <small>{t('rows', { count: table.rows })}</small>
              </th>
              <td>
                <PhasePill phase={table.phase} />
              </td>
              <td>
                <Due due={table.due} />
              </td>
              <td>
                <Progress {...wholeOf(table)} />
              </td>
              <td>
                {table.judged.length === 0 && <span className={styles.none}>{t('not-judged')}</span>}
                {table.judged.map(({ title, reached, behind }) => (
                  <span key={title} className={styles.judged}>
                    {title}
                    <b>{t('judged-well', { count: reached })}</b>
                    <b data-behind={behind > 0}>{t('judged-behind', { count: behind })}</b>
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
