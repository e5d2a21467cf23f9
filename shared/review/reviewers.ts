import type { Account } from '../accounts/account.ts'

const isPlanning = ({ roles }: Account) => roles.includes('planning')
const isLeader = ({ roles }: Account) => roles.includes('leader')

/** What somebody does in a review: decide, file and answer, or read. */
export const reviewRole = (account: Account): 'decides' | 'files' | 'reads' =>
  isPlanning(account) || isLeader(account) ? 'decides' : account.roles.includes('clerk') ? 'files' : 'reads'

/**
 * The planning office decides, and a leader what the planning office changed itself: nobody decides on a change of the own
 * department (REV-14).
 * @param department of whoever made the change; null where nobody knows
 */
export function mayDecide(account: Account, department: string | null): boolean {
  if (department !== null && department === account.department) return false
  return isPlanning(account) || isLeader(account)
}
