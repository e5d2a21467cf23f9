import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { dayAndSecond } from '../../shared/core/moments.ts'
import type { AuditWords } from '../../shared/protocol/api-audit.ts'
import office from '../workspace/office-page.module.css'
import styles from './audit.module.css'

export function AuditTable({ lines }: { readonly lines: readonly AuditWords[] }) {
  const { t } = useTranslation('audit')
  return (
    <table className={`${office.table} ${styles.table}`}>
      <thead>
        <tr>
          <th scope="col">{t('head-at')}</th>
          <th scope="col">{t('head-who')}</th>
          <th scope="col">{t('head-address')}</th>
          <th scope="col">{t('head-says')}</th>
          <th scope="col">{t('head-before')}</th>
          <th scope="col">{t('head-after')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <Line key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  )
}

/** to the second: an auditor compares it with other logs */
function Moment({ at }: { readonly at: number }) {
  const [day, time] = dayAndSecond(at).split(' ')
  return (
    <time dateTime={new Date(at).toISOString()}>
      {day} <b>{time}</b>
    </time>
  )
}

const Line = memo(function Line({ line }: { readonly line: AuditWords }) {
  const { t } = useTranslation('audit')
  const { address, accountName, departmentName, table, cell, says, before, after, reason } = line
  // a cell that was blank says so; what was just made has no before
  const tells = line.kind === 'cells' && (before !== null || after !== null)
  return (
    <tr data-kind={line.kind}>
      <td className={styles.moment}>
        <Moment at={line.at} />
      </td>
      <td className={styles.who}>
        {accountName ?? <i>{t(address === null ? 'by-server' : 'by-stranger')}</i>}
        {departmentName !== null && <small>{departmentName}</small>}
      </td>
      <td className={styles.address}>{address ?? '—'}</td>
      <td className={styles.says}>
        {table !== null && cell !== null ? (
          <Link to="/tables/$name" params={{ name: table.name }} search={cell} title={t('to-cell', { says })}>
            {says}
          </Link>
        ) : (
          says
        )}
        {table !== null && (
          <small>
            <Link to="/tables/$name" params={{ name: table.name }}>
              {table.title}
            </Link>
          </small>
        )}
        {reason !== null && <small>{t('reason', { reason })}</small>}
      </td>
      <td className={styles.value}>{before === null ? tells && <i>{t('blank')}</i> : <s>{before}</s>}</td>
      <td className={styles.value}>{after === null ? tells && <i>{t('blank')}</i> : after}</td>
    </tr>
  )
})
