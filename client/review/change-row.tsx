import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/accounts/account.ts'
import type { ReviewAnswer, ReviewedChange } from '../../shared/protocol/api-review.ts'
import { printable } from '../tables/printable.ts'
import { Button } from '../ui/button.tsx'
import { when } from '../workspace/when.ts'
import type { Asking } from './change-list.tsx'
import { changeKey } from './filtered.ts'
import { HintChips } from './hint-chips.tsx'
import styles from './review.module.css'
import { useDifferenceText } from './use-difference-text.ts'

interface Props {
  readonly change: ReviewedChange
  readonly review: ReviewAnswer
  readonly account: Account
  readonly titleOf: (column: string) => string
  readonly tabbable: boolean
  readonly selected: boolean
  readonly decides: boolean
  readonly busy: boolean
  /** what is being said of this change right now */
  readonly form: ReactNode
  readonly onFocus: () => void
  readonly toggle: () => void
  readonly accept: () => void
  readonly ask: (kind: Asking['kind']) => void
  readonly undo: () => void
}

export function ChangeRow(props: Props) {
  const differenceText = useDifferenceText()
  const { change, review, account, titleOf, decides, form } = props
  const { t } = useTranslation('review')
  const department = review.departments.find(each => each.department === change.owner)?.name
  const before = printable(change.before)
  const after = printable(change.after)
  const effects = review.effects[change.row] ?? []
  return (
    <>
      <tr
        data-key={changeKey(change)}
        data-state={change.state}
        tabIndex={props.tabbable ? 0 : -1}
        onFocus={props.onFocus}
        aria-label={`${change.rowName} ${before || t('blank')} → ${after || t('blank')}`}
      >
        {decides && (
          <td className={styles.pick}>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={t('select-row', { name: change.rowName })}
              checked={props.selected}
              onChange={props.toggle}
            />
          </td>
        )}
        <th scope="row">
          <strong>{change.rowName}</strong>
          <small>{[department, titleOf(change.column)].filter(Boolean).join(' · ')}</small>
        </th>
        <td className={styles.figure}>{before === '' ? <i>{t('blank')}</i> : <s>{before}</s>}</td>
        <td className={styles.figure}>{after === '' ? <i>{t('blank')}</i> : <b>{after}</b>}</td>
        <td className={styles.figure}>{differenceText(change.differences)}</td>
        <td className={styles.effects}>
          {effects.slice(0, 3).map(({ column, before: was, after: is }) => (
            <span key={column}>
              {titleOf(column)} {was || t('blank')} → {is || t('blank')}
            </span>
          ))}
        </td>
        <td className={styles.reason}>
          {change.reason ?? <i>{t('no-reason')}</i>}
          {change.authorName && (
            <small>{t('by-at', { name: change.authorName, when: change.at === null ? '' : when(change.at) })}</small>
          )}
        </td>
        <td className={styles.hints}>
          <HintChips hints={change.hints} />
        </td>
        <td className={styles.deciding}>
          <Actions {...props} account={account} />
        </td>
      </tr>
      {(form || change.events.length > 0) && (
        <tr className={styles.below}>
          <td colSpan={decides ? 9 : 8}>
            {change.events.length > 0 && (
              <ol className={styles.events}>
                {change.events.map(event => (
                  <li key={event.id} data-kind={event.kind}>
                    {event.accountName} {t(`event-${event.kind}`, { value: printable(event.proposal) })}
                    {event.words && `：${event.words}`}
                    <small>{when(event.at)}</small>
                  </li>
                ))}
              </ol>
            )}
            {form}
          </td>
        </tr>
      )}
    </>
  )
}

function Actions({ change, account, decides, busy, accept, ask, undo }: Props & { readonly account: Account }) {
  const { t } = useTranslation('review')
  const { state } = change
  const undone = new Set(change.events.flatMap(({ undoes }) => undoes ?? []))
  const decision = change.events.findLast(({ kind, id }) => kind !== 'answer' && kind !== 'undo' && !undone.has(id))
  const waits = state === 'open' || state === 'moved'
  if (!decides)
    return (
      <span className={styles.state} data-state={state}>
        {t(`state-${state}`)}
        {(state === 'returned' || state === 'proposed') && (
          <Button small disabled={busy} onClick={() => ask('answer')}>
            {t('answer')}
          </Button>
        )}
      </span>
    )
  if (!waits)
    return (
      <span className={styles.state} data-state={state}>
        {t(`state-${state}`)}
        {decision?.account === account.id && (
          <Button small kind="quiet" title={t('undo-hint')} disabled={busy} onClick={undo}>
            {t('undo')}
          </Button>
        )}
      </span>
    )
  return (
    <span className={styles.actions}>
      {state === 'moved' && <em>{t('state-moved')}</em>}
      {change.mayDecide ? (
        <>
          <Button small tabIndex={-1} disabled={busy} onClick={accept}>
            {t('accept')}
          </Button>
          <Button small tabIndex={-1} disabled={busy} className={styles.returning} onClick={() => ask('return')}>
            {t('return')}
          </Button>
          <Button small tabIndex={-1} kind="quiet" disabled={busy} onClick={() => ask('propose')}>
            {t('propose')}
          </Button>
        </>
      ) : (
        <small title={t('own-change')}>{t('own-change')}</small>
      )}
    </span>
  )
}
