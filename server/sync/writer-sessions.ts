import { CloseCode } from '../../shared/protocol/close-code.ts'
import { encodeFrame, type Frame } from '../../shared/protocol/frames.ts'
import type { Peer } from './live-table.ts'

/** A peer in the current room. */
export interface Session {
  readonly peer: Peer
  /** has said HELLO: once, or the ids that it gives up would fill the memory */
  greeted: boolean
  /** how far it has come, while the answer waits: however often it asks meanwhile, it gets one */
  vector: Uint8Array | null
  /** has had its first sync: only then may it get frames, or it would have to park them */
  synced: boolean
  queuedBytes: number
  /** out-of-sync answers in a row */
  lost: number
  /** turned away: what it had sent before counts no more. One that merely went is still heard out. */
  expelled: boolean
}

/** The peers of a writer. What is sent to one that is gone goes nowhere. */
export class WriterSessions {
  readonly #sessions = new Map<Peer, Session>()

  get size(): number {
    return this.#sessions.size
  }

  /** as they are now: closing some while walking is fine */
  all(): readonly Session[] {
    return [...this.#sessions.values()]
  }

  of(peer: Peer): Session | undefined {
    return this.#sessions.get(peer)
  }

  open(peer: Peer): void {
    this.#sessions.set(peer, {
      peer,
      greeted: false,
      vector: null,
      synced: false,
      queuedBytes: 0,
      lost: 0,
      expelled: false,
    })
  }

  /** it went by itself: what it has sent is still heard out */
  forget(peer: Peer): void {
    this.#sessions.delete(peer)
  }

  close(session: Session, code: number, reason: string): void {
    if (session.expelled) return
    session.expelled = true
    this.#sessions.delete(session.peer)
    session.peer.close(code, reason)
  }

  send(peer: Peer, frame: Frame): void {
    const session = this.#sessions.get(peer)
    if (session !== undefined) this.#deliver(session, encodeFrame(frame))
  }

  /** to all that had their first sync */
  broadcast(frame: Frame): void {
    const bytes = encodeFrame(frame)
    for (const session of this.all()) if (session.synced) this.#deliver(session, bytes)
  }

  /** one socket that breaks is no failed commit */
  #deliver(session: Session, frame: Uint8Array): void {
    try {
      session.peer.send(frame)
    } catch {
      this.close(session, CloseCode.tryAgain, 'not reached')
    }
  }
}
