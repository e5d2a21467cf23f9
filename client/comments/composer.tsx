import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Mentioned, storedText, typedText } from '../../shared/comments/mention.ts'
import { MOST_COMMENT } from '../../shared/comments/rules.ts'
import { messageOf } from '../api/api-error.ts'
import { mentionableQuery } from '../api/comments.ts'
import { Button } from '../ui/button.tsx'
import styles from './comments.module.css'
import { mentionAt, named, offered } from './mention-at.ts'

interface Props {
  readonly tableId: string
  readonly label: string
  readonly sendLabel: string
  /** what was typed here before */
  readonly draft: string
  readonly keep: (draft: string) => void
  /** whom the text mentions already */
  readonly mentioned?: readonly Mentioned[]
  /** the text as it is stored; @throws ApiError */
  readonly send: (stored: string) => Promise<unknown>
  /** left out: there is nothing to leave */
  readonly cancel?: () => void
}

const NOBODY: readonly Mentioned[] = []

/** Where a comment is written: @ offers people, Ctrl+Enter sends. What could not be sent stays. */
export function Composer({ tableId, label, sendLabel, draft, keep, mentioned = NOBODY, send, cancel }: Props) {
  const { t } = useTranslation('comments')
  const { data } = useQuery(mentionableQuery(tableId))
  const everybody = named(data ?? [])
  const people = [...everybody, ...mentioned.filter(({ id }) => !everybody.some(other => other.id === id))]
  const [text, setText] = useState(() => typedText(draft, people))
  const [sending, setSending] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [caret, setCaret] = useState(-1)
  const [chosen, setChosen] = useState(0)
  const area = useRef<HTMLTextAreaElement>(null)
  const goTo = useRef<number | null>(null)
  const list = useId()

  const at = caret < 0 ? null : mentionAt(text, caret)
  const choices = at === null ? [] : offered(everybody, at.typed)
  const current = Math.min(chosen, choices.length - 1)
  const stored = storedText(text.trim(), people)
  const ready = stored !== '' && stored.length <= MOST_COMMENT && !sending

  // the caret of a controlled field stands at its end after a change from here
  useEffect(() => {
    if (goTo.current === null) return
    area.current?.setSelectionRange(goTo.current, goTo.current)
    goTo.current = null
  })

  const write = (next: string) => {
    setText(next)
    keep(next)
  }
  const pick = (person: Mentioned) => {
    if (at === null) return
    const before = `${text.slice(0, at.from)}@${person.name} `
    goTo.current = before.length
    write(before + text.slice(caret))
    setCaret(-1)
    area.current?.focus()
  }
  const submit = async () => {
    if (!ready) return
    setSending(true)
    setFailed(null)
    try {
      await send(stored)
      write('')
    } catch (error) {
      setFailed(messageOf(error))
    } finally {
      setSending(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (choices.length > 0 && step !== 0) setChosen((current + step + choices.length) % choices.length)
    else if (choices.length > 0 && event.key === 'Escape') setCaret(-1)
    else if (choices.length > 0 && (event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey)
      pick(choices[current]!)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
    else if (event.key === 'Escape' && cancel) cancel()
    else {
      // arrows move the caret here, and nothing else; Escape is the panel's
      if (step !== 0) event.stopPropagation()
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.composer}>
      <textarea
        ref={area}
        rows={2}
        value={text}
        readOnly={sending}
        aria-label={label}
        placeholder={label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={choices.length > 0 ? list : undefined}
        aria-activedescendant={choices.length > 0 ? `${list}-${current}` : undefined}
        aria-invalid={stored.length > MOST_COMMENT}
        onChange={event => {
          write(event.target.value)
          setCaret(event.target.selectionStart)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setCaret(-1)}
      />
      {choices.length > 0 && (
        <div className={styles.people} id={list} role="listbox" aria-label={t('people')}>
          {choices.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text field's
            <div
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              onPointerDown={event => event.preventDefault()} // the field keeps the keys
              onClick={() => pick(person)}
            >
              {person.name}
              <small>{data?.find(({ id }) => id === person.id)?.departmentName}</small>
            </div>
          ))}
        </div>
      )}
      {stored.length > MOST_COMMENT && (
        <p className={styles.failed} role="alert">
          {t('too-long', { count: stored.length - MOST_COMMENT, most: MOST_COMMENT })}
        </p>
      )}
      {failed !== null && (
        <p className={styles.failed} role="alert">
          {failed}
        </p>
      )}
      <span className={styles.buttons}>
        <Button small kind="primary" disabled={!ready} title={`${sendLabel} Ctrl+Enter`} onClick={() => void submit()}>
          {sendLabel}
        </Button>
        {cancel && (
          <Button small onClick={cancel}>
            {t('cancel')}
          </Button>
        )}
      </span>
    </div>
  )
}
