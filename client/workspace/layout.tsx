import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../api/session.ts'
import { KeyMap } from '../help/key-map.tsx'
import { Bell } from '../notices/bell.tsx'
import { Palette } from '../palette/palette.tsx'
import { useWorkspaceSource } from '../palette/workspace-source.ts'
import { lookOf } from '../theme/use-look.ts'
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
  const { data: account } = useQuery(sessionQuery)
  const person = account?.id
  useWorkspaceSource()
  useLayoutEffect(() => {
    if (person !== undefined) lookOf(person)
  }, [person])
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <section className={styles.brand} aria-label={t('product')}>
        <Link to="/">
          <Brand />
        </Link>
        <Bell />
      </section>
      <Navigation />
      <ErrorBoundary>
        <Outlet />
      </ErrorBoundary>
      <Palette />
      <KeyMap />
    </div>
  )
}
