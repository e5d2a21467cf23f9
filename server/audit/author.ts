import type { Account } from '../../shared/accounts/account.ts'

/** Who does it, and from where. */
export interface Author {
  readonly account: Account
  /** the other end of the line; null: the server itself */
  readonly address: string | null
}
