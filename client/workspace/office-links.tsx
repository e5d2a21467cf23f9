import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/session.ts'
import { mayInOffice } from '../permissions/may-in-office.ts'

const active = { 'aria-current': 'page' as const }

/** Pages by which the workspace is run, for those who may. */
export function OfficeLinks() {
  const { t } = useTranslation('workspace')
  const { data: account } = useQuery(sessionQuery)
  if (!account || !mayInOffice(account, 'read-audit')) return null
  return (
    <section>
      <h2>{t('office')}</h2>
      <ul>
        <li>
          <Link to="/audit" search={{}} activeProps={active}>
            {t('audit')}
          </Link>
        </li>
      </ul>
    </section>
  )
}
