import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefusedEdit } from '../../shared/document/edit.ts'
import { idOf, nameOf } from '../../shared/document/keys.ts'
import { messageOf } from '../api/api-error.ts'
import { requestRevision } from '../api/review.ts'
import type { Sheet } from '../grid/sheet.ts'
import { Button } from '../ui/button.tsx'
import { cellLabel } from './cell-facts.ts'
import styles from './conflict-panel.module.css'
import { printable } from './printable.ts'
import { refusalReasonText } from './refusal-text.ts'
import type { AddNotice } from './use-notices.ts'
import { useSheetVersion } from './use-sheet.ts'

interface Props {
  readonly sheet: Sheet
  /** the table's slug or id */
  readonly table: string
  readonly refused: readonly RefusedEdit[]
  readonly settle: (edits: readonly RefusedEdit[], as: 'write' | 'forget') => void
  readonly addNotice: AddNotice
  /** the last one is decided: the keys may go elsewhere */
  readonly done: () => void
}

/** What was filled in and could not be written, because the table went on meanwhile: nothing of it is lost before its author says so. */
export function RefusedPanel({ sheet, table, refused, settle, addNotice, done }: Props) {
  const { t } = useTranslation('sync')
  useSheetVersion(sheet)
  const list = useRef<HTMLUListElement>(null)
  const [asking, setAsking] = useState<readonly RefusedEdit[] | null>(null)
  if (refused.length === 0) return null
  const { view } = sheet
  const decide = (edits: readonly RefusedEdit[], as: 'write' | 'forget') => {
    settle(edits, as)
    setAsking(null)
    if (edits.length === refused.length) done()
    // the button that was pressed goes with its line
    else requestAnimationFrame(() => list.current?.querySelector('button')?.focus())
  }
  const stands = ({ key }: RefusedEdit) => view.cell(idOf(key), nameOf(key))
  const isThere = ({ key }: RefusedEdit) =>
    view.rowIndex(idOf(key)) >= 0 && view.structure.columns.some(({ id }) => id === nameOf(key))
  const mayWrite = (edit: RefusedEdit) => isThere(edit) && sheet.decide(idOf(edit.key), nameOf(edit.key)).allowed
  const mayAsk = (edit: RefusedEdit) => isThere(edit) && view.structure.table.phase === 'issued' && !mayWrite(edit)
  const askable = refused.filter(mayAsk)
  const words = (value: Parameters<typeof printable>[0]) => printable(value) || t('blank')
  return (
    <section className={styles.panel} aria-labelledby="refused">
      <div className={styles.head}>
        <div role="alert">
          <h2 id="refused">{t('refused-heading', { count: refused.length })}</h2>
          <p>{t('refused-kept')}</p>
        </div>
        {refused.length > 1 && (
          <span className={styles.choice}>
            {askable.length > 1 && (
              <Button small onClick={() => setAsking(askable)}>
                {t('refused-ask-all', { count: askable.length })}
              </Button>
            )}
            <Button small onClick={() => decide(refused, 'forget')}>
              {t('refused-forget-all')}
            </Button>
          </span>
        )}
      </div>
      {asking !== null && (
        <Ask
          table={table}
          cells={asking.map(edit => ({
            row: idOf(edit.key),
            column: nameOf(edit.key),
            seen: stands(edit),
            value: edit.value,
          }))}
          asked={() => {
            addNotice({ tone: 'done', text: t('refused-asked', { count: asking.length }) })
            decide(asking, 'forget')
          }}
          close={() => setAsking(null)}
        />
      )}
      <ul ref={list}>
        {refused.map(edit => (
          <li key={edit.key}>
            <span className={styles.cell}>
              {cellLabel(view, idOf(edit.key), nameOf(edit.key))}
              <small>{refusalReasonText(sheet, edit)}</small>
            </span>
            <Value name={t('conflict-theirs')} text={words(stands(edit))} />
            <Value name={t('conflict-mine')} text={words(edit.value)} own />
            <span />
            <span className={styles.choice}>
              {mayWrite(edit) && (
                <Button small onClick={() => decide([edit], 'write')}>
                  {t('refused-write')}
                </Button>
              )}
              {mayAsk(edit) && (
                <Button small onClick={() => setAsking([edit])}>
                  {t('refused-ask')}
                </Button>
              )}
              <Button small onClick={() => decide([edit], 'forget')}>
                {t('refused-forget')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface AskProps {
  readonly table: string
  readonly cells: Parameters<typeof requestRevision>[1]['cells']
  readonly asked: () => void
  readonly close: () => void
}

/** A revision of what was issued is asked for with its reason. */
function Ask({ table, cells, asked, close }: AskProps) {
  const { t } = useTranslation('sync')
  const { t: review } = useTranslation('review')
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      await requestRevision(table, { title: t('refused-title'), reason, evidence: '', cells })
      await client.invalidateQueries({ queryKey: ['requests', table] })
      asked()
    } catch (failure) {
      setProblem(messageOf(failure))
      setBusy(false)
    }
  }
  return (
    <form
      className={styles.ask}
      onSubmit={event => void send(event)}
      onKeyDown={event => {
        if (event.key === 'Escape') close()
      }}
    >
      <label>
        <span>{review('request-reason')}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: it was asked for by the button that was just pressed
          autoFocus
          required
          maxLength={500}
          value={reason}
          onChange={event => setReason(event.target.value)}
        />
      </label>
      <Button small kind="primary" type="submit" disabled={busy || reason.trim() === ''}>
        {review('request-send')}
      </Button>
      <Button small onClick={close}>
        {review('cancel')}
      </Button>
      {problem !== null && <p role="alert">{problem}</p>}
    </form>
  )
}

const Value = ({
  name,
  text,
  own = false,
}: {
  readonly name: string
  readonly text: string
  readonly own?: boolean
}) => (
  <span className={styles.value} data-own={own}>
    <small>{name}</small>
    {text}
  </span>
)
