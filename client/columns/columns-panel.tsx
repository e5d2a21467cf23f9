import { ArrowLeft, X } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sheet } from '../grid/sheet.ts'
import { columnOf } from '../tables/cell-facts.ts'
import { IconButton } from '../ui/button.tsx'
import { ColumnForm } from './column-form.tsx'
import { ColumnList } from './column-list.tsx'
import { taskName } from './column-task.ts'
import styles from './columns.module.css'
import { ConfirmChange } from './confirm-change.tsx'
import type { ColumnEditing } from './use-column-editing.ts'

interface Props {
  readonly sheet: Sheet
  readonly tableId: string
  readonly editing: ColumnEditing
  /** the column of the active cell */
  readonly active: string | null
  readonly inView: () => number
}

/** The table's columns beside the table: the list, one column's form, or a question. */
export default function ColumnsPanel({ sheet, tableId, editing, active, inView }: Props) {
  const { t } = useTranslation('columns')
  const panel = useRef<HTMLElement>(null)
  const { task, facts, among, busy, apply, ask, go, leave, close } = editing
  const { columns } = sheet.view.structure
  useLayoutEffect(() => {
    if (task?.kind === 'add' || task?.kind === 'edit')
      panel.current?.querySelector<HTMLElement>('[data-first]')?.focus()
  }, [task])
  if (task === null) return null
  const column = task.kind === 'edit' ? columnOf(sheet.view, task.column) : null
  const title =
    task.kind === 'list'
      ? t('list-title')
      : task.kind === 'add'
        ? t('add-title')
        : task.kind === 'edit'
          ? t('edit-title', { title: column?.title.replaceAll('\n', '') ?? '' })
          : t(taskName(task.command), { title: task.title.replaceAll('\n', '') })
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-label={t('columns')}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) leave()
      }}
    >
      <header>
        {task.kind !== 'list' && editing.fromList && (
          <IconButton label={t('back')} onClick={leave}>
            <ArrowLeft size={15} aria-hidden="true" />
          </IconButton>
        )}
        <h2>{title}</h2>
        <IconButton label={t('close')} onClick={close}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </header>
      {task.kind === 'list' ? (
        <ColumnList columns={columns} facts={facts} active={editing.last ?? active} go={go} ask={ask} />
      ) : task.kind === 'confirm' ? (
        <ConfirmChange
          sheet={sheet}
          facts={facts}
          among={among}
          command={task.command}
          title={task.title}
          busy={busy}
          apply={apply}
          leave={leave}
        />
      ) : (
        <ColumnForm
          key={task.kind === 'edit' ? task.column : 'add'}
          sheet={sheet}
          facts={facts}
          among={among}
          tableId={tableId}
          column={column}
          after={task.kind === 'add' ? task.after : undefined}
          inView={inView}
          busy={busy}
          apply={apply}
          remove={
            column &&
            (() => go({ kind: 'confirm', command: { kind: 'delete-column', column: column.id }, title: column.title }))
          }
          leave={leave}
          guard={editing.guard}
        />
      )}
    </section>
  )
}
