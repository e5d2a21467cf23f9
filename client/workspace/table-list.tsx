import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TableSummary } from '../../shared/protocol/api-tables.ts'
import { lastChangeQuery, tableQuery } from '../api/tables.ts'
import { PhasePill } from '../tables/phase-pill.tsx'
import { sectionsOf } from './sections.ts'
import styles from './table-list.module.css'
import { when } from './when.ts'

interface Props {
  readonly tables: readonly TableSummary[]
  /** rows of the person's own department by table id; absent while not known */
  readonly ownRows: ReadonlyMap<string, number>
}

export function TableList({ tables, ownRows }: Props) {
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
            <Row key={table.id} table={table} own={ownRows.get(table.id) ?? 0} />
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

function Row({ table, own }: { readonly table: TableSummary; readonly own: number }) {
  const { t } = useTranslation('workspace')
  const { data: detail } = useQuery(tableQuery(table.name))
  const { data: change } = useQuery(lastChangeQuery(table.id))
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
      <td>{detail && <PhasePill phase={detail.phase} />}</td>
      <td>
        {change === undefined ? null : change ? (
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
