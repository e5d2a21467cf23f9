import type { Account } from '../../shared/accounts/account.ts'
import { withOwn } from '../../shared/columns/elsewhere.ts'
import type { RewrittenFormula } from '../../shared/columns/formula-effects.ts'
import { type Among, type ColumnPlan, planColumns } from '../../shared/columns/plan-columns.ts'
import { structureMark } from '../../shared/columns/structure-mark.ts'
import { foreignKeeper } from '../../shared/formulas/language/keep-references.ts'
import { can } from '../../shared/permissions/can.ts'
import type { ColumnsRequest } from '../../shared/protocol/api-columns.ts'
import { newColumnId } from '../../shared/tables/column-command.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { Author } from '../audit/author.ts'
import { ApiFailure } from '../errors.ts'
import { type Preview, previewLinked } from '../links/preview-linked.ts'
import { createMutex } from '../storage/mutex.ts'
import type { LiveTable, LiveTables } from '../sync/live-table.ts'
import { amongTables } from './among-tables.ts'

export interface ColumnsChanged {
  readonly plan: ColumnPlan
  readonly written: boolean
  /** what columns that read other tables would show, by column and row */
  readonly preview?: Preview
}

/**
 * Changes the columns of a table: plans on what is committed, then writes all of it or none. One at a time, since formulas of other
 * tables follow, so that no plan rests on columns that another is about to change.
 * @throws ApiFailure not-allowed, structure-closed, columns-moved, columns-refused, formulas-would-break
 */
export type ChangeColumns = (by: Author, table: LiveTable, request: ColumnsRequest) => Promise<ColumnsChanged>

export function columnChanger(
  live: LiveTables,
  random: () => number,
  mayRead: (account: Account, tableId: string) => boolean,
): ChangeColumns {
  const turn = createMutex()
  return async (by, table, request) => {
    const { account: actor } = by
    const release = await turn.take()
    try {
      requireStructure(actor, table)
      const among = await amongTables(
        id => mayRead(actor, id),
        table.id,
        () => live.workspace(),
      )
      const plan = planOn(table, request, random, among)
      const written = request.dryRun !== true && plan.writes.length > 0
      if (written) await write(by, table, plan, among, live)
      const { previewRows } = request
      return {
        plan,
        written,
        ...(previewRows && { preview: await previewLinked(table, plan.structure, previewRows, live) }),
      }
    } finally {
      release()
    }
  }
}

/**
 * The change, and the formulas of other tables that follow it. Each table is a commit of its own, so those formulas name the columns
 * by their ids meanwhile: they are right at every moment, also after a crash in between.
 */
async function write(
  { account: actor, address }: Author,
  table: LiveTable,
  plan: ColumnPlan,
  among: Among,
  live: LiveTables,
): Promise<void> {
  const byIds = foreignKeeper(among.all, withOwn(among, namedByIds(table.view.structure)))
  const others = await Promise.all(
    [...plan.elsewhere].map(async ([id, rewrites]) => ({ other: await live.open(id), rewrites })),
  )
  const spell = async (formulaOf: (rewrite: RewrittenFormula) => string) => {
    for (const { other, rewrites } of others)
      await other?.command(
        actor,
        rewrites.map(rewrite => ({ key: `${rewrite.column}:formula`, value: formulaOf(rewrite) })),
        address,
      )
  }
  await spell(({ before }) => byIds(before))
  await table.command(actor, plan.writes, address)
  await spell(({ after }) => after)
  // what the formulas read of other tables is at hand before anybody is answered
  await live.open(table.id)
}

const namedByIds = ({ table, columns }: TableStructure): TableStructure => ({
  table,
  columns: columns.map(column => ({ ...column, title: column.id, group: null })),
})

function requireStructure(actor: Account, table: LiveTable): void {
  const { phase } = table.view.structure.table
  const subject = { tableId: table.id, phase, rowOwner: null, fills: 'planning' } as const
  const { allowed, reason } = can(actor, 'write-structure', subject)
  if (!allowed)
    throw new ApiFailure(
      reason === 'table-is-issued' || reason === 'table-is-archived' ? 'structure-closed' : 'not-allowed',
    )
}

function planOn(table: LiveTable, request: ColumnsRequest, random: () => number, among: Among): ColumnPlan {
  const { view, structureFacts } = table
  if (request.base !== undefined && request.base !== structureMark(view.structure))
    throw new ApiFailure('columns-moved')
  const plan = planColumns(structureFacts, request.commands, () => newColumnId(random), among)
  const { problems, broken } = plan
  if (problems.length > 0) throw new ApiFailure('columns-refused', { params: { count: problems.length }, problems })
  if (broken.length > 0 && request.acceptBroken !== true && request.dryRun !== true)
    throw new ApiFailure('formulas-would-break', { params: { count: broken.length } })
  return plan
}
