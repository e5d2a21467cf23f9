import { CloseCode } from '../../shared/protocol/close-code.ts'
import { decodeFrame, encodeFrame, type Frame, type Refusal } from '../../shared/protocol/frames.ts'
import type { StoredRoom, TableStore } from '../storage/table-store.ts'
import type { Peer } from './live-table.ts'
import { refusalsIn } from './room-state.ts'

/** where the table stands now */
export interface Here {
  readonly room: string
  readonly hash: string
  readonly seq: number
}

interface Visit {
  readonly room: string
  /** null while it is looked up */
  stored: StoredRoom | null
  readonly frames: Uint8Array[]
  greeted: boolean
}

const MOST_WAITING = 64

/**
 * Peers that ask for another room than the current one. A closed room still answers: what became of the client's writes
 * in it, and where to go on. An unknown one may be known soon: try again.
 */
export class Visitors {
  readonly #store: TableStore
  readonly #tableId: string
  readonly #here: () => Here | null
  /** the room became current while it was looked up */
  readonly #admit: (peer: Peer, frames: readonly Uint8Array[]) => void
  readonly #visits = new Map<Peer, Visit>()

  constructor(
    store: TableStore,
    tableId: string,
    here: () => Here | null,
    admit: (peer: Peer, frames: readonly Uint8Array[]) => void,
  ) {
    this.#store = store
    this.#tableId = tableId
    this.#here = here
    this.#admit = admit
  }

  connect(peer: Peer, room: string): void {
    const visit: Visit = { room, stored: null, frames: [], greeted: false }
    this.#visits.set(peer, visit)
    this.#store.findRoom(room).then(
      stored => {
        if (this.#visits.get(peer) === visit) this.#found(peer, visit, stored)
      },
      () => this.#dismiss(peer, CloseCode.tryAgain, 'try again'),
    )
  }

  get size(): number {
    return this.#visits.size
  }

  has(peer: Peer): boolean {
    return this.#visits.has(peer)
  }

  disconnect(peer: Peer): void {
    this.#visits.delete(peer)
  }

  receive(peer: Peer, bytes: Uint8Array): void {
    const visit = this.#visits.get(peer)
    if (visit === undefined) return
    if (visit.stored !== null) this.#answer(peer, visit, visit.stored, bytes)
    else if (visit.frames.push(bytes) > MOST_WAITING) this.#dismiss(peer, CloseCode.tryAgain, 'too much at once')
  }

  close(code: number, reason: string): void {
    for (const peer of [...this.#visits.keys()]) this.#dismiss(peer, code, reason)
  }

  #found(peer: Peer, visit: Visit, stored: StoredRoom | null): void {
    const here = this.#here()
    if (here !== null && here.room === visit.room) {
      this.#visits.delete(peer)
      this.#admit(peer, visit.frames)
    } else if (here === null || stored === null || stored.tableId !== this.#tableId || stored.closed === null) {
      this.#dismiss(peer, CloseCode.tryAgain, 'unknown room')
    } else if (!peer.acks) this.#dismiss(peer, CloseCode.moved, here.room)
    else {
      visit.stored = stored
      for (const bytes of visit.frames) this.#answer(peer, visit, stored, bytes)
    }
  }

  /** its HELLO; frames of another kind are of no room any more */
  #answer(peer: Peer, visit: Visit, stored: StoredRoom, bytes: Uint8Array): void {
    let frame: Frame
    try {
      frame = decodeFrame(bytes)
    } catch {
      this.#dismiss(peer, CloseCode.hostile, 'not understood')
      return
    }
    if (frame.type !== 'hello' || stored.closed === null || visit.greeted) return
    visit.greeted = true // the room's whole log is read for it: once
    const { clocks } = stored.closed
    const mine = frame.hello.retire.filter(client => clocks[client] !== undefined)
    this.#refusals(stored.room, mine).then(
      refused => {
        const here = this.#here()
        if (this.#visits.get(peer) !== visit) return
        if (here === null) this.#dismiss(peer, CloseCode.tryAgain, 'try again')
        else {
          peer.send(
            encodeFrame({ type: 'ack', ack: { clocks: mine.map(client => [client, clocks[client]!]), refused } }),
          )
          const follows = stored.closed?.next === here.room
          peer.send(encodeFrame({ type: 'fold', fold: { from: stored.room, ...here, clocks, follows } }))
          this.#dismiss(peer, CloseCode.moved, here.room)
        }
      },
      () => this.#dismiss(peer, CloseCode.tryAgain, 'try again'),
    )
  }

  async #refusals(room: string, clients: readonly number[]): Promise<Refusal[]> {
    if (clients.length === 0) return []
    const asked = new Set(clients)
    const refused: Refusal[] = []
    for (const update of await this.#store.updates(room)) refused.push(...refusalsIn(update, asked))
    return refused
  }

  #dismiss(peer: Peer, code: number, reason: string): void {
    if (this.#visits.delete(peer)) peer.close(code, reason)
  }
}
