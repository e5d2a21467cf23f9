import * as Y from 'yjs'
import type { Account } from '../../shared/accounts/account.ts'
import type { CommittedView } from '../../shared/document/committed-view.ts'
import type { Edition } from '../../shared/document/edition.ts'
import { fold } from '../../shared/document/fold.ts'
import { clocksOf, entriesOf, stateVector } from '../../shared/document/overlay.ts'
import { CloseCode } from '../../shared/protocol/close-code.ts'
import { decodeFrame, type Frame, MalformedFrame, type Refusal } from '../../shared/protocol/frames.ts'
import type { CommitBatch, CommitFold } from '../storage/table-store.ts'
import { BatchDraft } from './batch.ts'
import type { FoldLimits } from './fold-limits.ts'
import { ForeignRoom, Hostile, OutOfSync, RetiredClient } from './gate/outcome.ts'
import type { CellWrite, PatchResult, PatchSource, Peer, StructureWrite } from './live-table.ts'
import type { RoomState } from './room-state.ts'
import { type SealedFold, sealFold } from './seal-fold.ts'
import { type Job, rejectAll } from './writer-job.ts'
import { type Session, WriterSessions } from './writer-sessions.ts'

/** What must be made durable next. */
export type Work =
  | {
      readonly kind: 'batch'
      readonly batch: CommitBatch | null
      readonly settle: () => void
      readonly reject: (error: unknown) => void
    }
  /** large: to be run step by step, so that other tables go on meanwhile */
  | { readonly kind: 'fold'; readonly seal: Generator<undefined, SealedFold, void> }

export interface WriterOptions {
  readonly clock: () => number
  /** 0 ≤ x < 1 */
  readonly random: () => number
  readonly foldLimits: FoldLimits
  readonly onGate: (outcome: 'allowed' | 'denied' | 'out-of-sync' | 'hostile', account: string, why?: string) => void
  /** there is work: `next()` will give it */
  readonly wake: () => void
}

const MOST_QUEUED_PER_PEER = 16 * 1024 * 1024
const MOST_STATE_VECTOR = 1024 * 1024
/** a client that stays out of sync after so many full diffs is not one of ours */
const MOST_LOST = 8

/**
 * The one writer of a table. Knows nothing of SQL: `next()` applies what has arrived as one transaction and says what must
 * be made durable, `finishBatch()` or `finishFold()` is told that it is. Nothing that follows from the document leaves in between: at most one
 * batch or fold is under way, and every answer waits in `deferred` for it.
 */
export class TableWriter {
  readonly #options: WriterOptions
  readonly #view: CommittedView
  #state: RoomState
  readonly #sessions = new WriterSessions()
  #queue: Job[] = []
  /** came while a fold was under way: patches and commands are for the next room, updates for this one, should the fold come to nothing */
  #waiting: Job[] = []
  #deferred: (() => void)[] = []
  #busy: Work | null = null
  #frozen = false
  #unfoldable = false
  #folds: { resolve: () => void; reject: (error: unknown) => void }[] = []

  constructor(state: RoomState, view: CommittedView, options: WriterOptions) {
    this.#state = state
    this.#view = view
    this.#options = options
    this.#foldIfLarge()
  }

  get room(): string {
    return this.#state.room
  }
  get seq(): number {
    return this.#state.edition.seq
  }
  get hash(): string {
    return this.#state.hash
  }
  get idle(): boolean {
    return this.#busy === null && this.#queue.length === 0 && this.#folds.length === 0
  }

  get unused(): boolean {
    return this.idle && this.#sessions.size === 0
  }

  // ---- peers ---------------------------------------------------------------------------------------------------------

  /** the peer asked for this very room */
  connect(peer: Peer): void {
    this.#sessions.open(peer)
    // a client that knows acknowledgements says itself what it has; a stock one is asked
    if (!peer.acks)
      this.#later(() => this.#sessions.send(peer, { type: 'sync-step-1', body: stateVector(this.#state.doc) }))
  }

