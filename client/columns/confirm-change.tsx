import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Among, planColumns, type StructureFacts } from '../../shared/columns/plan-columns.ts'
import type { ColumnCommand } from '../../shared/tables/column-command.ts'
import type { Sheet } from '../grid/sheet.ts'
import { Button } from '../ui/button.tsx'
import styles from './columns.module.css'
import { Consequences, hasConsequences } from './consequences.tsx'
import { filledCells } from './filled-cells.ts'

interface Props {
  readonly sheet: Sheet
  readonly facts: StructureFacts
  readonly among: Among | undefined
  readonly command: ColumnCommand
  readonly title: string
  readonly busy: boolean
  readonly apply: (commands: readonly ColumnCommand[], title: string, acceptBroken: boolean) => void
  readonly leave: () => void
}

/** A change that does more than one sees: what it does, and whether it is meant. */
export function ConfirmChange({ sheet, facts, among, command, title, busy, apply, leave }: Props) {
  const { t } = useTranslation('columns')
  const plan = useMemo(() => planColumns(facts, [command], () => '', among), [facts, command, among])
  const cancel = useRef<HTMLButtonElement>(null)
  useEffect(() => cancel.current?.focus(), [])
  const deletes = command.kind === 'delete-column'
  const filled = deletes ? filledCells(sheet.view, command.column) : 0
  const problem = plan.problems[0]
  return (
    <div className={styles.form}>
      <div className={styles.scroll}>
        {filled > 0 && <p className={styles.lead}>{t('cells-kept', { count: filled })}</p>}
        {hasConsequences(plan) ? <Consequences plan={plan} /> : <p className={styles.lead}>{t('no-effects')}</p>}
      </div>
      <footer className={styles.footer}>
        <p role="status">{problem && t(`problem-${problem.code}`)}</p>
        <Button small ref={cancel} disabled={busy} onClick={leave}>
          {t('cancel')}
        </Button>
        <Button
          small
          kind="primary"
          disabled={busy || problem !== undefined}
          aria-busy={busy}
          onClick={() => apply([command], title, deletes || plan.broken.length > 0)}
        >
          {busy ? t('applying') : t(deletes ? 'do-delete' : 'do-it')}
        </Button>
      </footer>
    </div>
  )
}
