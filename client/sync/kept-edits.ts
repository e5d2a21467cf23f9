import { z } from 'zod'
import { type Conflict, type PendingEdits, pendingEdits, type RefusedEdit } from '../../shared/document/edit.ts'
import type { ClientTable } from '../../shared/document/table-client.ts'
import { refusalReason } from '../../shared/protocol/frames.ts'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

const conflict = z.object({
  map: z.enum(['cells', 'rows']),
  key: z.string(),
  mine: scalar,
  base: scalar,
  theirs: scalar,
  cause: z.enum(['base-moved', 'row-gone', 'column-gone', 'deleted-row-was-edited']),
})

const refusedEdit = z.object({ map: z.enum(['cells', 'rows']), key: z.string(), value: scalar, why: refusalReason })

/** What a page keeps on the computer: edits on their way, and those of which their author has not said yet what becomes of them. */
const keptEditsShape = z.object({
  pending: pendingEdits.nullable(),
  conflicts: z.array(conflict),
  // pages of earlier releases kept none
  refused: z.array(refusedEdit).default([]),
})

/** Edits whose author is asked: others moved the cell, or it may not be written any more. */
export interface Undecided {
  readonly conflicts: readonly Conflict[]
  readonly refused: readonly RefusedEdit[]
}

export function keptEdits(
  table: ClientTable,
  { conflicts, refused }: Undecided,
): { readonly count: number; readonly kept: unknown } {
  const pending = table.pendingEdits()
  return {
    count: (pending?.edits.length ?? 0) + conflicts.length + refused.length,
    kept: { pending, conflicts, refused },
  }
}

/**
 * Gives kept edits back to the table, before it connects.
 * @returns those that wait for their author; null where it is nothing of this table's, and is left where it is
 */
export function restoreKept(table: ClientTable, kept: unknown): Undecided | null {
  const parsed = keptEditsShape.safeParse(kept)
  if (!parsed.success) return null
  const { pending, conflicts, refused } = parsed.data
  if (pending !== null && !table.restore(forOneRoom(table, pending))) return null
  return { conflicts, refused }
}

/**
 * Only one room can be asked what became of its edits. Where two pages left edits in different rooms, those of the later one
 * are taken as never sent: if one did land, the rebase finds its value there.
 */
function forOneRoom(table: ClientTable, pending: PendingEdits): PendingEdits {
  const before = table.pendingEdits()
  if (before === null || before.room === pending.room) return pending
  return { ...pending, room: before.room, edits: pending.edits.map(edit => ({ ...edit, at: null })) }
}
