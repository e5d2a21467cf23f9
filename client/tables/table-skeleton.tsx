import { useTranslation } from 'react-i18next'
import styles from './table-skeleton.module.css'

const ROWS = Array.from({ length: 24 }, (_, at) => at)
const NAME_WIDTHS = ['58%', '42%', '66%', '50%', '74%', '38%']

/** The table's shape while it is on its way: nothing jumps when it comes. */
export function TableSkeleton({ title }: { readonly title: string }) {
  const { t } = useTranslation('table')
  return (
    <>
      <header className={styles.header}>
        <h1>{title}</h1>
      </header>
      <main id="content" className={styles.sheet} aria-busy="true">
        <p className="visually-hidden" role="status">
          {t('loading', { title })}
        </p>
        <div className={styles.bar} />
        <div className={styles.head} />
        {ROWS.map(row => (
          <div key={row} className={styles.row} aria-hidden="true">
            <i />
            <i style={{ width: NAME_WIDTHS[row % NAME_WIDTHS.length] }} />
            <i />
            <i />
            <i />
          </div>
        ))}
      </main>
    </>
  )
}
