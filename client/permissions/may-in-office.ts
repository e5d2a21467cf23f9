import type { Account } from '../../shared/accounts/account.ts'
import { type Action, can, type Subject } from '../../shared/permissions/can.ts'

/** what is asked of the workspace as a whole, and of no table */
const WORKSPACE: Subject = { tableId: '', phase: 'drafting', rowOwner: null, fills: 'owner' }

/** May the person do this now? For showing it beforehand; the server asks again. */
export const mayInOffice = (
  account: Account,
  action: Extract<Action, 'read-audit' | 'manage-accounts' | 'manage-rights'>,
) => can(account, action, { ...WORKSPACE, at: Date.now() }).allowed
