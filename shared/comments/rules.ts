import type { Account } from '../accounts/account.ts'
import { hasRole } from '../permissions/standing.ts'

/** characters of one comment, as JavaScript counts them */
export const MOST_COMMENT = 2_000

/** Whoever fills rows, looks after the table or decides on it says when a question is settled. Reading alone is no say in that. */
export const mayResolve = (account: Account, at: number): boolean =>
  hasRole(account, 'clerk', at) || hasRole(account, 'planning', at) || hasRole(account, 'leader', at)

/** Nobody puts words into another's mouth, nor takes them out. */
export const mayChange = (account: Pick<Account, 'id'>, comment: { readonly account: string }): boolean =>
  comment.account === account.id
