import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AccountMenu } from '../accounts/account-menu.tsx'
import { tablesQuery } from '../api/tables.ts'
import styles from './navigation.module.css'
import { OfficeLinks } from './office-links.tsx'
import { sectionsOf } from './sections.ts'

const active = { 'aria-current': 'page' as const }

export function Navigation() {
  const { t } = useTranslation('workspace')
  const { data } = useQuery(tablesQuery)
  return (
    <nav className={styles.navigation} aria-label={t('navigation')}>
      <div className={styles.lists}>
        <h2>{t('mine')}</h2>
        <ul>
          <li>
            <Link to="/" activeOptions={{ exact: true }} activeProps={active}>
              {t('home')}
            </Link>
          </li>
        </ul>
        <OfficeLinks />
        {sectionsOf(data ?? []).map(section => (
          <section key={section.title}>
            <h2>{section.title ?? t('section-other')}</h2>
            <ul>
              {section.tables.map(table => (
                <li key={table.id}>
                  <Link
                    to="/tables/$name"
                    params={{ name: table.name }}
                    activeProps={active}
                    title={table.title}
                    aria-label={t('open-table', { title: table.title, count: table.rowCount })}
                  >
                    <span data-short={table.shortTitle !== undefined}>{table.shortTitle ?? table.title}</span>
                    <em>{table.rowCount}</em>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <AccountMenu />
    </nav>
  )
}
