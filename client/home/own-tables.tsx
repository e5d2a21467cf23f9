import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { HomeTable } from '../../shared/protocol/api-home.ts'
import { Pill } from '../ui/pill.tsx'
import { Due } from './due.tsx'
import styles from './home.module.css'
import { ownParts } from './home-figures.ts'
import { Progress } from './progress.tsx'

/** What a department has to fill, by when, what of it is blank and what came back. */
export function OwnTables({
  tables,
  department,
}: {
  readonly tables: readonly HomeTable[]
  readonly department: string
}) {
  const { t } = useTranslation('home')
  const parts = ownParts(tables, department)
  return (
    <section aria-labelledby="home-own">
      <h3 id="home-own">{t('own')}</h3>
      {parts.length === 0 ? (
        <p className={styles.empty}>{t('own-none')}</p>
      ) : (
        <table className={styles.list}>
          <thead>
            <tr>
              <th scope="col">{t('table')}</th>
              <th scope="col">{t('due')}</th>
              <th scope="col">{t('filled')}</th>
              <th scope="col" className={styles.figure}>
                {t('blank')}
              </th>
              <th scope="col">{t('standing')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ table, share, blank }) => (
              <tr key={table.id}>
                <th scope="row">
                  <Link to="/tables/$name" params={{ name: table.name }}>
                    {table.shortTitle ?? table.title}
                  </Link>
                  <small>{t('own-rows', { count: share.rows })}</small>
                </th>
                <td>
                  <Due due={table.due} />
                </td>
                <td>
                  <Progress filled={share.filled} cells={share.cells} />
                </td>
                <td className={styles.figure}>
                  {blank > 0 ? <b className={styles.blank}>{blank}</b> : <span className={styles.none}>0</span>}
                </td>
                <td>
                  {share.returned > 0 ? (
                    <Pill tone="returned">{t('returned', { count: share.returned })}</Pill>
                  ) : (
                    <Pill tone={share.state === 'submitted' ? 'own' : blank === 0 ? 'reached' : 'plain'}>
                      {t(share.state === 'submitted' ? 'submitted' : blank === 0 ? 'complete' : 'filling')}
                    </Pill>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
