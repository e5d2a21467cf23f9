import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CellRef, TableView } from '../../shared/document/table-view.ts'
import type { Finding } from '../../shared/proofs/finding.ts'
import styles from './finding-item.module.css'
import { placeOf, reasonText, recomputedLabel, signed } from './finding-text.ts'
import type { Findings } from './use-findings.ts'

interface Props {
  readonly finding: Finding
  readonly view: TableView
  readonly tableId: string
  readonly tables: Findings['tables']
  readonly select: (cell: CellRef) => void
}

/** One published figure and what became of it; choosing it leads to the cell. */
export function FindingItem({ finding, view, tableId, tables, select }: Props) {
  const { t } = useTranslation('proofs')
  const { rule, status, subject, published, recomputed, difference, cells } = finding
  const cell = cells.find(({ table }) => table === tableId)
  const place = placeOf(finding, view, tableId)
  const reason = reasonText(finding, t)
  const other = tables.get(cells.find(({ table }) => table !== tableId)?.table ?? '')
  return (
    <li className={styles.item} data-status={status}>
      <button
        type="button"
        className={styles.finding}
        aria-disabled={cell === undefined}
        onClick={() => cell && select({ row: cell.row, column: cell.column })}
      >
        <b>{subject}</b>
        <span className={styles.place}>{[t(`rule-${rule}`), place].filter(Boolean).join(' · ')}</span>
        {published !== '' && (
          <span className={styles.figures}>
            <Figure name={t('published')} text={published} />
            {recomputed !== null && <Figure name={recomputedLabel(rule, t)} text={recomputed} />}
            {status === 'differs' && difference !== null && (
              <Figure name={t('difference')} text={signed(difference)} strong />
            )}
          </span>
        )}
        {reason && <span className={styles.reason}>{reason}</span>}
      </button>
      {other && (
        <Link className={styles.other} to="/tables/$name" params={{ name: other.name }}>
          {other.title}
        </Link>
      )}
    </li>
  )
}

const Figure = ({
  name,
  text,
  strong,
}: {
  readonly name: string
  readonly text: string
  readonly strong?: boolean
}) => (
  <span className={styles.figure} data-strong={strong}>
    <i>{name}</i> {text}
  </span>
)
