import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { rollOver } from '../api/review.ts'
import { tablesQuery } from '../api/tables.ts'
import { Button } from '../ui/button.tsx'
import styles from './review.module.css'

interface Props {
  readonly table: string
  readonly close: () => void
}

/** `annual-2024` → `annual-2025`; a name without a year gets none proposed. */
const nextName = (name: string) => {
  const year = /\d{4}(?!.*\d)/.exec(name)?.[0]
  return year === undefined ? '' : name.replace(/\d{4}(?!.*\d)/, String(Number(year) + 1))
}

/** Next year's table out of this one, which stays as it is. */
export function RollOverForm({ table, close }: Props) {
  const { t } = useTranslation('review')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState(nextName(table))
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const made = await rollOver(table, name)
      await client.invalidateQueries(tablesQuery)
      await navigate({ to: '/tables/$name', params: { name: made.name } })
    } catch (failure) {
      setProblem(messageOf(failure))
      setBusy(false)
    }
  }
  return (
    <form className={styles.issue} aria-label={t('roll-over')} onSubmit={event => void send(event)}>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <p>{t('roll-over-lead')}</p>
      <div>
        <label>
          <span>{t('roll-over-name')}</span>
          <input
            // biome-ignore lint/a11y/noAutofocus: it was asked for by the button that was just pressed
            autoFocus
            required
            pattern="[a-z0-9][a-z0-9\-]{0,63}"
            title={t('roll-over-name-hint')}
            value={name}
            onChange={event => setName(event.target.value)}
          />
        </label>
      </div>
      <span className={styles.buttons}>
        <Button kind="primary" type="submit" disabled={busy}>
          {t('roll-over')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </span>
    </form>
  )
}
