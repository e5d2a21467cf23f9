import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { CellRef } from '../../shared/document/table-view.ts'
import { encodeFrame, type Frame } from '../../shared/protocol/frames.ts'
import type { Peer } from '../grid/sheet.ts'
import { peerOf } from './peer.ts'

/** what y-protocols names the origin of one's own changes */
const LOCAL = 'local'
const SERVER = 'server'

interface Changes {
  readonly added: number[]
  readonly updated: number[]
  readonly removed: number[]
}

/**
 * Who is in the room and where, over y-protocols' awareness. Every connection gets an awareness of its own: a fresh client id
 * cannot be held back by the clock of a ghost that the server has not yet let go.
 */
export class Presence {
  readonly #send: (frame: Uint8Array) => void
  readonly #listeners = new Set<() => void>()
  #awareness: Awareness | null = null
  #own: { readonly cell: CellRef | null; readonly editing: boolean } = { cell: null, editing: false }
  #peers: readonly Peer[] = []

  constructor(send: (frame: Uint8Array) => void) {
    this.#send = send
  }

  /** everybody else in the room; the same array until somebody moves */
  get peers(): readonly Peer[] {
    return this.#peers
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  setOwn(cell: CellRef | null, editing: boolean): void {
    const { cell: before, editing: was } = this.#own
    if (before?.row === cell?.row && before?.column === cell?.column && was === editing) return
    this.#own = { cell, editing }
    this.#awareness?.setLocalState(this.#own)
  }

  opened(): void {
    this.closed()
    const awareness = new Awareness(new Y.Doc())
    this.#awareness = awareness
    awareness.on('change', (_: Changes, origin: unknown) => {
      if (origin === SERVER) this.#read(awareness)
    })
    awareness.on('update', ({ added, updated, removed }: Changes, origin: unknown) => {
      if (origin === LOCAL) this.#tell(awareness, [...added, ...updated, ...removed])
    })
    awareness.setLocalState(this.#own)
  }

  receive(frame: Extract<Frame, { type: 'awareness' | 'query-awareness' }>): void {
    const awareness = this.#awareness
    if (awareness === null) return
    if (frame.type === 'awareness') applyAwarenessUpdate(awareness, frame.body, SERVER)
    else this.#tell(awareness, [awareness.clientID])
  }

  /** The connection is gone, and with it the others. */
  closed(): void {
    this.#awareness?.destroy()
    this.#awareness = null
    if (this.#peers.length === 0) return
    this.#peers = []
    this.#notify()
  }

  /** Says goodbye, so that the others need not wait for the server to notice. */
  leave(): void {
    if (this.#awareness) removeAwarenessStates(this.#awareness, [this.#awareness.clientID], LOCAL)
    this.closed()
  }

  #tell(awareness: Awareness, clients: number[]): void {
    this.#send(encodeFrame({ type: 'awareness', body: encodeAwarenessUpdate(awareness, clients) }))
  }

  #read(awareness: Awareness): void {
    const peers: Peer[] = []
    for (const [key, state] of awareness.getStates()) {
      const peer = key === awareness.clientID ? null : peerOf(key, state)
      if (peer) peers.push(peer)
    }
    this.#peers = peers.sort((a, b) => a.key - b.key)
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }
}
