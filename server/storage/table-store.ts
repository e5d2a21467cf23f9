import type { Scalar } from '../../shared/core/scalar.ts'
import type { Doer } from './audit-entry.ts'

/** The flat root maps of an overlay. */
export type MapName = 'cells' | 'rows' | 'structure'

/** A write as it was sent: kept for ever, also where a concurrent one won. */
export interface Intent {
  readonly client: number
  readonly clock: number
  readonly map: MapName
  readonly key: string
  readonly value: Scalar
  readonly account: string
  readonly reason?: string
}

/** What a commit did to one key, as readers see it (overlay, else edition). */
export interface Effect {
  readonly map: MapName
  readonly key: string
  readonly before: Scalar
  readonly after: Scalar
  /** whose write won; the server's own restorations carry the account that caused them */
  readonly account: string
}

/** One group commit: everything that arrived while the last one was on its way. Durable as a whole or not at all. */
export interface CommitBatch {
  readonly tableId: string
  readonly room: string
  /** the merged Yjs update */
  readonly update: Uint8Array
  readonly intents: readonly Intent[]
  readonly effects: readonly Effect[]
  /** Yjs client ids first seen in this batch, and whose they are */
  readonly claims: readonly { readonly client: number; readonly account: string }[]
  /** ms since 1970 */
  readonly at: number
  /** account id → the other end of its line, for the audit log */
  readonly addresses?: Readonly<Record<string, string>>
}

export interface SealedEdition {
  readonly tableId: string
  readonly seq: number
  readonly hash: string
  readonly parent: string | null
  readonly room: string
  /** canonical JSON; its SHA-256 is `hash` */
  readonly manifest: string
  /** chunks that may be new: hash → uncompressed bytes (the store compresses and skips known ones) */
  readonly chunks: ReadonlyMap<string, Uint8Array>
}

/** An overlay folded into the next edition: chunks, manifest, the closed room's final clocks and the pointer, one transaction. */
export interface CommitFold {
  readonly from: string
  /** Yjs client id → final clock in the closed room */
  readonly clocks: Readonly<Record<string, number>>
  readonly edition: SealedEdition
  readonly at: number
}

export interface StoredRoom {
  readonly tableId: string
  readonly room: string
  readonly seq: number
  readonly hash: string
  readonly manifest: string
  /** set once the edition has moved on */
  readonly closed: { readonly clocks: Readonly<Record<string, number>>; readonly next: string } | null
}

export interface StoredTable {
  readonly id: string
  /** ASCII slug, unique */
  readonly name: string
  readonly title: string
  readonly kind: 'indicator' | 'register'
  /** heading under which the list of tables shows it, e.g. 规划 */
  readonly section: string
  readonly position: number
}

export interface ChangeRecord {
  readonly id: number
  readonly row: string
  readonly column: string
  readonly before: Scalar
  readonly after: Scalar
  /** account id and name */
  readonly account: string
  readonly accountName: string
  readonly reason: string | null
  readonly at: number
  /** a concurrent write won: `before` is what stood there, `after` what was written and never read */
  readonly overtaken?: true
}

/** What the rest of the server asks of the disk for tables. One contract suite runs on every implementation. */
export interface TableStore {
  listTables(): Promise<readonly StoredTable[]>
  /** by id or slug */
  findTable(idOrName: string): Promise<StoredTable | null>
  /** the table, its first edition, its row owners and its line of the audit log, in one transaction; `by` left out: the server itself */
  createTable(
    table: StoredTable,
    edition: SealedEdition,
    owners: ReadonlyMap<string, string>,
    at: number,
    by?: Doer,
  ): Promise<void>
  /** the edition the table stands at now */
  currentRoom(tableId: string): Promise<StoredRoom | null>
  findRoom(room: string): Promise<StoredRoom | null>
  findEdition(hash: string): Promise<StoredRoom | null>
  /** uncompressed bytes */
  chunk(hash: string): Promise<Uint8Array | null>
  /** as stored: gzip, for serving */
  chunkGzip(hash: string): Promise<Uint8Array | null>
  /** committed updates of a room, oldest first */
  updates(room: string): Promise<readonly Uint8Array[]>
  /** Yjs client ids of a room and whose they are */
  claims(room: string): Promise<ReadonlyMap<number, string>>
  /** Yjs client ids that wrote in earlier rooms of the table (the last 20 editions): they may not write in this one */
  olderClients(tableId: string): Promise<ReadonlySet<number>>
  rowOwners(tableId: string): Promise<ReadonlyMap<string, string>>
  /**
   * Durable when the promise resolves (fsync). Effects on `rows` facts named `owner` update the row owners too.
   * @throws StorageError, and nothing was written, when the room is closed or unknown or an intent is in the log already.
   * After `database-stopped` it may have been written all the same: read the log before going on.
   */
  commitBatch(batch: CommitBatch): Promise<void>
  /** @throws StorageError, and nothing was written, when the room was folded before */
  commitFold(fold: CommitFold): Promise<void>
  /** what happened to cells, newest first; `since`: ms since 1970, that moment included */
  changes(
    tableId: string,
    filter: { row?: string; column?: string; since?: number; limit: number },
  ): Promise<readonly ChangeRecord[]>
  /** writes that a concurrent one overtook, newest first; their ids are negative, so that they are none of a change's */
  overtaken(
    tableId: string,
    filter: { row?: string; column?: string; since?: number; limit: number },
  ): Promise<readonly ChangeRecord[]>
}
