import type { Account, Role } from '../../shared/accounts/account.ts'
import type { Doer, DoneAt } from './audit-entry.ts'

export interface Department {
  /** such as `gongxin` */
  readonly id: string
  readonly name: string
  /** where lists show it */
  readonly position: number
}

export interface NewAccount {
  /** sign-in name, unique */
  readonly account: string
  readonly name: string
  readonly department: string | null
  readonly roles: readonly Role[]
  /** as argon2 printed it */
  readonly passwordHash: string
  /** ms since 1970 */
  readonly at: number
  /** left out: the server itself, for a workspace that begins */
  readonly by?: Doer
}

/** what is left out stays */
export interface AccountChange {
  readonly name?: string | undefined
  readonly department?: string | null | undefined
  readonly roles?: readonly Role[] | undefined
  /** gives a disabled one back */
  readonly disabled?: false | undefined
}

export interface KnownAccount extends Account {
  readonly disabled: boolean
  /** ms since 1970 */
  readonly createdAt: number
}

export interface NewSession {
  /** SHA-256 of the cookie's value, in hex: the value itself is stored nowhere */
  readonly tokenHash: string
  /** account id */
  readonly account: string
  /** ms since 1970 */
  readonly createdAt: number
  readonly expiresAt: number
  /** the other end of the line */
  readonly address: string | null
  /** as the browser calls itself */
  readonly agent?: string | null
}

/** A session as its owner may see it. */
export interface ListedSession {
  readonly tokenHash: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly address: string | null
  readonly agent: string | null
}

export interface StoredSession {
  readonly account: Account
  readonly expiresAt: number
}

export interface NewToken {
  /** what its owner calls it */
  readonly name: string
  /** SHA-256 of the token, in hex */
  readonly tokenHash: string
  /** account id */
  readonly account: string
  readonly createdAt: number
  /** the other end of the line */
  readonly address: string | null
}

export interface StoredToken {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  /** null: never */
  readonly lastUsedAt: number | null
}

/** Why somebody was not let in. */
export type SignInRefusal = 'wrong-password' | 'old-password-wrong' | 'too-many-attempts'

/**
 * What the rest of the server asks of the disk for people. Every time is ms since 1970; every write is durable when its promise resolves, and
 * what concerns somebody's access takes its line of the audit log in the same transaction.
 */
export interface AccountStore {
  /** by position */
  listDepartments(): Promise<readonly Department[]>
  /** adds or renames, one transaction */
  upsertDepartments(departments: readonly Department[], by: DoneAt): Promise<void>

  /** @throws AccountTaken where the sign-in name is in use */
  createAccount(account: NewAccount): Promise<Account>
  /** by sign-in name; also a disabled one is not found */
  findByName(name: string): Promise<Account | null>
  /** by account id; also a disabled one is not found */
  findById(id: string): Promise<Account | null>
  /** by sign-in name, without the disabled ones */
  listAccounts(): Promise<readonly Account[]>
  /** by sign-in name, the disabled ones too: the log names them still */
  listEverybody(): Promise<readonly KnownAccount[]>
  /** null: no such sign-in name, or disabled */
  passwordHash(name: string): Promise<string | null>
  /**
   * Signs the account out everywhere: its sessions go in the same transaction.
   * @param except the token hash of the session that stays
   */
  setPassword(accountId: string, passwordHash: string, by: DoneAt, except?: string): Promise<void>
  /** Also a disabled one, in one transaction. null: there is no such account. */
  changeAccount(accountId: string, change: AccountChange, by: DoneAt): Promise<Account | null>
  /** a disabled account keeps its history and can neither sign in nor use what sessions and tokens it has */
  disableAccount(accountId: string, by: DoneAt): Promise<void>

  /** somebody signed in */
  createSession(session: NewSession): Promise<void>
  /** Somebody was not let in. Of a name that nobody has the log keeps nothing: it may be a password in the wrong field. */
  refuseSignIn(name: string, why: SignInRefusal, by: DoneAt): Promise<void>
  /** Too many guesses shut an account; an administrator let it in again. */
  liftLockout(accountId: string, by: DoneAt): Promise<void>
  /** null: unknown, expired at that time, or of a disabled account */
  findSession(tokenHash: string, at: number): Promise<StoredSession | null>
  /** a session in use lives on; nothing happens where it is gone */
  extendSession(tokenHash: string, expiresAt: number): Promise<void>
  /** of an account, those that are valid at that time, newest first */
  listSessions(accountId: string, at: number): Promise<readonly ListedSession[]>
  /** Ends sessions of one account, by its owner or an administrator. */
  endSessions(accountId: string, tokenHashes: readonly string[], by: DoneAt): Promise<void>
  /** somebody signed out */
  deleteSession(tokenHash: string, by: DoneAt): Promise<void>
  /** those that expired at that time or earlier */
  deleteExpiredSessions(at: number): Promise<void>

  createToken(token: NewToken): Promise<StoredToken>
  /** null: unknown, or of a disabled account */
  findToken(tokenHash: string): Promise<{ readonly id: string; readonly account: Account } | null>
  touchToken(id: string, at: number): Promise<void>
  /** newest first */
  listTokens(accountId: string): Promise<readonly StoredToken[]>
  /** false: the account has no such token */
  deleteToken(accountId: string, id: string, by: DoneAt): Promise<boolean>
}

export class AccountTaken extends Error {
  readonly code = 'account-taken'
}
