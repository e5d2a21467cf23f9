import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import styles from './review.module.css'

interface Said {
  readonly words: string
  readonly value: string
  readonly restore: boolean
}

interface Props {
  readonly label: string
  /** without words it cannot be sent */
  readonly needed: boolean
  /** asks for a value as well; its text to begin with */
  readonly value?: string
  readonly valueLabel?: string
  /** offers to put the baseline's value back */
  readonly restorable?: boolean
  readonly busy: boolean
  readonly send: (said: Said) => void
  readonly cancel: () => void
}

/** A line or two in place: Enter sends (Shift+Enter breaks the line), Escape leaves. */
export function WordsForm({ label, needed, value, valueLabel, restorable = false, busy, send, cancel }: Props) {
  const { t } = useTranslation('review')
  const [words, setWords] = useState('')
  const [figure, setFigure] = useState(value ?? '')
  const [restore, setRestore] = useState(false)
  const first = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => first.current?.focus(), [])
  const ready = (!needed || words.trim() !== '') && !busy
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (ready) send({ words: words.trim(), value: figure, restore })
  }
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Escape') cancel()
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
  }
  return (
    <form className={styles.words} onSubmit={submit}>
      {value !== undefined && (
        <label>
          <span>{valueLabel ?? t('proposal')}</span>
          <input ref={first} value={figure} onChange={event => setFigure(event.target.value)} onKeyDown={keys} />
        </label>
      )}
      <label htmlFor={id}>
        <span>{label}</span>
        <textarea
          id={id}
          ref={value === undefined ? first : undefined}
          rows={2}
          maxLength={2_000}
          value={words}
          required={needed}
          onChange={event => setWords(event.target.value)}
          onKeyDown={keys}
        />
      </label>
      {restorable && (
        <label className={styles.check}>
          <input type="checkbox" checked={restore} onChange={event => setRestore(event.target.checked)} />
          {t('restore')}
        </label>
      )}
      <span className={styles.buttons}>
        <Button small kind="primary" type="submit" disabled={!ready}>
          {t('confirm')}
        </Button>
        <Button small onClick={cancel}>
          {t('cancel')}
        </Button>
      </span>
    </form>
  )
}
