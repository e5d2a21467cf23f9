import { type FormEvent, type KeyboardEvent, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Among, planColumns, type StructureFacts } from '../../shared/columns/plan-columns.ts'
import { type ColumnCommand, newColumnId } from '../../shared/tables/column-command.ts'
import type { Column } from '../../shared/tables/structure.ts'
import type { Sheet } from '../grid/sheet.ts'
import { Button } from '../ui/button.tsx'
import { addCommand, draftOf, editOf } from './column-draft.ts'
import { ColumnFields } from './column-fields.tsx'
import styles from './columns.module.css'
import { Consequences } from './consequences.tsx'
import { filledCells } from './filled-cells.ts'
import { FormulaField } from './formula-field.tsx'
import { PreviewTable } from './preview-table.tsx'

interface Props {
  readonly sheet: Sheet
  readonly facts: StructureFacts
  readonly among: Among | undefined
  readonly tableId: string
  /** null: a new one */
  readonly column: Column | null
  /** where a new one stands; undefined: last */
  readonly after: string | null | undefined
  readonly inView: () => number
  readonly busy: boolean
  readonly apply: (commands: readonly ColumnCommand[], title: string, acceptBroken: boolean) => void
  readonly remove: (() => void) | null
  readonly leave: () => void
  readonly guard: (mayLeave: (() => boolean) | null) => void
}

/** A column as a form, with what it would do beside it. The same plan that the server will make says what is wrong. */
export function ColumnForm({
  sheet,
  facts,
  among,
  tableId,
  column,
  after,
  inView,
  busy,
  apply,
  remove,
  leave,
  guard,
}: Props) {
  const { t } = useTranslation('columns')
  const [opened] = useState(() => ({ draft: draftOf(column), column }))
  const [newId] = useState(() => newColumnId(Math.random))
  const [draft, setDraft] = useState(opened.draft)
  const [tried, setTried] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const id = opened.column?.id ?? newId
  // a preview of a large table may take longer than a keystroke
  const settled = useDeferredValue(draft)
  const command = useMemo<ColumnCommand>(
    () =>
      opened.column === null
        ? addCommand(settled, newId, after)
        : { kind: 'change-column', column: opened.column.id, facts: editOf(settled, opened.draft) },
    [settled, opened, newId, after],
  )
  const plan = useMemo(() => planColumns(facts, [command], () => newId, among), [facts, command, newId, among])
  const dirty = JSON.stringify(draft) !== JSON.stringify(opened.draft)
  const issue = plan.problems.find(problem => problem.issue)?.issue ?? null
  const problems = plan.problems.filter(problem => !problem.issue)
  const unfinished = plan.problems.some(({ code }) => code === 'formula-missing' || code === 'formula-broken')
  const overtaken = opened.column !== null && JSON.stringify(column) !== JSON.stringify(opened.column)
  const becomesComputed = opened.column !== null && opened.column.type !== 'computed' && settled.type === 'computed'
  const covered = becomesComputed ? filledCells(sheet.view, id) : 0

  useEffect(() => {
    guard(() => {
      setLeaving(dirty)
      return !dirty
    })
    return () => guard(null)
  })
  /** whatever has been typed */
  const discard = (go: () => void) => () => {
    guard(null)
    go()
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setTried(true)
    if (busy || settled !== draft || plan.problems.length > 0 || plan.writes.length === 0) return
    apply([command], draft.title.trim(), plan.broken.length > 0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && event.ctrlKey) submit()
    else if (event.key === 'Escape') {
      event.stopPropagation()
      if (leaving) discard(leave)()
      else leave()
    }
  }
  return (
    <form className={styles.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <div className={styles.scroll}>
        {overtaken && <p className={styles.note}>{t(column === null ? 'gone' : 'changed-by-others')}</p>}
        <ColumnFields
          draft={draft}
          change={part => {
            setLeaving(false)
            setDraft({ ...draft, ...part })
          }}
          formula={
            <FormulaField
              value={draft.formula}
              set={formula => {
                setLeaving(false)
                setDraft(now => ({ ...now, formula }))
              }}
              structure={plan.structure}
              tables={among}
              own={id}
              issue={issue}
            />
          }
          preview={
            <>
              {covered > 0 && <p className={styles.note}>{t('cells-not-shown', { count: covered })}</p>}
              <section className={styles.section} aria-label={t('preview')}>
                <h3>{t('preview')}</h3>
                {unfinished || !plan.structure.columns.some(each => each.id === id) ? (
                  <p className={styles.quiet}>{t('preview-waits')}</p>
                ) : (
                  <PreviewTable
                    sheet={sheet}
                    tableId={tableId}
                    command={command}
                    structure={plan.structure}
                    column={id}
                    inView={inView}
                  />
                )}
              </section>
            </>
          }
        />
        <Consequences plan={plan} />
      </div>
      <footer className={styles.footer}>
        <p role="status">
          {leaving
            ? t('leave-question')
            : (tried || draft.title !== '') && problems[0]
              ? t(`problem-${problems[0].code}`)
              : plan.problems.length === 0 && plan.writes.length === 0
                ? t('nothing-changed')
                : null}
        </p>
        {leaving ? (
          <>
            <Button small onClick={discard(leave)}>
              {t('leave')}
            </Button>
            <Button small kind="primary" onClick={() => setLeaving(false)}>
              {t('stay')}
            </Button>
          </>
        ) : (
          <>
            {remove && (
              <Button small kind="quiet" disabled={busy} onClick={discard(remove)}>
                {t('delete')}
              </Button>
            )}
            <Button small disabled={busy} onClick={leave}>
              {t('cancel')}
            </Button>
            <Button
              small
              kind="primary"
              type="submit"
              aria-keyshortcuts="Control+Enter"
              disabled={busy || plan.problems.length > 0 || plan.writes.length === 0}
              aria-busy={busy}
            >
              {busy
                ? t('applying')
                : plan.broken.length > 0
                  ? t('apply-broken')
                  : t(opened.column === null ? 'apply-add' : 'apply')}
            </Button>
          </>
        )}
      </footer>
    </form>
  )
}
