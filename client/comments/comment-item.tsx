import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commentParts } from '../../shared/comments/mention.ts'
import type { CommentAnswer } from '../../shared/protocol/api-comments.ts'
import { messageOf } from '../api/api-error.ts'
import { deleteComment, putComment } from '../api/comments.ts'
import { Button } from '../ui/button.tsx'
import { when } from '../workspace/when.ts'
import styles from './comments.module.css'
import { Composer } from './composer.tsx'

interface Props {
  readonly tableId: string
  readonly threadId: string
  readonly comment: CommentAnswer
  /** something was changed: what stands on the page is asked for anew, and the keys are the panel's */
  readonly changed: () => void
}

/** What one person said, and when; one's own can be put otherwise and taken back. */
export function CommentItem({ tableId, threadId, comment, changed }: Props) {
  const { t } = useTranslation('comments')
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const { id, text, accountName, departmentName, at, editedAt, deleted, mentions, own } = comment
  const remove = async () => {
    try {
      await deleteComment(tableId, threadId, id)
      changed()
    } catch (error) {
      setFailed(messageOf(error))
    }
  }
  return (
    <li className={styles.comment}>
      <p className={styles.who}>
        <b>{accountName}</b>
        {departmentName !== null && <span>{departmentName}</span>}
        <time dateTime={new Date(at).toISOString()}>{when(at)}</time>
        {editedAt !== null && !deleted && <span title={when(editedAt)}>{t('edited')}</span>}
      </p>
      {editing ? (
        <Composer
          tableId={tableId}
          label={t('edit-label')}
          sendLabel={t('save')}
          draft={text}
          keep={() => {}}
          mentioned={mentions}
          send={async stored => {
            await putComment(tableId, threadId, id, stored)
            setEditing(false)
            changed()
          }}
          cancel={() => {
            setEditing(false)
            changed()
          }}
        />
      ) : deleted ? (
        <p className={styles.deleted}>{t('deleted')}</p>
      ) : (
        // whatever direction and markup somebody writes: it is text, and ends with its own line
        <p className={styles.text} dir="auto">
          {keyed(commentParts(text, mentions)).map(([key, part]) =>
            part.kind === 'text' ? part.text : <b key={key}>@{part.name}</b>,
          )}
        </p>
      )}
      {own && !editing && (
        <span className={styles.own}>
          <Button small kind="quiet" onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
          <Button
            small
            kind="quiet"
            onClick={() => (asking ? void remove() : setAsking(true))}
            onBlur={() => setAsking(false)}
          >
            {asking ? t('delete-sure') : t('delete')}
          </Button>
        </span>
      )}
      {failed !== null && (
        <p className={styles.failed} role="alert">
          {failed}
        </p>
      )}
    </li>
  )
}

const keyed = <T,>(parts: readonly T[]): readonly (readonly [number, T])[] => parts.map((part, at) => [at, part])
