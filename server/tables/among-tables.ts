import type { Among } from '../../shared/columns/plan-columns.ts'
import { createWorkspace, type Workspace } from '../../shared/formulas/workspace/workspace.ts'

/** The other tables as a change of one is planned: all of them, and those that its author may read and so may name. */
export async function amongTables(
  mayRead: (tableId: string) => boolean,
  own: string,
  workspace: () => Promise<Workspace>,
): Promise<Among> {
  const all = await workspace()
  const seen = createWorkspace([...all.tables.values()].filter(({ id }) => mayRead(id)))
  return { own, all, seen }
}
