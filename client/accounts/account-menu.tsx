import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { sessionQuery, signOut } from '../api/session.ts'
import { countPending } from '../sync/pending-store.ts'
import { LookChoices } from '../theme/look-choices.tsx'
import { Button } from '../ui/button.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { usePopover } from '../ui/use-popover.ts'
import styles from './account-menu.module.css'

export function AccountMenu() {
  const { t } = useTranslation('session')
  const { t: components } = useTranslation('components')
  const { t: accounts } = useTranslation('accounts')
  const { data: account } = useQuery(sessionQuery)
  const { open, setOpen, container } = usePopover<HTMLDivElement>()
  const [problem, setProblem] = useState<string | null>(null)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const panel = useId()
  if (!account) return null

  const leave = async () => {
    try {
      await signOut()
    } catch (error) {
      setProblem(messageOf(error))
      return
    }
    await navigate({ to: '/sign-in' })
    queryClient.clear()
  }

  const unsent = open ? countPending(account.id) : 0
  return (
    <div className={styles.account} ref={container}>
      <button
        type="button"
        className={styles.trigger}
        aria-label={`${t('menu')}: ${account.name}`}
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.seal} aria-hidden="true">
          {[...(account.departmentName ?? account.name)][0]}
        </span>
        <span className={styles.who}>
          <b>{account.name}</b>
          <small>
            {account.departmentName ?? account.roles.map(role => t(`role-${role}`)).join(accounts('between'))}
          </small>
        </span>
      </button>
      {open && (
        <div className={styles.panel} id={panel}>
          <p>
            <b>{account.name}</b>
            <small>{[account.account, ...account.roles.map(role => t(`role-${role}`))].join(' · ')}</small>
          </p>
          <Link to="/me" onClick={() => setOpen(false)}>
            {accounts('my-open')}
          </Link>
          <LookChoices />
          <LanguageSwitch />
          {account.roles.some(role => role === 'planning' || role === 'admin') && (
            <Link to="/components" onClick={() => setOpen(false)}>
              {components('open')}
            </Link>
          )}
          {unsent > 0 && <p className={styles.unsent}>{t('sign-out-unsaved', { count: unsent })}</p>}
          <Button onClick={() => void leave()}>
            <LogOut size={14} aria-hidden="true" />
            {t('sign-out')}
          </Button>
          {problem && <p role="alert">{problem}</p>}
        </div>
      )}
    </div>
  )
}
