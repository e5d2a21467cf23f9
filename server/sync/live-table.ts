import type { Account } from '../../shared/accounts/account.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { TableView } from '../../shared/document/table-view.ts'
import type { LinkedCalculation } from '../../shared/formulas/calculation.ts'
import type { Outside } from '../../shared/formulas/outside.ts'
import type { Workspace } from '../../shared/formulas/workspace/workspace.ts'
import type { Reason } from '../../shared/permissions/can.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { LinkedFeeds } from '../links/linked-feeds.ts'

export interface CellWrite {
  readonly row: string
  readonly column: string
  readonly value: Scalar
  readonly reason?: string
  /** the value that must stand there at the moment of writing; left out, whatever stands there is overwritten */
  readonly expected?: Scalar
}

export interface StructureWrite {
  readonly key: string
  readonly value: Scalar
}

/** By what right a patch writes: the actor's own, or a request that passed every step of its chain. */
export type PatchRight = 'own' | 'approved-request'

/** How a patch comes: left out, by the actor's own right and from nowhere in particular. */
export interface PatchSource {
  readonly right?: PatchRight
  /** the other end of the line, for the audit log */
  readonly address?: string | null
}

export type PatchResult =
  | { readonly ok: true }
  /** nothing was written: all or nothing */
  | {
      readonly ok: false
      readonly refused: readonly {
        readonly row: string
        readonly column: string
        readonly why: Reason | 'unknown-row' | 'unknown-column' | 'not-storable' | 'moved'
      }[]
    }

/** What a socket offers the writer. */
export interface Peer {
  readonly account: Account
  /** the client asked for acknowledgements (`?ack=1`): it gets ACK and FOLD frames */
  readonly acks: boolean
  /** the other end of its line, for the audit log; left out: not known */
  readonly address?: string | null
  send(frame: Uint8Array): void
  close(code: number, reason: string): void
}

/** An open table on the server: one writer, the committed view, the live calculation. */
export interface LiveTable {
  readonly id: string
  /** where the table stands now */
  readonly room: string
  readonly seq: number
  readonly hash: string
  /** committed state only: nothing here can still be lost */
  readonly view: TableView
  /** the committed structure as it is stored, deleted columns too: `columnId:fact` and `table:fact` */
  readonly structureFacts: ReadonlyMap<string, Scalar>
  readonly calculation: LinkedCalculation
  /** the room asked for may be current, closed (4409 with the next) or unknown (4503) */
  connect(peer: Peer, room: string): void
  receive(peer: Peer, frame: Uint8Array): void
  disconnect(peer: Peer): void
  /** resolves once committed; the same gate and the same log as the socket's */
  patch(actor: Account, writes: readonly CellWrite[], source?: PatchSource): Promise<PatchResult>
  /**
   * a validated write to `structure`, by the server's own commands
   * @param address the other end of the line of whoever asked for it; left out: the server itself
   */
  command(actor: Account, writes: readonly StructureWrite[], address?: string | null): Promise<void>
  /** folds the overlay into the next edition now (a checkpoint) */
  fold(): Promise<void>
}

export interface LiveTables {
  /** by table id; loads it if need be. null: there is no such table */
  open(tableId: string): Promise<LiveTable | null>
  /** the table where it is open or opening already; null: nobody has asked for it, and what is on disk is all there is */
  opened(tableId: string): Promise<LiveTable | null> | null
  /** calls back when a table that nobody used has left the memory */
  onUnload(listener: (tableId: string) => void): void
  /** results of formulas over other tables, for those who have the table open */
  readonly linked: Pick<LinkedFeeds, 'ask' | 'leave'>
  /** what formulas of a table would read of others under another structure of it, once that is at hand */
  outside(tableId: string, structure: TableStructure): Promise<Outside>
  /** all tables as formulas may name them, those made meanwhile too */
  workspace(): Promise<Workspace>
  /** lets batches under way finish, closes the sockets with 1001 */
  close(): Promise<void>
}
