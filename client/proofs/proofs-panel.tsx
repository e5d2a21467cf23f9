import { ChevronRight, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import { countFindings, type Finding, type ProofStatus } from '../../shared/proofs/finding.ts'
import type { Sheet } from '../grid/sheet.ts'
import { IconButton } from '../ui/button.tsx'
import { FindingItem } from './finding-item.tsx'
import styles from './proofs-panel.module.css'
import { useFindings } from './use-findings.ts'

interface Props {
  readonly sheet: Sheet
  readonly tableId: string
  readonly select: (cell: CellRef) => void
  readonly close: () => void
}

/** of each status; who has more than this to look at begins with these */
const MOST_SHOWN = 200

/** 核验: the published figures against what they should be, beside the cells. */
export default function ProofsPanel({ sheet, tableId, select, close }: Props) {
  const { t } = useTranslation('proofs')
  const { findings, tables, waiting, failed } = useFindings(sheet, tableId)
  const panel = useRef<HTMLElement>(null)
  const counts = countFindings(findings)
  // whoever opened it came for the list: the keys go there
  useEffect(() => (panel.current?.querySelector<HTMLElement>(CHOICES) ?? panel.current)?.focus(), [])

  const list = (status: ProofStatus) => {
    const of = findings.filter(finding => finding.status === status)
    return (
      <ul className={styles.list}>
        {keyed(of.slice(0, MOST_SHOWN)).map(([key, finding]) => (
          <FindingItem
            key={key}
            finding={finding}
            view={sheet.view}
            tableId={tableId}
            tables={tables}
            select={select}
          />
        ))}
        {of.length > MOST_SHOWN && <li className={styles.more}>{t('more', { count: of.length - MOST_SHOWN })}</li>}
      </ul>
    )
  }
  return (
    <aside ref={panel} className={styles.panel} tabIndex={-1} aria-label={t('proofs')} onKeyDown={keys(close)}>
      <IconButton className={styles.close} label={t('close')} onClick={close}>
        <X size={15} aria-hidden="true" />
      </IconButton>
      <h2>{t('proofs')}</h2>
      <p className={styles.lead}>{findings.length === 0 && !waiting ? t('none') : t('lead')}</p>
      <p className={styles.counts} role="status">
        {STATUSES.map(status => (
          <span key={status} data-status={status} data-none={counts[status] === 0}>
            {t(`status-${status}`)} <b>{counts[status]}</b>
          </span>
        ))}
      </p>
      {waiting && <p className={styles.lead}>{t('waiting')}</p>}
      {failed !== null && <p className={styles.failed}>{t('others-failed', { reason: failed })}</p>}
      {LISTED.filter(status => counts[status] > 0).map(status => (
        <section key={status}>
          <h3>{t(`status-${status}`)}</h3>
          {list(status)}
        </section>
      ))}
      {counts.agrees > 0 && (
        <details className={styles.agrees}>
          <summary>
            <ChevronRight size={13} aria-hidden="true" />
            {t('status-agrees')} {counts.agrees}
          </summary>
          {list('agrees')}
        </details>
      )}
    </aside>
  )
}

const STATUSES = ['differs', 'cannot-say', 'agrees'] as const
const LISTED = ['differs', 'cannot-say'] as const
const CHOICES = 'li > button, summary'

/** Up and down walk the list, Escape goes back to the table. */
const keys = (close: () => void) => (event: KeyboardEvent<HTMLElement>) => {
  if (event.key === 'Escape') {
    event.preventDefault()
    close()
    return
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const choices = [...event.currentTarget.querySelectorAll<HTMLElement>(CHOICES)].filter(choice =>
    choice.checkVisibility(),
  )
  const at = choices.indexOf(document.activeElement as HTMLElement)
  choices[Math.max(0, Math.min(choices.length - 1, at + step))]?.focus()
}

/** The same finding keeps its place and the focus while figures around it change. */
function keyed(findings: readonly Finding[]): readonly (readonly [string, Finding])[] {
  const seen = new Map<string, number>()
  return findings.map(finding => {
    const [cell] = finding.cells
    const name = [finding.rule, finding.subject, cell?.row, cell?.column].join('\n')
    const nth = seen.get(name) ?? 0
    seen.set(name, nth + 1)
    return [`${name}\n${nth}`, finding] as const
  })
}
