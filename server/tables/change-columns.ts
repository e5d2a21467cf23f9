import type { Account } from '../../shared/accounts/account.ts'
import { type ColumnPlan, planColumns } from '../../shared/columns/plan-columns.ts'
import { structureMark } from '../../shared/columns/structure-mark.ts'
import { can } from '../../shared/permissions/can.ts'
import type { ColumnsRequest } from '../../shared/protocol/api-columns.ts'
import { newColumnId } from '../../shared/tables/column-command.ts'
import { ApiFailure } from '../errors.ts'
import { createMutex, type Mutex } from '../storage/mutex.ts'
import type { LiveTable } from '../sync/live-table.ts'

export interface ColumnsChanged {
  readonly plan: ColumnPlan
  readonly written: boolean
}

/**
 * Changes the columns of a table: plans on what is committed, then writes all of it or none. One at a time per table, so that no plan
 * rests on columns that another is about to change.
 * @throws ApiFailure not-allowed, structure-closed, columns-moved, columns-refused, formulas-would-break
 */
export type ChangeColumns = (actor: Account, table: LiveTable, request: ColumnsRequest) => Promise<ColumnsChanged>

export function columnChanger(random: () => number): ChangeColumns {
  const turns = new WeakMap<LiveTable, Mutex>()
  const turnOf = (table: LiveTable): Mutex => {
    const turn = turns.get(table) ?? createMutex()
    turns.set(table, turn)
    return turn
  }
  return async (actor, table, request) => {
    const release = await turnOf(table).take()
    try {
      requireStructure(actor, table)
      const plan = planOn(table, request, random)
      const written = request.dryRun !== true && plan.writes.length > 0
      if (written) await table.command(actor, plan.writes)
      return { plan, written }
    } finally {
      release()
    }
  }
}

function requireStructure(actor: Account, table: LiveTable): void {
  const { phase } = table.view.structure.table
  const subject = { tableId: table.id, phase, rowOwner: null, fills: 'planning' } as const
  const { allowed, reason } = can(actor, 'write-structure', subject)
  if (!allowed) throw new ApiFailure(reason === 'table-is-issued' ? 'structure-closed' : 'not-allowed')
}

function planOn(table: LiveTable, request: ColumnsRequest, random: () => number): ColumnPlan {
  const { view, structureFacts } = table
  if (request.base !== undefined && request.base !== structureMark(view.structure))
    throw new ApiFailure('columns-moved')
  const plan = planColumns(structureFacts, request.commands, () => newColumnId(random))
  const { problems, broken } = plan
  if (problems.length > 0) throw new ApiFailure('columns-refused', { params: { count: problems.length }, problems })
  if (broken.length > 0 && request.acceptBroken !== true && request.dryRun !== true)
    throw new ApiFailure('formulas-would-break', { params: { count: broken.length } })
  return plan
}
