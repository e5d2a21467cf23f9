import { Check, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableView } from '../../shared/document/table-view.ts'
import type { ThreadAnswer } from '../../shared/protocol/api-comments.ts'
import { messageOf } from '../api/api-error.ts'
import { postReply, putResolved } from '../api/comments.ts'
import { columnLabel, columnOf, rowLabel } from '../tables/cell-facts.ts'
import { Button } from '../ui/button.tsx'
import { when } from '../workspace/when.ts'
import { CommentItem } from './comment-item.tsx'
import styles from './comments.module.css'
import { Composer } from './composer.tsx'

interface Props {
  readonly tableId: string
  readonly view: TableView
  readonly thread: ThreadAnswer
  readonly mayResolve: boolean
  /** leads to the cell; null: the page stands there already */
  readonly goTo: (() => void) | null
  readonly drafts: Map<string, string>
  /** asks anew for what stands on the page */
  readonly refresh: () => void
  /** the same, where what had the keys may be gone: the panel takes them */
  readonly changed: () => void
}

/** A thread: where it is, what was said, and what one may do about it. */
export function ThreadCard({ tableId, view, thread, mayResolve, goTo, drafts, refresh, changed }: Props) {
  const { t } = useTranslation('comments')
  const [failed, setFailed] = useState<string | null>(null)
  const { id, row, column, resolved, comments } = thread
  const facts = columnOf(view, column)
  const hasRow = view.rowIndex(row) >= 0
  const title = facts ? columnLabel(facts) : thread.columnTitle.replaceAll('\n', '')
  const place = `${hasRow ? rowLabel(view, row) : thread.rowName} · ${title}`
  const gone = hasRow ? (facts === null ? t('column-gone') : null) : t('row-gone')
  const settle = async () => {
    setFailed(null)
    try {
      await putResolved(tableId, id, resolved === null)
      changed()
    } catch (error) {
      setFailed(messageOf(error))
    }
  }
  return (
    <article className={styles.thread} aria-label={gone === null ? place : `${place}，${gone}`} data-thread={id}>
      {gone !== null ? (
        <p className={styles.place}>
          <s>{place}</s> <em>{gone}</em>
        </p>
      ) : (
        goTo && (
          <button type="button" className={styles.place} title={t('go-to')} onClick={goTo}>
            {place}
          </button>
        )
      )}
      {resolved !== null && (
        <p className={styles.resolved}>
          <Check size={13} aria-hidden="true" />{' '}
          {t('resolved-by', { name: resolved.accountName, at: when(resolved.at) })}
        </p>
      )}
      <ol>
        {comments.map(comment => (
          <CommentItem key={comment.id} tableId={tableId} threadId={id} comment={comment} changed={changed} />
        ))}
      </ol>
      {/* settled while somebody wrote an answer: what they wrote is theirs to keep */}
      {(resolved === null || (drafts.get(id) ?? '') !== '') && (
        <Composer
          tableId={tableId}
          label={t('reply-label')}
          sendLabel={t('reply')}
          draft={drafts.get(id) ?? ''}
          keep={draft => drafts.set(id, draft)}
          send={text => postReply(tableId, id, text).then(refresh)}
        />
      )}
      {mayResolve && (
        <Button small onClick={() => void settle()}>
          {resolved === null ? <Check size={13} aria-hidden="true" /> : <RotateCcw size={13} aria-hidden="true" />}
          {resolved === null ? t('resolve') : t('reopen')}
        </Button>
      )}
      {failed !== null && (
        <p className={styles.failed} role="alert">
          {failed}
        </p>
      )}
    </article>
  )
}
