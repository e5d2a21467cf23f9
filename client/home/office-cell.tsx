import { useTranslation } from 'react-i18next'
import type { HomeShare, HomeTable } from '../../shared/protocol/api-home.ts'
import { Button } from '../ui/button.tsx'
import { when } from '../workspace/when.ts'
import styles from './home.module.css'
import { isOwing } from './home-figures.ts'
import { Progress } from './progress.tsx'

interface Props {
  readonly table: HomeTable
  readonly share: HomeShare
  readonly office: string
  /** null: the person may not urge */
  readonly urge: (() => void) | null
}

/** What one office has of one table: how full it is, whether it is handed in, came back or is late, and when it was urged. */
export function OfficeCell({ table, share, office, urge }: Props) {
  const { t } = useTranslation('home')
  const { returned, overdue, urged, lastChange } = share
  const title = table.shortTitle ?? table.title
  return (
    <>
      <span className={styles.line}>
        <Progress filled={share.filled} cells={share.cells} />
        {urge && isOwing(table, share) && (
          <Button kind="quiet" small aria-label={t('urge-one', { office, title })} onClick={urge}>
            {t('urge')}
          </Button>
        )}
      </span>
      {returned > 0 ? (
        <small className={styles.red}>{t('returned-waiting', { count: returned })}</small>
      ) : (
        share.state === 'submitted' && <small className={styles.handed}>{t('submitted')}</small>
      )}
      {overdue && <small className={styles.late}>{t('overdue')}</small>}
      {urged !== null && <small>{t('urged-by', { name: urged.byName, when: when(urged.at) })}</small>}
      {lastChange !== null && <small>{when(lastChange)}</small>}
    </>
  )
}
