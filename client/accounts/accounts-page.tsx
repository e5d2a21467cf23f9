import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { role } from '../../shared/accounts/account.ts'
import type { ManagedAccount } from '../../shared/protocol/api-accounts.ts'
import { accountsQuery } from '../api/accounts.ts'
import { messageOf } from '../api/api-error.ts'
import { departmentsQuery } from '../api/departments.ts'
import { momentText } from '../permissions/moment-text.ts'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'
import { Pill } from '../ui/pill.tsx'
import office from '../workspace/office-page.module.css'
import { OfficeHeader, OfficePage } from '../workspace/office-page.tsx'
import { AccountPanel } from './account-panel.tsx'
import styles from './accounts.module.css'
import { NewAccount } from './new-account.tsx'

/** `/accounts`: who may sign in, and what they are. */
export function AccountsPage() {
  const { t } = useTranslation('accounts')
  const refused = { title: t('not-yours-title'), body: t('not-yours-body') }
  return (
    <OfficePage title={t('title')} action="manage-accounts" refused={refused}>
      <Accounts />
    </OfficePage>
  )
}

interface Filter {
  readonly text: string
  readonly department: string
  readonly role: string
  readonly disabled: boolean
}

const fits = (account: ManagedAccount, { text, department, role: held, disabled }: Filter): boolean =>
  (disabled || !account.disabled) &&
  (department === '' || account.department === department) &&
  (held === '' || account.roles.some(each => each === held)) &&
  [account.name, account.account, account.departmentName].join(' ').toLowerCase().includes(text.trim().toLowerCase())

function Accounts() {
  const { t } = useTranslation('accounts')
  const { t: session } = useTranslation('session')
  const { data: accounts = [], error } = useQuery(accountsQuery)
  const { data: departments = [] } = useQuery(departmentsQuery)
  const [filter, setFilter] = useState<Filter>({ text: '', department: '', role: '', disabled: false })
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = accounts.filter(account => fits(account, filter))
  const open = accounts.find(({ id }) => id === chosen)
  const close = () => {
    const from = chosen
    setChosen(null)
    requestAnimationFrame(() => document.getElementById(`account-${from}`)?.focus())
  }
  return (
    <>
      <OfficeHeader title={t('title')} lead={t('lead')}>
        <Button kind="primary" onClick={() => setChosen('new')}>
          <UserPlus size={14} aria-hidden="true" />
          {t('add')}
        </Button>
      </OfficeHeader>
      <main id="content" className={styles.main}>
        <div className={styles.list}>
          <search className={`${office.filters} ${styles.filters}`} aria-label={t('find')}>
            <label>
              {t('find')}
              <input
                type="search"
                value={filter.text}
                placeholder={t('find-hint')}
                onChange={event => setFilter({ ...filter, text: event.target.value })}
              />
            </label>
            <label>
              {t('department')}
              <select
                value={filter.department}
                onChange={event => setFilter({ ...filter, department: event.target.value })}
              >
                <option value="">{t('any')}</option>
                {departments.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {t('role')}
              <select value={filter.role} onChange={event => setFilter({ ...filter, role: event.target.value })}>
                <option value="">{t('any')}</option>
                {role.options.map(each => (
                  <option key={each} value={each}>
                    {session(`role-${each}`)}
                  </option>
                ))}
              </select>
            </label>
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={filter.disabled}
                onChange={event => setFilter({ ...filter, disabled: event.target.checked })}
              />
              {t('with-disabled')}
            </label>
            <span role="status">{t('count', { count: shown.length })}</span>
          </search>
          {error && <Message urgent title={t('failed-title')} body={messageOf(error)} />}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by keys */}
          <section className={`${office.scroll} ${styles.scroll}`} tabIndex={0} aria-label={t('title')}>
            <table className={`${office.table} ${styles.table}`}>
              <thead>
                <tr>
                  <th scope="col">{t('name')}</th>
                  <th scope="col">{t('account')}</th>
                  <th scope="col">{t('department')}</th>
                  <th scope="col">{t('roles')}</th>
                  <th scope="col">{t('offices')}</th>
                  <th scope="col">{t('state')}</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(account => (
                  <tr key={account.id} data-account={account.account} data-open={account.id === chosen}>
                    <th scope="row">
                      <button
                        type="button"
                        id={`account-${account.id}`}
                        aria-label={t('edit', { name: account.name })}
                        aria-expanded={account.id === chosen}
                        onClick={() => setChosen(account.id)}
                      >
                        {account.name}
                      </button>
                    </th>
                    <td>{account.account}</td>
                    <td>{account.departmentName ?? <i>{t('no-department')}</i>}</td>
                    <td>{account.roles.map(each => session(`role-${each}`)).join(t('between'))}</td>
                    <td>
                      {(account.acts ?? [])
                        .map(act =>
                          t('office', { department: act.departmentName ?? '', role: session(`role-${act.role}`) }),
                        )
                        .join(t('between'))}
                    </td>
                    <td>
                      <State account={account} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {accounts.length > 0 && shown.length === 0 && <p className={styles.quiet}>{t('none')}</p>}
          </section>
        </div>
        {chosen === 'new' && <NewAccount close={close} />}
        {open && <AccountPanel key={`${open.id} ${open.disabled}`} account={open} close={close} />}
      </main>
    </>
  )
}

function State({ account: { disabled, shutUntil } }: { readonly account: ManagedAccount }) {
  const { t } = useTranslation('accounts')
  if (disabled) return <Pill>{t('disabled')}</Pill>
  if (shutUntil !== null) return <Pill tone="waiting">{t('shut', { until: momentText(shutUntil) })}</Pill>
  return <Pill tone="reached">{t('active')}</Pill>
}
