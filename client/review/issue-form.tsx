import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf } from '../../shared/core/moments.ts'
import type { ReviewAnswer } from '../../shared/protocol/api-review.ts'
import { BASELINE_KINDS, type BaselineKind } from '../../shared/review/baseline.ts'
import { issueBaseline } from '../api/review.ts'
import { Button } from '../ui/button.tsx'
import styles from './review.module.css'
import type { Reviewing } from './use-review.ts'

interface Props {
  readonly review: ReviewAnswer
  readonly table: string
  readonly undecided: number
  readonly reviewing: Reviewing
  /** null: nothing was issued */
  readonly done: (said: string | null) => void
}

const SHOWN_OF_HASH = 12

export function IssueForm({ review, table, undecided, reviewing, done }: Props) {
  const { t } = useTranslation('review')
  const issued = review.phase === 'issued'
  const [kind, setKind] = useState<BaselineKind>(issued ? 'adjusted' : 'issued')
  const [fields, setFields] = useState({
    title: review.title,
    document: '',
    issuer: '',
    dated: dayOf(Date.now()),
    note: '',
  })
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const closes = kind === 'issued' || kind === 'adjusted'
  const waits = closes && !issued && undecided > 0
  const number = (review.base.baseline?.number ?? 0) + 1
  const send = (event: FormEvent) => {
    event.preventDefault()
    let said: string | null = null
    void reviewing
      .run(async () => {
        const baseline = await issueBaseline(table, { ...fields, kind })
        said = t('issued', { number: baseline.number, hash: baseline.edition?.slice(0, SHOWN_OF_HASH) ?? '' })
      })
      .then(ok => ok && done(said))
  }
  const field = (name: keyof typeof fields, type = 'text') => (
    <label>
      <span>{t(`issue-${name === 'title' ? 'name' : name}`)}</span>
      <input
        ref={name === 'title' ? first : undefined}
        type={type}
        required={name === 'title' || name === 'dated'}
        maxLength={200}
        value={fields[name]}
        onChange={event => setFields({ ...fields, [name]: event.target.value })}
      />
    </label>
  )
  return (
    <form
      className={styles.issue}
      aria-label={t('issue-title')}
      onSubmit={send}
      onKeyDown={event => event.key === 'Escape' && done(null)}
    >
      <p>{waits ? t('issue-waits', { count: undecided }) : t('issue-lead', { number })}</p>
      <div>
        <label>
          <span>{t('issue-kind')}</span>
          <select
            aria-label={t('issue-kind')}
            value={kind}
            onChange={event => setKind(event.target.value as BaselineKind)}
          >
            {BASELINE_KINDS.filter(each => (issued ? each !== 'issued' : each !== 'adjusted')).map(each => (
              <option key={each} value={each}>
                {t(`kind-${each}`)}
              </option>
            ))}
          </select>
        </label>
        {field('title')}
        {field('document')}
        {field('issuer')}
        {field('dated', 'date')}
        {field('note')}
      </div>
      <span className={styles.buttons}>
        <Button kind="primary" type="submit" disabled={waits || reviewing.busy || fields.title.trim() === ''}>
          {t('issue-title')}
        </Button>
        <Button onClick={() => done(null)}>{t('cancel')}</Button>
      </span>
    </form>
  )
}
