import { X } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ManagedAccount } from '../../shared/protocol/api-accounts.ts'
import { changeAccount, disableAccount, liftLockout, resetPassword } from '../api/accounts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { AccountFields, accountFacts } from './account-fields.tsx'
import styles from './accounts.module.css'
import { Offices } from './offices.tsx'
import { PasswordOnce } from './password-once.tsx'
import { SessionList } from './session-list.tsx'
import { useRun } from './use-run.ts'

interface Props {
  readonly account: ManagedAccount
  readonly close: () => void
}

/** One person: who they are, what they may do, and how they sign in. */
export function AccountPanel({ account, close }: Props) {
  const { t } = useTranslation('accounts')
  const running = useRun()
  const { said, busy, run, say } = running
  const [password, setPassword] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  const saved = (work: () => Promise<unknown>) => () =>
    void run(async () => {
      await work()
      return t('saved')
    })
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const facts = accountFacts(event.currentTarget)
    if (facts.roles.length === 0) return say(t('roles-needed'))
    await run(async () => {
      await changeAccount(account.id, facts)
      return t('saved')
    })
  }
  return (
    <aside className={styles.panel} aria-label={t('edit', { name: account.name })}>
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          {account.name} <small>{account.account}</small>
        </h2>
        <IconButton label={t('close')} onClick={close}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
      {said && <p role={said.problem ? 'alert' : 'status'}>{said.text}</p>}
      {account.disabled ? (
        <Button disabled={busy} onClick={saved(() => changeAccount(account.id, { disabled: false }))}>
          {t('enable')}
        </Button>
      ) : (
        <>
          <section aria-label={t('identity')}>
            <form className={styles.form} onSubmit={event => void submit(event)}>
              <AccountFields value={account} />
              <Button type="submit" kind="primary" disabled={busy}>
                {t('save')}
              </Button>
            </form>
          </section>
          <Offices account={account} running={running} />
          <section aria-label={t('entry')}>
            <h3>{t('entry')}</h3>
            <p className={styles.buttons}>
              {account.shutUntil !== null && (
                <Button small disabled={busy} onClick={saved(() => liftLockout(account.id))}>
                  {t('unlock')}
                </Button>
              )}
              <Button
                small
                title={t('reset-hint')}
                disabled={busy}
                onClick={() =>
                  void run(async () => {
                    setPassword((await resetPassword(account.id)).password)
                    return null
                  })
                }
              >
                {t('reset')}
              </Button>
              {asking ? (
                <>
                  <Button small kind="primary" disabled={busy} onClick={saved(() => disableAccount(account.id))}>
                    {t('disable-confirm', { name: account.name })}
                  </Button>
                  <Button small kind="quiet" onClick={() => setAsking(false)}>
                    {t('cancel')}
                  </Button>
                </>
              ) : (
                <Button small disabled={busy} onClick={() => setAsking(true)}>
                  {t('disable')}
                </Button>
              )}
            </p>
            {password !== null && <PasswordOnce password={password} />}
          </section>
          <section aria-label={t('sessions')}>
            <h3>{t('sessions')}</h3>
            <SessionList account={account.id} />
          </section>
        </>
      )}
    </aside>
  )
}
