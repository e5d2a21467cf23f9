import { ChevronDown, ChevronUp, Eye, EyeOff, Plus } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { StructureFacts } from '../../shared/columns/plan-columns.ts'
import type { ColumnCommand } from '../../shared/tables/column-command.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { columnLabel } from '../tables/cell-facts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { deletedColumns, neighbourFor } from './column-steps.ts'
import type { ColumnTask } from './column-task.ts'
import styles from './columns.module.css'

interface Props {
  readonly columns: readonly Column[]
  readonly facts: StructureFacts
  readonly active: string | null
  readonly go: (task: ColumnTask) => void
  /** does it, or asks first where it does more than one sees */
  readonly ask: (command: ColumnCommand, title: string) => void
}

/** Every column in its order, the hidden ones too; below, those that were deleted. */
export function ColumnList({ columns, facts, active, go, ask }: Props) {
  const { t } = useTranslation('columns')
  const list = useRef<HTMLUListElement>(null)
  const opened = useRef(false)
  const deleted = deletedColumns(facts)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that moved or went has lost the focus
  useLayoutEffect(() => {
    // on opening, and where the focus was lost; never away from where somebody is
    if (opened.current && document.activeElement !== document.body) return
    opened.current = true
    const names = list.current?.querySelectorAll<HTMLElement>('[data-name]') ?? []
    const first = [...names].find(name => name.dataset.name === active) ?? names[0]
    first?.focus()
    first?.scrollIntoView({ block: 'nearest' })
  }, [active, columns])

  const move = (column: Column, step: -1 | 1) => {
    const after = neighbourFor(columns, column.id, step)
    if (after !== undefined) ask({ kind: 'move-column', column: column.id, after }, column.title)
  }
  const onKeyDown = (event: KeyboardEvent, column: Column, at: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (step === null) return
    event.preventDefault()
    if (event.altKey) move(column, step)
    else list.current?.querySelectorAll<HTMLElement>('[data-name]')[at + step]?.focus()
  }
  return (
    <div className={styles.scroll}>
      <div className={styles.lead}>
        <p>{t('list-lead')}</p>
        <Button small onClick={() => go({ kind: 'add', after: undefined })}>
          <Plus size={14} aria-hidden="true" />
          {t('add')}
        </Button>
      </div>
      <ul ref={list} className={styles.list}>
        {columns.map((column, at) => (
          <li key={column.id} data-hidden={column.hidden === true}>
            <button
              type="button"
              data-name={column.id}
              onClick={() => go({ kind: 'edit', column: column.id })}
              onKeyDown={event => onKeyDown(event, column, at)}
            >
              <span>
                {column.type === 'computed' && <em aria-hidden="true">ƒ </em>}
                {columnLabel(column)}
              </span>
              <small>
                {t(`type-${column.type}`)}
                {column.hidden && ` · ${t('hidden')}`}
              </small>
            </button>
            <IconButton
              label={`${t('move-left')}: ${columnLabel(column)}`}
              disabled={at === 0}
              onClick={() => move(column, -1)}
            >
              <ChevronUp size={15} aria-hidden="true" />
            </IconButton>
            <IconButton
              label={`${t('move-right')}: ${columnLabel(column)}`}
              disabled={at === columns.length - 1}
              onClick={() => move(column, 1)}
            >
              <ChevronDown size={15} aria-hidden="true" />
            </IconButton>
            <IconButton
              label={`${t(column.hidden ? 'show' : 'hide')}: ${columnLabel(column)}`}
              onClick={() =>
                ask({ kind: 'change-column', column: column.id, facts: { hidden: !column.hidden } }, column.title)
              }
            >
              {column.hidden ? <EyeOff size={15} aria-hidden="true" /> : <Eye size={15} aria-hidden="true" />}
            </IconButton>
          </li>
        ))}
      </ul>
      {deleted.length > 0 && (
        <section className={styles.section} aria-label={t('deleted')}>
          <h3>{t('deleted')}</h3>
          <ul className={styles.list}>
            {deleted.map(({ id, title }) => (
              <li key={id}>
                <span>{title}</span>
                <Button small onClick={() => ask({ kind: 'restore-column', column: id }, title)}>
                  {t('restore')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
