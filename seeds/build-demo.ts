import { hashPassword } from '../server/accounts/passwords.ts'
import { newPassword } from '../server/accounts/secrets.ts'
import type { AccountStore } from '../server/storage/account-store.ts'
import { THE_SERVER } from '../server/storage/audit-entry.ts'
import type { Storage } from '../server/storage/storage.ts'
import { createTable } from '../server/tables/create-table.ts'
import { type DemoAccount, demoAccounts, demoDepartments } from './accounts.ts'
import { annual2024 } from './annual-2024.ts'
import { plan135 } from './plan-135.ts'
import { plan145 } from './plan-145.ts'
import { progress2022 } from './progress-2022.ts'
import { projects } from './projects.ts'

export interface DemoAccess {
  readonly account: string
  readonly name: string
  readonly department: string | null
  readonly password: string
}

/**
 * The demo workspace: departments, accounts and the five real tables, through the server's own functions. What an earlier
 * run that died left behind is completed: its accounts get new passwords, its tables (each was made whole or not at all) stay.
 * @param password every account's; null: a random one for each
 * @returns who may sign in with what: shown once, stored only as hashes
 */
export async function buildDemo(
  storage: Storage,
  { password, now }: { readonly password: string | null; readonly now: number },
): Promise<readonly DemoAccess[]> {
  await storage.accounts.upsertDepartments(
    demoDepartments.map((department, position) => ({ ...department, position })),
    { ...THE_SERVER, at: now },
  )
  const access = await Promise.all(
    demoAccounts.map(async demo => {
      const secret = password ?? newPassword()
      await setUp(storage.accounts, demo, await hashPassword(secret), now)
      const department = demoDepartments.find(({ id }) => id === demo.department)?.name ?? null
      return { account: demo.account, name: demo.name, department, password: secret }
    }),
  )
  for (const definition of [plan145(), plan135(), annual2024(), projects(), progress2022()]) {
    const id = `t-${definition.name}`
    if ((await storage.tables.findTable(id)) === null) await createTable(storage.tables, definition, { id, now })
  }
  return access
}

async function setUp(accounts: AccountStore, demo: DemoAccount, passwordHash: string, at: number): Promise<void> {
  const { account, name, department, roles } = demo
  const known = await accounts.findByName(account)
  if (known === null) await accounts.createAccount({ account, name, department, roles, passwordHash, at })
  else await accounts.setPassword(known.id, passwordHash, { ...THE_SERVER, at })
}
