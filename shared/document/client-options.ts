import type { Conflict, Edit, Outcome, RefusedEdit } from './edit.ts'
import type { Edition } from './edition.ts'
import type { Hash } from './seal.ts'

export interface Transport {
  connect(room: string): void
  send(frame: Uint8Array): void
}

export interface CurrentEdition {
  readonly room: string
  readonly hash: string
  readonly edition: Edition
}

export interface Editions {
  /** the edition the table stands at now; a rejection leaves the table `closed`, and the next `connect()` asks again */
  fetchCurrent(): Promise<CurrentEdition>
}

/** closed: offline, edits collect; opening: until the first sync; live; fetching: the next edition; stopped: refused for good */
export type ClientPhase = 'closed' | 'opening' | 'live' | 'fetching' | 'stopped'

export type ClientEvent =
  | { readonly kind: 'phase'; readonly phase: ClientPhase }
  /** how many own edits are not yet on the server's disk; 0 is 已保存. Told whenever `pendingEdits()` gives something else. */
  | { readonly kind: 'saved'; readonly unsaved: number }
  /** all of one rebase at once: a paste that met a moved base is one question */
  | { readonly kind: 'conflicts'; readonly conflicts: readonly Conflict[] }
  | { readonly kind: 'refused'; readonly edits: readonly RefusedEdit[] }
  /** the table stands at another edition: revisions are counted from it now */
  | { readonly kind: 'edition'; readonly room: string; readonly seq: number }

export interface ClientTableOptions {
  readonly transport: Transport
  readonly editions: Editions
  /** 0 ≤ x < 1 */
  readonly random: () => number
  readonly hash?: Hash
  /** each edit's one outcome, for tests and statistics */
  readonly onOutcome?: (edit: Edit, outcome: Outcome) => void
}
