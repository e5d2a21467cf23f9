import type { Acting, Role } from '../../shared/accounts/account.ts'
import type { Access, Lock, TableRules } from '../../shared/permissions/rules.ts'
import type { AuditEntry } from './audit-entry.ts'

export interface NewLock extends Omit<Lock, 'id' | 'by'> {
  readonly table: string
  /** account id of who locks */
  readonly account: string
}

export interface NewOffice {
  readonly account: string
  readonly department: string | null
  readonly role: Role
  readonly deputy: boolean
  readonly until: number | null
  readonly at: number
}

export interface StoredRules {
  readonly read: Access
  readonly export: Access
  readonly deadline: number | null
  readonly extensions: Readonly<Record<string, number>>
}

/** Who may do what, on the disk. Every change takes the line of the audit log that tells of it, in its own transaction. */
export interface RightsStore {
  /** by table id; tables without rules are left out */
  rules(): Promise<ReadonlyMap<string, TableRules>>
  /** by account id */
  offices(): Promise<ReadonlyMap<string, readonly Acting[]>>
  setRules(tableId: string, rules: StoredRules, audit: AuditEntry): Promise<void>
  addLock(lock: NewLock, audit: AuditEntry): Promise<void>
  /** locks that follow from a review: all of it in one transaction */
  setReviewLocks(add: readonly NewLock[], lift: readonly number[], audit: AuditEntry): Promise<void>
  liftLock(id: number, audit: AuditEntry): Promise<void>
  addOffice(office: NewOffice, audit: AuditEntry): Promise<void>
  endOffice(id: number, audit: AuditEntry): Promise<void>
}
