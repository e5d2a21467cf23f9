import { z } from 'zod'
import { type Conflict, type PendingEdits, pendingEdits } from '../../shared/document/edit.ts'
import type { ClientTable } from '../../shared/document/table-client.ts'

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

const conflict = z.object({
  map: z.enum(['cells', 'rows']),
  key: z.string(),
  mine: scalar,
  base: scalar,
  theirs: scalar,
  cause: z.enum(['base-moved', 'row-gone', 'column-gone', 'deleted-row-was-edited']),
})

/** What a page keeps on the computer: edits on their way, and those whose author has not chosen yet. */
const keptEditsShape = z.object({ pending: pendingEdits.nullable(), conflicts: z.array(conflict) })

export function keptEdits(
  table: ClientTable,
  conflicts: readonly Conflict[],
): { readonly count: number; readonly kept: unknown } {
  const pending = table.pendingEdits()
  return { count: (pending?.edits.length ?? 0) + conflicts.length, kept: { pending, conflicts } }
}

/**
 * Gives kept edits back to the table, before it connects.
 * @returns the conflicts among them; null where it is nothing of this table's, and is left where it is
 */
export function restoreKept(table: ClientTable, kept: unknown): readonly Conflict[] | null {
  const parsed = keptEditsShape.safeParse(kept)
  if (!parsed.success) return null
  const { pending, conflicts } = parsed.data
  if (pending !== null && !table.restore(forOneRoom(table, pending))) return null
  return conflicts
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
