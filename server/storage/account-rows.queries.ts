import { type Account, role } from '../../shared/accounts/account.ts'
import type { Database } from './database.ts'

/** What an Account is made of: the row and its department's name. */
const ACCOUNT_COLUMNS = [
  'accounts.id',
  'accounts.account',
  'accounts.name',
  'accounts.department_id',
  'accounts.roles',
  'departments.name as department_name',
] as const

export interface AccountColumns {
  readonly id: string
  readonly account: string
  readonly name: string
  readonly department_id: string | null
  readonly roles: string
  readonly department_name: string | null
}

/** also the disabled ones */
export const knownAccounts = ({ kysely }: Database) =>
  kysely
    .selectFrom('accounts')
    .leftJoin('departments', 'departments.id', 'accounts.department_id')
    .select(ACCOUNT_COLUMNS)
    .select(['accounts.disabled', 'accounts.created_at'])

export const activeAccounts = (db: Database) => knownAccounts(db).where('accounts.disabled', '=', 0)

export function toAccount({ id, account, name, department_id, roles, department_name }: AccountColumns): Account {
  return {
    id,
    account,
    name,
    department: department_id,
    departmentName: department_name,
    roles: role.array().parse(JSON.parse(roles)),
  }
}
