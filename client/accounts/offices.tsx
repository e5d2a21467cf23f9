import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Acting, role } from '../../shared/accounts/account.ts'
import type { ManagedAccount } from '../../shared/protocol/api-accounts.ts'
import { endOffice, giveOffice } from '../api/accounts.ts'
import { momentText } from '../permissions/moment-text.ts'
import { Button } from '../ui/button.tsx'
import { DepartmentField } from './account-fields.tsx'
import styles from './accounts.module.css'
import type { useRun } from './use-run.ts'

interface Props {
  readonly account: ManagedAccount
  readonly running: ReturnType<typeof useRun>
}

/** Second departments, and the work of others while they are away. */
export function Offices({ account, running }: Props) {
  const { t } = useTranslation('accounts')
  const { t: session } = useTranslation('session')
  const [deputy, setDeputy] = useState(true)
  const acts = account.acts ?? []
  const nameOf = ({ departmentName, role: held }: Acting) =>
    t('office', { department: departmentName ?? '', role: session(`role-${held}`) })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const day = String(fields.get('until') ?? '')
    if (deputy && day === '') return running.say(t('until-needed'))
    const office = {
      department: String(fields.get('department') ?? '') || null,
      role: role.parse(fields.get('role')),
      deputy,
      until: day === '' ? null : new Date(`${day}T23:59:59.999`).getTime(),
    }
    await running.run(async () => {
      await giveOffice(account.id, office)
      return t('saved')
    })
  }
  return (
    <section aria-label={t('offices')}>
      <h3>{t('offices')}</h3>
      {acts.length === 0 && <p className={styles.quiet}>{t('offices-none')}</p>}
      <ul className={styles.sessions}>
        {acts.map(act => (
          <li key={act.id}>
            <span>
              {nameOf(act)}
              <small>
                {[
                  act.deputy ? t('deputy') : '',
                  act.until === null ? t('office-open') : t('office-until', { until: momentText(act.until) }),
                ]
                  .filter(part => part !== '')
                  .join(' · ')}
              </small>
            </span>
            <Button
              small
              aria-label={t('end-office', { office: nameOf(act) })}
              disabled={running.busy}
              onClick={() =>
                void running.run(async () => {
                  await endOffice(account.id, act.id)
                  return t('saved')
                })
              }
            >
              {t('end')}
            </Button>
          </li>
        ))}
      </ul>
      <form className={styles.inline} onSubmit={event => void submit(event)}>
        <label>
          {t('office-kind')}
          <select value={deputy ? 'deputy' : 'second'} onChange={event => setDeputy(event.target.value === 'deputy')}>
            <option value="deputy">{t('office-as-deputy')}</option>
            <option value="second">{t('office-as-second')}</option>
          </select>
        </label>
        <DepartmentField value={null} />
        <label>
          {t('role')}
          <select name="role" defaultValue="clerk">
            {role.options.map(each => (
              <option key={each} value={each}>
                {session(`role-${each}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('until')}
          <input name="until" type="date" />
        </label>
        <Button small type="submit" disabled={running.busy}>
          {t('office-add')}
        </Button>
      </form>
    </section>
  )
}
