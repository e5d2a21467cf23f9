import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import styles from './notices.module.css'
import type { Notice } from './use-notices.ts'

const SHOWN = 3

/** The newest notices at the lower right, where rows begin nothing; the older ones wait their turn behind a number. */
export function Notices({
  notices,
  close,
}: {
  readonly notices: readonly Notice[]
  readonly close: (id: number) => void
}) {
  const { t } = useTranslation('sync')
  const { t: common } = useTranslation()
  const older = notices.length - SHOWN
  return (
    <section className={styles.notices} aria-live="polite" aria-label={t('notices')}>
      {notices.slice(0, SHOWN).map(notice => (
        <div key={notice.id} className={classNames(styles.notice, styles[notice.tone])}>
          <p>
            {notice.title && <b>{notice.title}</b>}
            {notice.text}
          </p>
          <IconButton label={common('close')} onClick={() => close(notice.id)}>
            <X size={14} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      {older > 0 && (
        <p className={styles.older} title={t('notices-older', { count: older })}>
          <span aria-hidden="true">+{older}</span>
          <span className="visually-hidden">{t('notices-older', { count: older })}</span>
        </p>
      )}
    </section>
  )
}
