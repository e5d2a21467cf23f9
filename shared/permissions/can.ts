import type { Account } from '../accounts/account.ts'

/** What may be done to a table. The gate asks for every cell of every update. */
export type Action = 'read-table' | 'write-cell' | 'write-row' | 'write-structure' | 'export' | 'manage-accounts'

export interface CellSubject {
  readonly tableId: string
  readonly phase: 'drafting' | 'submitted' | 'issued' | 'archived'
  /** the department that fills the row, from SQL; null where nobody is named */
  readonly rowOwner: string | null
  /** who fills the column */
  readonly fills: 'owner' | 'planning' | 'nobody'
}

export type Reason =
  | 'planning-office'
  | 'own-row'
  | 'everyone-reads'
  | 'row-of-other-department'
  | 'row-without-owner'
  | 'column-of-planning-office'
  | 'column-is-computed'
  | 'role-only-reads'
  | 'table-is-issued'
  | 'only-admin'

/** A decision that explains itself; `reason` is an i18n key under `permission.` */
export interface Decision {
  readonly allowed: boolean
  readonly reason: Reason
}

/** pure: account and subject in, decision out */
export function can(account: Account, action: Action, subject: CellSubject): Decision {
  const has = (role: Account['roles'][number]) => account.roles.includes(role)
  if (action === 'read-table' || action === 'export') return { allowed: true, reason: 'everyone-reads' }
  if (action === 'manage-accounts') return { allowed: has('admin'), reason: 'only-admin' }
  if (subject.phase === 'issued' || subject.phase === 'archived') return { allowed: false, reason: 'table-is-issued' }
  if (action === 'write-cell' && subject.fills === 'nobody') return { allowed: false, reason: 'column-is-computed' }
  if (has('planning')) return { allowed: true, reason: 'planning-office' }
  if (action === 'write-structure') return { allowed: false, reason: 'column-of-planning-office' }
  if (!has('clerk')) return { allowed: false, reason: 'role-only-reads' }
  if (action === 'write-cell' && subject.fills === 'planning')
    return { allowed: false, reason: 'column-of-planning-office' }
  if (subject.rowOwner === null) return { allowed: false, reason: 'row-without-owner' }
  if (subject.rowOwner !== account.department) return { allowed: false, reason: 'row-of-other-department' }
  return { allowed: true, reason: 'own-row' }
}
