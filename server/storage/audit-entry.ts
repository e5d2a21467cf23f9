import { createHash } from 'node:crypto'

export const AUDIT_KINDS = [
  'cells',
  'table-created',
  'rules-changed',
  'lock-set',
  'lock-lifted',
  'review-locks',
  'office-given',
  'office-ended',
  'account-created',
  'account-disabled',
  'account-enabled',
  'account-changed',
  'password-set',
  'session-ended',
  'lockout-lifted',
  'department-changed',
  'token-created',
  'token-withdrawn',
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'exported',
  'comment-added',
  'comment-edited',
  'comment-deleted',
  'comment-resolved',
  'comment-reopened',
  'urged',
  'restored',
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

/** Who did it, and from where. */
export interface Doer {
  /** account id; null: nobody had signed in, or the server itself */
  readonly account: string | null
  /** the other end of the line; null: the server itself */
  readonly address: string | null
}

export interface DoneAt extends Doer {
  /** ms since 1970 */
  readonly at: number
}

export const THE_SERVER: Doer = { account: null, address: null }

/** Something that happened, to be written beside it. */
export interface AuditEntry extends DoneAt {
  readonly kind: AuditKind
  readonly table: string | null
  /** what is of its kind: before, after, whom it concerns */
  readonly facts: Readonly<Record<string, unknown>>
}

/** The text that a line's hash is of, after the hash of the line before. `facts` as stored. */
export const auditPayload = (line: {
  readonly at: number
  readonly kind: string
  readonly table: string | null
  readonly account: string | null
  readonly address: string | null
  readonly facts: string
}): string => JSON.stringify([line.at, line.kind, line.table, line.account, line.address, line.facts])

/** SHA-256 in hex of the chain so far and the payload */
export const chainHash = (prev: string, payload: string): string => sha256(`${prev}\n${payload}`)

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/**
 * What vouches for a group commit: its bytes, and every write and effect as the log holds them.
 * `intents` and `effects` are rows as in batch-rows.ts.
 */
export const batchDigest = (
  room: string,
  update: Uint8Array,
  intents: readonly unknown[],
  effects: readonly unknown[],
): string => sha256(JSON.stringify([room, sha256(update), intents, effects]))
