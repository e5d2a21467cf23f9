import { type KeyboardEvent, startTransition, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/accounts/account.ts'
import { typedScalar } from '../../shared/core/scalar.ts'
import type { ReviewAnswer, ReviewedChange } from '../../shared/protocol/api-review.ts'
import { answerDecision } from '../api/review.ts'
import { printable } from '../tables/printable.ts'
import { Button } from '../ui/button.tsx'
import { ChangeRow } from './change-row.tsx'
import { changeKey } from './filtered.ts'
import styles from './review.module.css'
import type { Reviewing } from './use-review.ts'
import { WordsForm } from './words-form.tsx'

interface Props {
  readonly review: ReviewAnswer
  readonly changes: readonly ReviewedChange[]
  readonly account: Account
  readonly table: string
  readonly titleOf: (column: string) => string
  readonly reviewing: Reviewing
}

/** What is being said, and of which changes. */
export interface Asking {
  readonly kind: 'return' | 'propose' | 'answer'
  readonly keys: readonly string[]
}

/** rows in the page, and as many more each time one asks */
const PAGE = 150
/** what fills a screen is painted first */
const FIRST = 40

export function ChangeList({ review, changes, account, table, titleOf, reviewing }: Props) {
  const { t } = useTranslation('review')
  const [at, setAt] = useState<string | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | null>(null)
  const [shown, setShown] = useState(FIRST)
  useEffect(() => {
    const soon = requestAnimationFrame(() =>
      setTimeout(() => startTransition(() => setShown(known => Math.max(known, PAGE)))),
    )
    return () => cancelAnimationFrame(soon)
  }, [])
  const body = useRef<HTMLTableSectionElement>(null)
  const byKey = new Map(changes.map(change => [changeKey(change), change]))
  const visible = changes.slice(0, shown)
  const chosen = [...selected].flatMap(key => byKey.get(key) ?? [])
  const decides = review.role === 'decides'

  const focusRow = (key: string | undefined) => {
    if (key === undefined) return
    setAt(key)
    body.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
  }
  // what was decided leaves the place where one was; the keys stay in the list
  useEffect(() => {
    if (at !== null && !byKey.has(at) && document.activeElement === document.body)
      focusRow(visible[0] && changeKey(visible[0]))
  })

  const step = (by: 1 | -1) => {
    const index = visible.findIndex(change => changeKey(change) === at)
    const next = visible[Math.max(0, Math.min(visible.length - 1, index < 0 ? 0 : index + by))]
    focusRow(next && changeKey(next))
  }
  const toggle = (key: string) => {
    const next = new Set(selected)
    if (!next.delete(key)) next.add(key)
    setSelected(next)
  }
  const accept = async (of: readonly ReviewedChange[]) => {
    const done = await reviewing.decide(of, { verdict: 'accept', words: '', restore: false })
    if (done) setSelected(new Set())
  }
  const said = async (words: string, value: string, restore: boolean) => {
    if (asking === null) return
    const of = asking.keys.flatMap(key => byKey.get(key) ?? [])
    const [first] = of
    const done =
      asking.kind === 'answer'
        ? first !== undefined &&
          (await reviewing.run(() =>
            answerDecision(table, { base: review.base.hash, row: first.row, column: first.column, words }),
          ))
        : await reviewing.decide(of, {
            verdict: asking.kind,
            words,
            restore,
            ...(asking.kind === 'propose' ? { proposal: typedScalar(value) } : {}),
          })
    if (!done) return
    setAsking(null)
    setSelected(new Set())
    focusRow(asking.keys[0])
  }
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const change = at === null ? undefined : byKey.get(at)
    const key = event.key.toLowerCase()
    const act = (work: () => void) => {
      event.preventDefault()
      work()
    }
    if (key === 'j' || key === 'arrowdown') act(() => step(1))
    else if (key === 'k' || key === 'arrowup') act(() => step(-1))
    else if (change === undefined || !decides) return
    else if (key === ' ') act(() => toggle(changeKey(change)))
    else if (key === 'u') act(() => void reviewing.undo(change))
    else if (!change.mayDecide) return
    else if (key === 'a') act(() => void accept([change]))
    else if (key === 'r') act(() => setAsking({ kind: 'return', keys: [changeKey(change)] }))
    else if (key === 'p') act(() => setAsking({ kind: 'propose', keys: [changeKey(change)] }))
  }

  const formOf = (of: Asking) => (
    <WordsForm
      label={t(`words-${of.kind}`)}
      needed={of.kind !== 'propose'}
      restorable={of.kind === 'return'}
      {...(of.kind === 'propose' ? { value: printable(byKey.get(of.keys[0] ?? '')?.after ?? null) } : {})}
      busy={reviewing.busy}
      send={({ words, value, restore }) => void said(words, value, restore)}
      cancel={() => {
        setAsking(null)
        focusRow(of.keys[0])
      }}
    />
  )
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('review')}</caption>
        <thead>
          <tr>
            {decides && (
              <th className={styles.pick}>
                <input
                  type="checkbox"
                  aria-label={t('select-all')}
                  checked={visible.length > 0 && visible.every(change => selected.has(changeKey(change)))}
                  onChange={event => setSelected(new Set(event.target.checked ? visible.map(changeKey) : []))}
                />
              </th>
            )}
            <th>{t('indicator')}</th>
            <th className={styles.figure}>{t('before')}</th>
            <th className={styles.figure}>{t('after')}</th>
            <th className={styles.figure}>{t('difference')}</th>
            <th>{t('effect')}</th>
            <th>{t('reason')}</th>
            <th>{t('hints')}</th>
            <th>{t('decision')}</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={keys}>
          {visible.map((change, index) => {
            const key = changeKey(change)
            return (
              <ChangeRow
                key={key}
                change={change}
                review={review}
                account={account}
                titleOf={titleOf}
                tabbable={at === key || (at === null && index === 0)}
                selected={selected.has(key)}
                decides={decides}
                busy={reviewing.busy}
                form={asking?.keys.length === 1 && asking.keys[0] === key ? formOf(asking) : null}
                onFocus={() => setAt(key)}
                toggle={() => toggle(key)}
                accept={() => void accept([change])}
                ask={kind => setAsking({ kind, keys: [key] })}
                undo={() => void reviewing.undo(change)}
              />
            )
          })}
        </tbody>
      </table>
      {changes.length === 0 && <p className={styles.waiting}>{t('none-filtered')}</p>}
      {changes.length > shown && (
        <Button small className={styles.more} onClick={() => setShown(shown + PAGE * 4)}>
          {t('more', { count: changes.length - shown })}
        </Button>
      )}
      {decides && (
        <footer className={styles.bulk}>
          {asking !== null && asking.keys.length > 1 ? (
            formOf(asking)
          ) : chosen.length > 0 ? (
            <>
              <span>{t('selected', { count: chosen.length })}</span>
              <Button small kind="primary" disabled={reviewing.busy} onClick={() => void accept(chosen)}>
                {t('accept-selected')}
              </Button>
              <Button
                small
                className={styles.returning}
                onClick={() => setAsking({ kind: 'return', keys: chosen.map(changeKey) })}
              >
                {t('return-selected')}
              </Button>
            </>
          ) : (
            <span className={styles.keys}>{t('keys')}</span>
          )}
        </footer>
      )}
    </div>
  )
}
