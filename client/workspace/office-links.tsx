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
  if (!account) return null
  const audit = mayInOffice(account, 'read-audit')
  const accounts = mayInOffice(account, 'manage-accounts')
  if (!audit && !accounts) return null
  return (
    <section>
      <h2>{t('office')}</h2>
      <ul>
        {accounts && (
          <li>
            <Link to="/accounts" activeProps={active}>
              {t('accounts')}
            </Link>
          </li>
        )}
        {audit && (
          <li>
            <Link to="/audit" search={{}} activeProps={active}>
              {t('audit')}
            </Link>
          </li>
        )}
      </ul>
    </section>
  )
}
