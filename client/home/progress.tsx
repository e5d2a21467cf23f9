import { useTranslation } from 'react-i18next'
import styles from './home.module.css'

/** `12 / 14` over a hairline that is filled as far: the figures say it, the line helps the eye. */
export function Progress({ filled, cells }: { readonly filled: number; readonly cells: number }) {
  const { t } = useTranslation('home')
  if (cells === 0) return <span className={styles.none}>{t('nothing-to-fill')}</span>
  return (
    <span className={styles.progress} data-full={filled === cells}>
      <span>
        <b>{filled}</b> / {cells}
      </span>
      <i aria-hidden="true">
        <i style={{ width: `${(filled / cells) * 100}%` }} />
      </i>
    </span>
  )
}
