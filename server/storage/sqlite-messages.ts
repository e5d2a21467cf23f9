import type { StorageErrorCode } from './storage-error.ts'

/** What passes between the server and the SQLite thread: structured clones. */

export interface SqlQuery {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export interface SqliteRequest {
  readonly id: number
  /** more than one query, or `atomic`: one transaction */
  readonly queries: readonly SqlQuery[]
  readonly atomic: boolean
}

export interface SqliteResult {
  readonly rows: unknown[]
  readonly changes: number
}

export type SqliteReply =
  | { readonly id: number; readonly results: readonly SqliteResult[] }
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
