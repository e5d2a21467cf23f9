import * as Y from 'yjs'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { Edition } from '../../shared/document/edition.ts'
import { idOf, type MapName } from '../../shared/document/keys.ts'
import { entriesOf, newOverlay, type Overlay, overlayValue } from '../../shared/document/overlay.ts'
import { structureOf } from '../../shared/document/structure-of.ts'
import type { Refusal } from '../../shared/protocol/frames.ts'
import type { Column, Phase, TableStructure } from '../../shared/tables/structure.ts'
import type { Rights } from '../permissions/rights-book.ts'
import type { GateState } from './gate/check.ts'
import { GATE_LIMITS, type GateLimits } from './gate/limits.ts'
import type { RightsState } from './gate/rights.ts'

export interface RoomParts {
  readonly tableId: string
  readonly room: string
  readonly hash: string
  readonly edition: Edition
  /** committed updates, oldest first */
  readonly updates: readonly Uint8Array[]
  readonly claims: ReadonlyMap<number, string>
  readonly olderClients: ReadonlySet<number>
  readonly rowOwners: ReadonlyMap<string, string>
  /** the server's Yjs client id in this room */
  readonly clientId: number
  readonly limits?: GateLimits
  readonly rights?: Rights | undefined
}

/**
 * One room in memory: edition, working document, and what the gate asks. While a batch is under way it is ahead of the
 * disk, so nothing of it may be shown; that is the writer's duty.
 */
export class RoomState implements RightsState, GateState {
  readonly tableId: string
  readonly room: string
  readonly hash: string
  readonly edition: Edition
  readonly doc: Overlay
  readonly claims: Map<number, string>
  /** wrote in an earlier room of the table */
  readonly foreign: ReadonlySet<number>
  /** given up by their clients, and whose these are: nobody gives up another's */
  readonly retired = new Map<number, string>()
  /** refused writes by client id, for clients that come back and ask */
  readonly refusals = new Map<number, Refusal[]>()
  readonly owners: Map<string, string>
  readonly limits: GateLimits
  readonly rights?: Rights
  /** what a newcomer would have to load */
  size: { structs: number; bytes: number } = { structs: 0, bytes: 0 }
  #structure: TableStructure | null = null
  #columns = new Map<string, Column>()

  constructor(parts: RoomParts) {
    this.tableId = parts.tableId
    this.room = parts.room
    this.hash = parts.hash
    this.edition = parts.edition
    this.claims = new Map(parts.claims)
    this.foreign = parts.olderClients
    this.owners = new Map(parts.rowOwners)
    this.limits = parts.limits ?? GATE_LIMITS
    if (parts.rights !== undefined) this.rights = parts.rights
    this.doc = newOverlay(true)
    this.doc.clientID = parts.clientId
    for (const update of parts.updates) {
      Y.applyUpdate(this.doc, update)
      this.grow(update)
      for (const refusal of refusalsIn(update)) this.refuse(refusal)
    }
  }

  read(map: MapName, key: string): Scalar {
    const value = overlayValue(this.doc, map, key)
    return value === undefined ? this.edition.read(map, key) : value
  }

  knowsRow(row: string): boolean {
    return this.edition.rowAt.has(row) || overlayValue(this.doc, 'rows', `${row}:order`) !== undefined
  }

  column(id: string): Column | undefined {
    this.#readStructure()
    return this.#columns.get(id)
  }

  get phase(): Phase {
    return this.#readStructure().table.phase
  }

  owner(row: string): string | null {
    return this.owners.get(row) ?? null
  }

  /** the row's fact `owner` may be another: the map follows, as SQL does when the batch commits */
  followOwner(key: string): void {
    const owner = this.read('rows', key)
    if (typeof owner === 'string') this.owners.set(idOf(key), owner)
    else this.owners.delete(idOf(key))
  }

  forgetStructure(): void {
    this.#structure = null
  }

  isServer(client: number): boolean {
    return !this.claims.has(client)
  }

  refuse(refusal: Refusal): void {
    const list = this.refusals.get(refusal.client)
    if (list === undefined) this.refusals.set(refusal.client, [refusal])
    else list.push(refusal)
  }

  grow(update: Uint8Array): void {
    // clocks and not what Yjs has merged them into: each is a write, and may be a refusal to be answered for
    let structs = 0
    for (const client of this.doc.store.clients.keys()) structs += Y.getState(this.doc.store, client)
    this.size = { structs, bytes: this.size.bytes + update.length }
  }

  #readStructure(): TableStructure {
    if (this.#structure !== null) return this.#structure
    const facts = new Map(this.edition.structure)
    for (const { key, value } of entriesOf(this.doc, ['structure'])) facts.set(key, value)
    this.#structure = structureOf(facts)
    this.#columns = new Map(this.#structure.columns.map(column => [column.id, column]))
    return this.#structure
  }
}

/**
 * Which writes of a logged update were refused. The writer keeps overwritten contents, so an item without content is one
 * that the gate emptied: refusals can be told after a restart, and of closed rooms, without a log of their own.
 */
export function* refusalsIn(update: Uint8Array, clients?: ReadonlySet<number>): Generator<Refusal> {
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentDeleted)) continue
    const { client, clock } = struct.id
    if (clients !== undefined && !clients.has(client)) continue
    for (let at = 0; at < struct.length; at++) yield { client, clock: clock + at, key: '', why: 'refused-earlier' }
  }
}
