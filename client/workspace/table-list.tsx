import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TableSummary } from '../../shared/protocol/api-tables.ts'
import { PhasePill } from '../tables/phase-pill.tsx'
import { sectionsOf } from './sections.ts'
import styles from './table-list.module.css'
import { when } from './when.ts'

export function TableList({ tables }: { readonly tables: readonly TableSummary[] }) {
  const { t } = useTranslation('workspace')
  return (
    <table className={styles.list}>
      <Head />
      {sectionsOf(tables).map(section => (
        <tbody key={section.title}>
          <tr className={styles.section}>
            <th colSpan={5} scope="rowgroup">
              {section.title ?? t('section-other')}
            </th>
          </tr>
          {section.tables.map(table => (
            <Row key={table.id} table={table} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Head() {
  const { t } = useTranslation('workspace')
  return (
    <thead>
      <tr>
        <th scope="col">{t('column-table')}</th>
        <th scope="col">{t('column-rows')}</th>
        <th scope="col">{t('column-mine')}</th>
        <th scope="col">{t('column-phase')}</th>
        <th scope="col">{t('column-changed')}</th>
      </tr>
    </thead>
  )
}

function Row({ table }: { readonly table: TableSummary }) {
  const { t } = useTranslation('workspace')
  const { ownRows: own = 0, phase, lastChange: change } = table
  return (
    <tr className={own > 0 ? styles.own : undefined}>
      <td>
        <Link to="/tables/$name" params={{ name: table.name }} preload="intent">
          {table.title}
        </Link>
        <small>{t(`kind-${table.kind}`)}</small>
      </td>
      <td>{table.rowCount}</td>
      <td>{own > 0 ? own : <span className={styles.none}>—</span>}</td>
      <td>{phase && <PhasePill phase={phase} />}</td>
      <td>
        {change ? (
          t('changed-by', { when: when(change.at), who: change.accountName })
        ) : (
          <span className={styles.none}>{t('no-change')}</span>
        )}
      </td>
    </tr>
  )
}

const WIDTHS = ['62%', '48%', '55%', '70%', '44%']

/** Keeps the list's shape while it is on its way. */
export function TableListSkeleton() {
  return (
    <table className={styles.list} aria-hidden="true">
      <Head />
      <tbody>
        {WIDTHS.map(width => (
          <tr key={width}>
            <td colSpan={5}>
              <i className={styles.bar} style={{ width }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
