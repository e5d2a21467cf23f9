import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../shared/accounts/account.ts'
import { type Among, planColumns, type StructureFacts } from '../../shared/columns/plan-columns.ts'
import { structureMark } from '../../shared/columns/structure-mark.ts'
import type { ClientTable } from '../../shared/document/table-client.ts'
import { can } from '../../shared/permissions/can.ts'
import type { ColumnCommand } from '../../shared/tables/column-command.ts'
import { messageOf } from '../api/api-error.ts'
import { postColumns } from '../api/columns.ts'
import type { AddNotice } from '../tables/use-notices.ts'
import type { ColumnTask } from './column-task.ts'
import { useOtherTables } from './use-other-tables.ts'

export interface ColumnEditing {
  readonly may: boolean
  readonly task: ColumnTask | null
  readonly facts: StructureFacts
  /** the tables that formulas may name, once they are here */
  readonly among: Among | undefined
  readonly busy: boolean
  /** the task was begun from the list, and leads back to it */
  readonly fromList: boolean
  /** the column that was last worked on */
  readonly last: string | null
  go(task: ColumnTask): void
  /** does it at once where it does no more than one sees, else asks */
  ask(command: ColumnCommand, title: string): void
  apply(commands: readonly ColumnCommand[], title: string, acceptBroken: boolean): void
  /** asked before the panel shows something else; false: there is unfinished work in it. null: nobody asks */
  guard(mayLeave: (() => boolean) | null): void
  /** back to where one came from */
  leave(): void
  close(): void
}

interface Parts {
  readonly tableId: string
  readonly table: ClientTable
  readonly account: Account
  readonly addNotice: AddNotice
  /** the keys go back to the grid */
  readonly refocus: () => void
}

/** Who may change columns, what they are at, and how it reaches the server. Nothing changes here before the server says so. */
export function useColumnEditing({ tableId, table, account, addNotice, refocus }: Parts): ColumnEditing {
  const { t } = useTranslation('columns')
  const [task, setTask] = useState<ColumnTask | null>(null)
  const [fromList, setFromList] = useState(false)
  const [last, setLast] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { structure } = table
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new structure is new facts
  const facts = useMemo(() => table.structureFacts, [table, structure])
  const { phase } = structure.table
  const may = can(account, 'write-structure', { tableId, phase, rowOwner: null, fills: 'planning' }).allowed

  const among = useOtherTables(tableId, structure, may)

  const guard = useRef<(() => boolean) | null>(null)
  const held = () => guard.current !== null && !guard.current()

  const close = () => {
    if (held()) return
    setTask(null)
    setFromList(false)
    setLast(null)
    refocus()
  }
  const leave = () => {
    if (held()) return
    if (fromList && task?.kind !== 'list') setTask({ kind: 'list' })
    else close()
  }
  const go = (next: ColumnTask) => {
    if (held()) return
    if (next.kind === 'list') setFromList(true)
    if (next.kind === 'edit') setLast(next.column)
    setTask(next)
  }
  const apply = async (commands: readonly ColumnCommand[], title: string, acceptBroken: boolean) => {
    setBusy(true)
    try {
      const base = structureMark(table.structure)
      const { added } = await postColumns(tableId, { commands: [...commands], base, acceptBroken })
      const [command] = commands
      if (added[0] !== undefined) setLast(added[0])
      if (command) addNotice({ tone: 'done', text: t(`done-${command.kind}`, { title: title.replaceAll('\n', '') }) })
      guard.current = null
      if (task !== null && task.kind !== 'list') leave()
    } catch (error) {
      addNotice({ tone: 'warn', text: messageOf(error) })
    } finally {
      setBusy(false)
    }
  }
  const ask = (command: ColumnCommand, title: string) => {
    if (busy || held()) return
    const { rewrites, broken, shifted, problems } = planColumns(facts, [command], () => '', among)
    const column = command.kind === 'add-column' ? null : command.column
    setLast(column)
    if (problems[0]) addNotice({ tone: 'warn', text: t(`problem-${problems[0].code}`) })
    else if (command.kind === 'delete-column' || rewrites.length + broken.length + shifted.length > 0)
      setTask({ kind: 'confirm', command, title })
    else void apply([command], title, false)
  }
  return {
    may,
    task: may ? task : null,
    facts,
    among,
    busy,
    fromList,
    last,
    go,
    ask,
    apply: (...given) => void apply(...given),
    guard: mayLeave => {
      guard.current = mayLeave
    },
    leave,
    close,
  }
}
