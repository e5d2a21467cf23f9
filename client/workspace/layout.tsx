import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Brand } from '../ui/brand.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import styles from './layout.module.css'
import { Navigation } from './navigation.tsx'

/**
 * The frame of every page: brand and list of tables on the left. A page gives `<header>`, `<main>` and, if it has one,
 * a `<footer>`; they are placed by the frame's grid.
 */
export function Layout() {
  const { t } = useTranslation()
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <section className={styles.brand} aria-label={t('product')}>
        <Link to="/">
          <Brand />
        </Link>
      </section>
      <Navigation />
      <ErrorBoundary>
        <Outlet />
      </ErrorBoundary>
    </div>
  )
}
