import type { Account } from '../../shared/accounts/account.ts'
import type { Among } from '../../shared/columns/plan-columns.ts'
import { createWorkspace, type Workspace } from '../../shared/formulas/workspace/workspace.ts'
import { mayRead } from '../permissions/table-access.ts'

/** The other tables as a change of one is planned: all of them, and those that its author may read and so may name. */
export async function amongTables(account: Account, own: string, workspace: () => Promise<Workspace>): Promise<Among> {
  const all = await workspace()
  const seen = createWorkspace([...all.tables.values()].filter(({ id }) => mayRead(account, id)))
  return { own, all, seen }
}
