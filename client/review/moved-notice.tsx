import { useTranslation } from 'react-i18next'
import type { MovedCell, ReviewAnswer } from '../../shared/protocol/api-review.ts'
import { printable } from '../tables/printable.ts'
import { Button } from '../ui/button.tsx'
import styles from './review.module.css'

interface Props {
  readonly moved: readonly MovedCell[]
  readonly review: ReviewAnswer
  readonly close: () => void
}

const MOST_TOLD = 8

/** Nothing was decided, because what was looked at is not what stands: both values, and who changed it. */
export function MovedNotice({ moved, review, close }: Props) {
  const { t } = useTranslation('review')
  if (moved.length === 0) return null
  const nameOf = (row: string) => review.changes.find(change => change.row === row)?.rowName ?? row
  return (
    <section className={styles.moved} role="alert">
      <h2>{t('moved-title', { count: moved.length })}</h2>
      <ul>
        {moved.slice(0, MOST_TOLD).map(({ row, column, seen, stands, byName }) => (
          <li key={`${row}:${column}`}>
            {t('moved-line', {
              name: nameOf(row),
              seen: printable(seen) || t('blank'),
              stands: printable(stands) || t('blank'),
              by: byName ?? '',
            })}
          </li>
        ))}
      </ul>
      <Button small onClick={close}>
        {t('moved-ok')}
      </Button>
    </section>
  )
}
