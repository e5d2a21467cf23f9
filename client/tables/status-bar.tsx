import { useTranslation } from 'react-i18next'
import { judgedCounts } from '../../shared/tables/judged-counts.ts'
import type { SelectionSummary } from '../grid/summary.ts'
import type { TableSheet } from './create-sheet.ts'
import styles from './status-bar.module.css'
import { useSheetVersion } from './use-sheet.ts'

interface Props {
  readonly sheet: TableSheet
  /** people in the table, oneself included; null: not connected */
  readonly online: number | null
  readonly summary: SelectionSummary | null
}

export function StatusBar({ sheet, online, summary }: Props) {
  const { t } = useTranslation('table')
  const { t: sync } = useTranslation('sync')
  useSheetVersion(sheet)
  return (
    <footer className={styles.bar}>
      <span className={online === null ? styles.off : styles.on}>
        {online === null ? sync('online-none') : sync('online', { count: online })}
      </span>
      <Figure name={t('status-revisions')} value={sheet.revisionCount} />
      {sheet.ownRowCount > 0 && <Figure name={t('status-own')} value={sheet.ownRowCount} />}
      {judgedCounts(sheet).flatMap(({ title, words }) =>
        words.map(({ word, judgement, count }) => (
          <span key={`${title} ${word}`} className={judgement === 'behind' ? styles.behind : undefined}>
            {word} <b>{count}</b>
          </span>
        )),
      )}
      <span className={styles.space} />
      {summary && (
        <>
          <Figure
            name={t('status-count')}
            value={summary.sum === null && summary.filled === 0 ? summary.cells : summary.filled}
          />
          {summary.sum !== null && <Figure name={t('status-sum')} value={summary.sum} />}
          {summary.average !== null && summary.numbers > 1 && (
            <Figure name={t('status-average')} value={Number(summary.average.toPrecision(8))} />
          )}
        </>
      )}
    </footer>
  )
}

const Figure = ({ name, value }: { readonly name: string; readonly value: number }) => (
  <span>
    {name} <b>{value}</b>
  </span>
)
