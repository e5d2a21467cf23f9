import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { NoticeAnswer } from '../../shared/protocol/api-notices.ts'
import { when } from '../workspace/when.ts'
import { noticeText } from './notice-text.ts'
import styles from './notices.module.css'
import { placeOf } from './place-of.ts'

interface Props {
  readonly notice: NoticeAnswer
  /** as the list of tables calls it */
  readonly title: string
  /** the person goes there */
  readonly onGo: () => void
}

/** A notice is a link to where one answers it. */
export function NoticeItem({ notice, title, onGo }: Props) {
  const { t } = useTranslation('notices')
  const { sentence, words } = noticeText(notice, t)
  const place = placeOf(notice.what)
  const { name } = notice.table
  const shared = { className: styles.item, 'data-kind': notice.what.kind, onClick: onGo }
  const said = (
    <>
      <span className={styles.dot} data-unread={!notice.read}>
        {!notice.read && <span className={styles.hidden}>{t('unread')}</span>}
      </span>
      <span className={styles.text}>
        <span className={styles.sentence} data-unread={!notice.read}>
          {sentence}
        </span>
        {words !== '' && <q>{words}</q>}
        <small>
          {title} · {when(notice.at)}
        </small>
      </span>
    </>
  )
  switch (place.page) {
    case 'review':
      return (
        <Link {...shared} to="/tables/$name/review" params={{ name }}>
          {said}
        </Link>
      )
    case 'table':
      return (
        <Link {...shared} to="/tables/$name" params={{ name }} search={place.search}>
          {said}
        </Link>
      )
  }
}
