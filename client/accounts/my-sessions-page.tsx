import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changePassword, endOtherSessions } from '../api/accounts.ts'
import { messageOf } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { OfficeHeader } from '../workspace/office-page.tsx'
import styles from './accounts.module.css'
import { SessionList } from './session-list.tsx'

/** `/me`: where one is signed in, and one's password. */
export function MySessionsPage() {
  const { t } = useTranslation('accounts')
  const { t: common } = useTranslation()
  const client = useQueryClient()
  const [said, setSaid] = useState<string | null>(null)

  useEffect(() => {
    document.title = `${t('my-title')} · ${common('product')}`
  }, [t, common])

  const endOthers = async () => {
    setSaid(await endOtherSessions().then(() => t('others-ended'), messageOf))
    await client.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <>
      <OfficeHeader title={t('my-title')} lead={t('my-lead')} />
      <main id="content" className={styles.own}>
        <section aria-label={t('my-title')}>
          <SessionList account={null} />
          <Button onClick={() => void endOthers()}>{t('end-others')}</Button>
          <p role="status" className={styles.quiet}>
            {said}
          </p>
        </section>
        <PasswordForm />
      </main>
    </>
  )
}

function PasswordForm() {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const [said, setSaid] = useState<string | null>(null)
  const hint = useId()
  const title = useId()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const change = { old: String(fields.get('old')), new: String(fields.get('new')) }
    try {
      await changePassword(change)
      form.reset()
      setSaid(t('password-changed'))
    } catch (error) {
      setSaid(messageOf(error))
    }
    await client.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <form className={styles.form} aria-labelledby={title} onSubmit={event => void submit(event)}>
      <h2 id={title}>{t('password-title')}</h2>
      <label>
        {t('password-old')}
        <input name="old" type="password" autoComplete="current-password" required />
      </label>
      <label>
        {t('password-new')}
        <input name="new" type="password" autoComplete="new-password" minLength={8} required aria-describedby={hint} />
      </label>
      <p id={hint} className={styles.quiet}>
        {t('password-hint')}
      </p>
      <Button type="submit" kind="primary">
        {t('password-change')}
      </Button>
      <p role="status">{said}</p>
    </form>
  )
}
