import { X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addAccount } from '../api/accounts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { AccountFields, accountFacts } from './account-fields.tsx'
import styles from './accounts.module.css'
import { PasswordOnce } from './password-once.tsx'
import { useRun } from './use-run.ts'

export function NewAccount({ close }: { readonly close: () => void }) {
  const { t } = useTranslation('accounts')
  const { said, busy, run, say } = useRun()
  const [password, setPassword] = useState<string | null>(null)
  const hint = useId()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const facts = accountFacts(form)
    if (facts.roles.length === 0) return say(t('roles-needed'))
    const account = String(new FormData(form).get('account')).trim()
    setPassword(null)
    const done = await run(async () => {
      const made = await addAccount({ ...facts, account })
      setPassword(made.password ?? null)
      return t('created', { account })
    })
    if (done) form.reset()
  }
  return (
    <aside className={styles.panel} aria-label={t('add')}>
      <div className={styles.head}>
        <h2>{t('add')}</h2>
        <IconButton label={t('close')} onClick={close}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </div>
      <form className={styles.form} onSubmit={event => void submit(event)}>
        <label>
          {t('account')}
          <input
            name="account"
            // biome-ignore lint/a11y/noAutofocus: it was asked for just now, to be typed into
            autoFocus
            autoComplete="off"
            maxLength={100}
            required
            aria-describedby={hint}
          />
        </label>
        <p id={hint} className={styles.quiet}>
          {t('account-hint')}
        </p>
        <AccountFields value={{ name: '', department: null, roles: ['clerk'] }} />
        <Button type="submit" kind="primary" disabled={busy}>
          {t('create')}
        </Button>
      </form>
      {said && <p role={said.problem ? 'alert' : 'status'}>{said.text}</p>}
      {password !== null && <PasswordOnce password={password} />}
    </aside>
  )
}
