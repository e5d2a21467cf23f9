import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import { cellChangesQuery, SHOWN_CHANGES } from '../api/tables.ts'
import { when } from '../workspace/when.ts'
import styles from './cell-history.module.css'
import { printable } from './printable.ts'

interface Props {
  readonly tableId: string
  readonly cell: CellRef
  readonly computed: boolean
  /** the value as it reads now: when it moves, the log has grown */
  readonly now: Scalar
}

export function CellHistory({ tableId, cell, computed, now }: Props) {
  const { t } = useTranslation('table')
  const { data, error, refetch } = useQuery({ ...cellChangesQuery(tableId, cell.row, cell.column), enabled: !computed })

  // the log is written before anybody sees the value, one's own excepted: that one needs a moment
  // biome-ignore lint/correctness/useExhaustiveDependencies: a moved value is the reason to ask again
  useEffect(() => {
    if (computed) return
    const timer = setTimeout(() => void refetch(), 600)
    return () => clearTimeout(timer)
  }, [now, computed, refetch])

  const stood = data?.filter(change => !change.overtaken)
  const latest = stood?.[0]?.id

  return (
    <section>
      <h3>{t('history')}</h3>
      {computed ? (
        <p className={styles.none}>{t('history-computed')}</p>
      ) : data === undefined ? (
        error && <p className={styles.none}>{t('history-failed')}</p>
      ) : data.length === 0 ? (
        <p className={styles.none}>{t('history-empty')}</p>
      ) : (
        <ol className={styles.history}>
          {data.slice(0, SHOWN_CHANGES).map(change => (
            <li key={change.id} className={change.id === latest ? styles.latest : undefined}>
              {change.overtaken ? (
                // it never stood in the cell
                <s>{printable(change.after) || t('blank')}</s>
              ) : (
                <>
                  <s>{printable(change.before) || t('blank')}</s> → {printable(change.after) || t('blank')}
                </>
              )}
              <small>
                {[
                  change.overtaken && t('history-overtaken'),
                  change.accountName,
                  when(change.at),
                  change.reason && t('reason', { reason: change.reason }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
          {data.length > SHOWN_CHANGES ? (
            <li className={styles.none}>{t('history-more')}</li>
          ) : (
            <li>
              {printable(stood?.at(-1)?.before ?? data.at(-1)?.before ?? null) || t('blank')}
              <small>{t('history-first')}</small>
            </li>
          )}
        </ol>
      )}
    </section>
  )
}
