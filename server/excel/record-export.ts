import type { Account } from '../../shared/accounts/account.ts'
import { ApiFailure } from '../errors.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import type { AuditStore } from '../storage/audit-store.ts'

export interface ExportDesk {
  readonly rights: RightsBook
  readonly audit: AuditStore
  readonly clock: () => number
}

export const mayExport = (rights: RightsBook, account: Account, tableId: string): boolean =>
  rights.decide(account, 'export', { tableId, phase: 'drafting' }).allowed

/**
 * What leaves is in the log before it leaves: no copy is handed out of which nothing is known.
 * @throws ApiFailure export-not-granted
 */
export async function recordExport(
  { rights, audit, clock }: ExportDesk,
  account: Account,
  table: string,
  address: string,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  if (!mayExport(rights, account, table)) throw new ApiFailure('export-not-granted')
  await audit.append({ at: clock(), kind: 'exported', table, account: account.id, address, facts })
}
