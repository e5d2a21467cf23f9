import type { Account, Acting, Role } from '../accounts/account.ts'
import type { Access } from './rules.ts'

const holds = ({ until }: Acting, at: number): boolean => until === null || at < until

/** Has the person this role at that moment, in whatever office? */
export function hasRole({ roles, acts }: Account, role: Role, at: number): boolean {
  if (roles.includes(role)) return true
  if (acts === undefined) return false
  for (const act of acts) if (act.role === role && holds(act, at)) return true
  return false
}

/** In what capacity the person fills a department's rows at that moment; null: in none. */
export function fillsAs({ roles, department, acts }: Account, of: string, at: number): 'member' | Acting | null {
  if (department === of && roles.includes('clerk')) return 'member'
  if (acts === undefined) return null
  for (const act of acts) if (act.role === 'clerk' && act.department === of && holds(act, at)) return act
  return null
}

/** The departments whose rows a person fills at that moment. */
export function filledDepartments(account: Account, at: number): readonly string[] {
  const own = account.department !== null && account.roles.includes('clerk') ? [account.department] : []
  const others = (account.acts ?? []).filter(act => act.role === 'clerk' && holds(act, at))
  return [...new Set([...own, ...others.flatMap(({ department }) => department ?? [])])]
}

export function isGiven({ everyone, departments, roles }: Access, account: Account, at: number): boolean {
  if (everyone) return true
  if (account.department !== null && departments.includes(account.department)) return true
  if (account.roles.some(role => roles.includes(role))) return true
  return (account.acts ?? []).some(
    act =>
      holds(act, at) && ((act.department !== null && departments.includes(act.department)) || roles.includes(act.role)),
  )
}
