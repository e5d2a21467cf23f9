import type { Account } from '../../shared/accounts/account.ts'
import { can, type Subject } from '../../shared/permissions/can.ts'
import { filledDepartments } from '../../shared/permissions/standing.ts'
import type { TablePermissions } from '../../shared/protocol/api-tables.ts'
import type { Phase } from '../../shared/tables/structure.ts'
import { ApiFailure } from '../errors.ts'
import type { RightsBook } from './rights-book.ts'

const table = (tableId: string, phase: Phase): Subject => ({ tableId, phase, rowOwner: null, fills: 'owner' })

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
export function tablePermissions(rights: RightsBook, caller: Account, tableId: string, phase: Phase): TablePermissions {
  const account = rights.actor(caller)
  const at = rights.now()
  const subject = { ...table(tableId, phase), rules: rights.rules(tableId), at }
  const ofNobody = can(account, 'write-cell', subject)
  const own = filledDepartments(account, at).map(rowOwner => can(account, 'write-cell', { ...subject, rowOwner }))
  const ofOwn = own.find(({ allowed }) => allowed) ?? own[0] ?? can(account, 'write-cell', subject)
  return {
    cells: ofNobody.allowed ? 'all' : ofOwn.allowed ? 'own-rows' : 'none',
    reason: ofNobody.allowed ? ofNobody.reason : ofOwn.reason,
    structure: can(account, 'write-structure', subject).allowed,
    export: can(account, 'export', subject).allowed,
    checkpoint: mayCheckpoint(account),
  }
}

/** @throws ApiFailure not-allowed */
export function requireRightsKeeper(rights: RightsBook, account: Account): void {
  if (!can(rights.actor(account), 'manage-rights', { ...table('', 'drafting'), at: rights.now() }).allowed)
    throw new ApiFailure('not-allowed')
}

/** @throws ApiFailure not-allowed */
export function requireAuditor(rights: RightsBook, account: Account): void {
  if (!can(rights.actor(account), 'read-audit', { ...table('', 'drafting'), at: rights.now() }).allowed)
    throw new ApiFailure('not-allowed')
}
