import type { Account } from '../../shared/accounts/account.ts'
import { type CellSubject, can } from '../../shared/permissions/can.ts'
import type { TablePermissions } from '../../shared/protocol/api-tables.ts'
import type { Phase } from '../../shared/tables/structure.ts'
import { ApiFailure } from '../errors.ts'

const table = (tableId: string, phase: Phase): CellSubject => ({ tableId, phase, rowOwner: null, fills: 'owner' })

/** Reading is per table, whatever phase it is in. */
export const mayRead = (account: Account, tableId: string): boolean =>
  can(account, 'read-table', table(tableId, 'drafting')).allowed

/** a checkpoint changes no value: those who look after the table or the machine may ask for one */
const mayCheckpoint = (account: Account) => account.roles.includes('planning') || account.roles.includes('admin')

/** A new table is the planning office's; in a workspace that has none yet, the administrator's. @throws ApiFailure not-allowed */
export function requireTableMaker({ roles }: Account): void {
  if (!roles.includes('planning') && !roles.includes('admin')) throw new ApiFailure('not-allowed')
}

/** @throws ApiFailure not-allowed */
export function requireCheckpoint(account: Account): void {
  if (!mayCheckpoint(account)) throw new ApiFailure('not-allowed')
}

/** @throws ApiFailure not-allowed */
export function requireAdmin(account: Account): void {
  if (!can(account, 'manage-accounts', table('', 'drafting')).allowed) throw new ApiFailure('not-allowed')
}

/** What the caller may do in a table, told beforehand so that the page can show it. The gate asks again for every cell. */
export function tablePermissions(account: Account, tableId: string, phase: Phase): TablePermissions {
  const subject = table(tableId, phase)
  const ofNobody = can(account, 'write-cell', subject)
  const ofOwn = can(account, 'write-cell', { ...subject, rowOwner: account.department })
  return {
    cells: ofNobody.allowed ? 'all' : ofOwn.allowed ? 'own-rows' : 'none',
    reason: ofNobody.allowed ? ofNobody.reason : ofOwn.reason,
    structure: can(account, 'write-structure', subject).allowed,
    export: can(account, 'export', subject).allowed,
    checkpoint: mayCheckpoint(account),
  }
}
