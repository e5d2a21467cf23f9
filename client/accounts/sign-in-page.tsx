import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Eye, EyeOff } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { sessionQuery, signIn } from '../api/session.ts'
import { Brand } from '../ui/brand.tsx'
import { Button } from '../ui/button.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import styles from './sign-in-page.module.css'

type Problem = { readonly field: 'account' | 'password' | null; readonly text: string }

export function SignInPage() {
  const { t } = useTranslation('session')
  const { t: common } = useTranslation()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { to, expired } = useSearch({ from: '/sign-in' })
  const [visible, setVisible] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    document.title = `${t('title')} · ${common('product')}`
  }, [t, common])

  const fail = (field: Problem['field'], text: string) => {
    setProblem({ field, text })
    const input = form.current?.elements.namedItem(field ?? 'password')
    if (input instanceof HTMLInputElement) {
      input.focus()
      input.select()
    }
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const account = String(fields.get('account') ?? '').trim()
    const password = String(fields.get('password') ?? '')
    if (account === '') return fail('account', t('need-account'))
    if (password === '') return fail('password', t('need-password'))
    setBusy(true)
    setProblem(null)
    try {
      const signedIn = await signIn(account, password)
      queryClient.clear() // what the last person saw is not this person's to see
      queryClient.setQueryData(sessionQuery.queryKey, signedIn)
      await navigate({ to: to ?? '/', replace: true })
    } catch (error) {
      fail(null, messageOf(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Brand />
        <h1 className="visually-hidden">{t('title')}</h1>
        <p className={styles.lead}>{t('lead')}</p>
        {expired && !problem && <p className={styles.notice}>{t('expired')}</p>}
        <form ref={form} onSubmit={event => void submit(event)} noValidate>
          <label htmlFor="account">{t('account')}</label>
          <input
            id="account"
            name="account"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the page has one purpose, and it begins here
            autoFocus
            aria-invalid={problem?.field === 'account'}
            aria-describedby={problem?.field === 'account' ? 'problem' : undefined}
          />
          <label htmlFor="password">{t('password')}</label>
          <span className={styles.secret}>
            <input
              id="password"
              name="password"
              type={visible ? 'text' : 'password'}
              autoComplete="current-password"
              aria-invalid={problem !== null && problem.field !== 'account'}
              aria-describedby={problem !== null && problem.field !== 'account' ? 'problem' : undefined}
            />
            <button
              type="button"
              aria-label={visible ? t('hide-password') : t('show-password')}
              aria-pressed={visible}
              onClick={() => setVisible(!visible)}
            >
              {visible ? <EyeOff size={15} /> : <Eye size={15} />}
            </button>
          </span>
          <p id="problem" className={styles.problem} role="alert">
            {problem?.text}
          </p>
          <Button type="submit" kind="primary" disabled={busy} className={styles.submit}>
            {busy ? t('submitting') : t('submit')}
          </Button>
        </form>
      </div>
      <LanguageSwitch />
    </main>
  )
}
