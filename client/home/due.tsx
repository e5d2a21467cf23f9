import { useTranslation } from 'react-i18next'
import styles from './home.module.css'
import { daysUntil } from './home-figures.ts'

const NEAR = 7 // days

/** The day, and how far it is. */
export function Due({ due, now = Date.now() }: { readonly due: string | null; readonly now?: number }) {
  const { t } = useTranslation('home')
  if (due === null) return <span className={styles.none}>{t('due-none')}</span>
  const days = daysUntil(due, now)
  return (
    <span className={days <= NEAR ? styles.near : undefined}>
      <time dateTime={due}>{due}</time>
      <small>
        {days > 0 ? t('due-in', { count: days }) : days === 0 ? t('due-today') : t('due-over', { count: -days })}
      </small>
    </span>
  )
}
