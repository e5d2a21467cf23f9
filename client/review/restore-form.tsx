import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CompareAnswer } from '../../shared/protocol/api-review.ts'
import { messageOf } from '../api/api-error.ts'
import { requestRevision } from '../api/review.ts'
import { Button } from '../ui/button.tsx'
import styles from './review.module.css'

interface Props {
  readonly table: string
  readonly changes: CompareAnswer['changes']
  readonly done: (said: string) => void
  readonly close: () => void
}

/** An earlier version comes back as a request to revise, never by overwriting: who judges revisions judges this one. */
export function RestoreForm({ table, changes, done, close }: Props) {
  const { t } = useTranslation('review')
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const cells = changes.map(({ row, column, before, after }) => ({ row, column, seen: after, value: before }))
      await requestRevision(table, { title: t('restore-title'), reason, evidence: '', cells })
      await client.invalidateQueries({ queryKey: ['requests', table] })
      done(t('restore-asked', { count: cells.length }))
    } catch (failure) {
      setProblem(messageOf(failure))
    }
  }
  return (
    <form className={styles.issue} aria-label={t('restore-version')} onSubmit={event => void send(event)}>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div>
        <label>
          <span>{t('request-reason')}</span>
          <input
            // biome-ignore lint/a11y/noAutofocus: it was asked for by the button that was just pressed
            autoFocus
            required
            maxLength={500}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        </label>
      </div>
      <span className={styles.buttons}>
        <Button kind="primary" type="submit" disabled={reason.trim() === ''}>
          {t('request-send')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </span>
    </form>
  )
}
