import { hashPassword } from './accounts/passwords.ts'
import { newPassword } from './accounts/secrets.ts'
import { type DemoAccess, isEmpty } from './seed-demo.ts'
import { THE_SERVER } from './storage/audit-entry.ts'
import type { Storage } from './storage/storage.ts'

/** under this name the store remembers how far it is: `building` until somebody can sign in, then `built` */
const FACT = 'first-admin'

/**
 * The one account that an otherwise empty workspace begins with: it makes all others. Where an earlier start died before the
 * password could be shown, it gets a new one.
 * @param password null: a random one
 * @returns with what to sign in; null where there is something already
 */
export async function seedAdmin(
  { tables, accounts, meta }: Storage,
  { password, now }: { readonly password: string | null; readonly now: number },
): Promise<DemoAccess | null> {
  const state = await meta.get(FACT)
  if (state === 'built' || (state === null && !(await isEmpty({ tables, accounts })))) return null
  await meta.set(FACT, 'building')
  const access = { account: 'admin', name: '管理员', department: null, password: password ?? newPassword() }
  const passwordHash = await hashPassword(access.password)
  const known = await accounts.findByName(access.account)
  if (known !== null) await accounts.setPassword(known.id, passwordHash, { ...THE_SERVER, at: now })
  else {
    const { account, name, department } = access
    await accounts.createAccount({ account, name, department, roles: ['admin', 'planning'], passwordHash, at: now })
  }
  await meta.set(FACT, 'built')
  return access
}