  disconnect(peer: Peer): void {
    this.#sessions.forget(peer)
  }

  receive(peer: Peer, bytes: Uint8Array): void {
    const session = this.#sessions.of(peer)
    if (session === undefined) return
    try {
      this.#take(session, decodeFrame(bytes))
    } catch (error) {
      this.#expel(session, error)
    }
  }

  #take(session: Session, frame: Frame): void {
    const { peer } = session
    switch (frame.type) {
      case 'hello': {
        if (session.greeted) throw new MalformedFrame('HELLO comes once')
        session.greeted = true
        const mine = frame.hello.retire.filter(
          client => (this.#state.claims.get(client) ?? peer.account.id) === peer.account.id,
        )
        // fence: what is still on its way on the client's old socket is refused from here on
        for (const client of mine) this.#state.retired.set(client, peer.account.id)
        this.#later(() => {
          const clocks = mine.map((client): [number, number] => [client, Y.getState(this.#state.doc.store, client)])
          this.#sessions.send(peer, {
            type: 'ack',
            ack: { clocks, refused: mine.flatMap(client => this.#state.refusals.get(client) ?? []) },
          })
        })
        return
      }
      case 'sync-step-1': {
        if (frame.body.length > MOST_STATE_VECTOR) throw new MalformedFrame('state vector too large')
        Y.decodeStateVector(frame.body) // a broken one throws here and not later
        const asked = session.vector !== null
        session.vector = frame.body
        if (asked) return
        this.#later(() => {
          const vector = session.vector ?? undefined
          session.vector = null
          session.synced = true
          this.#sessions.send(peer, { type: 'sync-step-2', body: Y.encodeStateAsUpdate(this.#state.doc, vector) })
        })
        return
      }
      case 'sync-step-2':
      case 'update':
        if (frame.body.length === 2 && frame.body[0] === 0 && frame.body[1] === 0) return
        session.queuedBytes += frame.body.length
        if (session.queuedBytes > MOST_QUEUED_PER_PEER)
          this.#sessions.close(session, CloseCode.tryAgain, 'too much at once')
        else this.#enqueueOrPark({ kind: 'update', session, bytes: frame.body })
        return
      case 'ack':
      case 'fold':
      case 'awareness':
      case 'query-awareness':
      case 'rights':
      case 'news':
      case 'linked-ask':
      case 'linked':
        return
    }
  }

  #expel(session: Session, error: unknown): void {
    this.#options.onGate('hostile', session.peer.account.id, (error as Error).message)
    this.#sessions.close(session, CloseCode.hostile, 'not understood')
  }

  #later(reply: () => void): void {
    if (this.#busy !== null || this.#queue.length > 0) this.#deferred.push(reply)
    else reply()
  }

  // ---- the server's own writes ---------------------------------------------------------------------------------------

  patch(account: Account, writes: readonly CellWrite[], source: PatchSource): Promise<PatchResult> {
    return new Promise((resolve, reject) =>
      this.#enqueueOrPark({ kind: 'patch', account, writes, source, resolve, reject }),
    )
  }

  command(account: Account, writes: readonly StructureWrite[], address: string | null): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#enqueueOrPark({ kind: 'command', account, writes, address, resolve, reject }),
    )
  }

  requestFold(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#folds.push({ resolve, reject })
      this.#options.wake()
    })
  }

  #enqueueOrPark(job: Job): void {
    if (this.#frozen) this.#waiting.push(job)
    else this.#enqueue(job)
  }

  #enqueue(job: Job): void {
    this.#queue.push(job)
    this.#options.wake()
  }

  // ---- batches -------------------------------------------------------------------------------------------------------

  /**
   * What to make durable now; null where there is nothing, or something is under way.
   * @throws what no gate foresees: the document may be half written, so the writer is to be abandoned
   */
  next(): Work | null {
    if (this.#busy !== null) return null
    if (this.#folds.length > 0) this.#frozen = true
    if (this.#queue.length > 0) return this.#begin()
    return this.#folds.length > 0 ? this.#beginFold() : null
  }

  #begin(): Work {
    const jobs = this.#queue
    this.#queue = []
    const draft = new BatchDraft(this.#state)
    const after: (() => void)[] = []
    const acks = new Map<Session, { clients: Set<number>; refused: Refusal[] }>()
    let update: Uint8Array | null = null
    const keep = (bytes: Uint8Array) => {
      update = bytes
    }
    const { doc } = this.#state
    doc.on('update', keep)
    try {
      doc.transact(transaction => {
        for (const job of jobs) this.#apply(job, draft, acks, after)
        transaction.local = true // else Yjs takes the server's own client id for one in use elsewhere and changes it
      })
    } catch (error) {
      rejectAll(jobs, error)
      throw error
    } finally {
      doc.off('update', keep)
    }
    const batch = update === null ? null : this.#commitOf(draft, update)
    const settle = () => {
      if (update !== null) this.#broadcast(update)
      for (const [session, ack] of acks) this.#acknowledge(session, ack)
      if (batch !== null) this.#view.commit(batch.effects)
      for (const each of after) each()
    }
    const reject = (error: unknown) => rejectAll(jobs, error)
    this.#busy = { kind: 'batch', batch, settle, reject }
    return this.#busy
  }

  #apply(
    job: Job,
    draft: BatchDraft,
    acks: Map<Session, { clients: Set<number>; refused: Refusal[] }>,
    after: (() => void)[],
  ): void {
    switch (job.kind) {
      case 'update': {
        const { session } = job
        session.queuedBytes -= job.bytes.length
        if (session.expelled) return
        try {
          const { account, address } = session.peer
          const { clients, refused } = draft.update(account, job.bytes)
          draft.cameFrom(account, address)
          session.lost = 0
          this.#options.onGate(refused.length > 0 ? 'denied' : 'allowed', account.id)
          const ack = acks.get(session) ?? { clients: new Set(), refused: [] }
          acks.set(session, ack)
          for (const client of clients) ack.clients.add(client)
          ack.refused.push(...refused)
        } catch (error) {
          this.#refuseUpdate(session, error, after)
        }
        return
      }
      case 'patch': {
        const result = draft.patch(job.account, job.writes, job.source.right ?? 'own')
        if (result.ok) draft.cameFrom(job.account, job.source.address)
        after.push(() => job.resolve(result))
        return
      }
      case 'command':
        draft.command(job.account, job.writes)
        draft.cameFrom(job.account, job.address)
        after.push(job.resolve)
        return
    }
  }

  /** @throws what is no outcome of the gate: the document may be half written then, and is dropped */
  #refuseUpdate(session: Session, error: unknown, after: (() => void)[]): void {
    // a half-open socket, or a tab whose kept edits another has taken over: silent, it would wait for ever
    if (error instanceof RetiredClient) this.#sessions.close(session, CloseCode.tryAgain, 'given up')
    else if (error instanceof ForeignRoom) after.push(() => this.#dismiss(session, null))
    else if (error instanceof OutOfSync) {
      this.#options.onGate('out-of-sync', session.peer.account.id, error.message)
      session.lost++
      if (session.lost > MOST_LOST) this.#sessions.close(session, CloseCode.hostile, 'stays out of sync')
      else if (session.peer.acks) this.#sessions.close(session, CloseCode.tryAgain, 'out of sync')
      else
        after.push(() => this.#sessions.send(session.peer, { type: 'sync-step-1', body: stateVector(this.#state.doc) }))
    } else {
      this.#expel(session, error)
      if (!(error instanceof Hostile)) throw error
    }
  }

  #commitOf(draft: BatchDraft, update: Uint8Array): CommitBatch {
    const { tableId, room } = this.#state
    return {
      tableId,
      room,
      update,
      intents: draft.intents,
      effects: draft.effects(),
      claims: draft.claims,
      at: this.#options.clock(),
      addresses: draft.addresses(),
    }
  }

  /** the author too: the echo is how a replica learns what was committed; and before the acknowledgement */
  #broadcast(update: Uint8Array): void {
    this.#state.grow(update)
    this.#sessions.broadcast({ type: 'update', body: update })
  }

  #acknowledge(
    session: Session,
    { clients, refused }: { clients: ReadonlySet<number>; refused: readonly Refusal[] },
  ): void {
    if (!session.peer.acks) return
    const clocks = [...clients].map((client): [number, number] => [client, Y.getState(this.#state.doc.store, client)])
    this.#sessions.send(session.peer, { type: 'ack', ack: { clocks, refused: [...refused] } })
  }

  /** The batch is on disk. */
  finishBatch(work: Extract<Work, { kind: 'batch' }>): void {
    work.settle()
    this.#busy = null
    this.#release()
    this.#foldIfLarge()
  }

  #release(): void {
    const replies = this.#deferred
    this.#deferred = []
    for (const reply of replies) reply()
  }

  // ---- folds ---------------------------------------------------------------------------------------------------------

  #foldIfLarge(): void {
    const { structs, bytes } = this.#state.size
    const { foldLimits } = this.#options
    if (this.#unfoldable || this.#folds.length > 0) return
    if (structs >= foldLimits.structs || bytes >= foldLimits.bytes) void this.requestFold().catch(() => {})
  }

  #beginFold(): Work | null {
    const { edition, doc, hash } = this.#state
    const clocks = clocksOf(doc)
    if (clocks.size === 0) {
      this.#thaw()
      return this.next()
    }
    let next: Edition
    try {
      next = fold(edition, entriesOf(doc), hash)
    } catch (error) {
      // no entry without its row and column passes the gate; should one be there, the room goes on as it is
      this.#unfoldable = true
      for (const { reject } of this.#folds) reject(error)
      this.#folds = []
      this.#thaw()
      return this.next()
    }
    const clientId = Math.floor(this.#options.random() * 2 ** 32)
    this.#busy = { kind: 'fold', seal: sealFold(this.#state, next, clocks, clientId, this.#options.clock) }
    return this.#busy
  }

  /** The fold is on disk. */
  finishFold({ fold, next }: SealedFold): void {
    this.#busy = null
    this.#release() // answers that waited are of the room that closes now: all of it is on disk
    const sessions = this.#sessions.all()
    this.#state = next
    this.#view.rebase(next.edition, [])
    // they were written for the room that closed: unacknowledged, so their authors carry them over
    this.#waiting = this.#waiting.filter(job => job.kind !== 'update')
    for (const session of sessions) this.#dismiss(session, fold)
    this.#thaw()
  }

  #thaw(): void {
    this.#frozen = false
    const folds = this.#folds
    this.#folds = []
    for (const { resolve } of folds) resolve()
    const waiting = this.#waiting
    this.#waiting = []
    for (const job of waiting) this.#enqueue(job)
  }

  #dismiss(session: Session, fold: CommitFold | null): void {
    const { room, hash, edition } = this.#state
    if (session.peer.acks) {
      const from = fold?.from ?? room
      this.#sessions.send(session.peer, {
        type: 'fold',
        fold: { from, room, hash, seq: edition.seq, clocks: fold?.clocks ?? null, follows: fold !== null },
      })
    }
    this.#sessions.close(session, CloseCode.moved, room)
  }

  // ---- the end -------------------------------------------------------------------------------------------------------

  /** The document is ahead of the disk, or the server stops: everybody comes again, everything unfinished is rejected. */
  abandon(error: unknown, code: number, reason: string): void {
    const busy = this.#busy
    const jobs = [...this.#queue, ...this.#waiting]
    this.#queue = []
    this.#waiting = []
    this.#deferred = []
    this.#frozen = true
    for (const session of this.#sessions.all()) this.#sessions.close(session, code, reason)
    if (busy?.kind === 'batch') busy.reject(error)
    rejectAll(jobs, error)
    for (const { reject } of this.#folds) reject(error)
    this.#folds = []
  }
}
