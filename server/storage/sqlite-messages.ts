import type { StorageErrorCode } from './storage-error.ts'

/** What passes between the server and the SQLite thread: structured clones. */

export interface SqlQuery {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export type SqliteRequest =
  /** one after the other, in whatever transaction is open */
  | { readonly id: number; readonly queries: readonly SqlQuery[] }
  /** all in one transaction, and each group of them whole or not at all */
  | { readonly id: number; readonly groups: readonly (readonly SqlQuery[])[] }

export interface SqliteResult {
  readonly rows: unknown[]
  readonly changes: number
}

export type SqliteReply =
  | { readonly id: number; readonly results: readonly SqliteResult[] }
  /** per group: null, or why nothing of it was done */
  | { readonly id: number; readonly outcomes: readonly (Failure | null)[] }
  | { readonly id: number; readonly failure: Failure }

/** the answer to start-up: the folder is open, or why not */
export type SqliteGreeting = { readonly ready: true } | { readonly ready: false; readonly failure: Failure }

/** An error class does not survive the trip; its parts do. */
export interface Failure {
  readonly code: StorageErrorCode
  readonly message: string
  readonly cause: string
}

export const CLOSE = 'close'
