import type { Account } from '../../shared/accounts/account.ts'
import { type Scalar, toScalar } from '../../shared/core/scalar.ts'
import { CommittedView } from '../../shared/document/committed-view.ts'
import { splitKey } from '../../shared/document/keys.ts'
import { entriesOf } from '../../shared/document/overlay.ts'
import type { TableChange, TableView } from '../../shared/document/table-view.ts'
import type { Calculation, LinkedCalculation } from '../../shared/formulas/calculation.ts'
import type { Outside } from '../../shared/formulas/outside.ts'
import { CloseCode } from '../../shared/protocol/close-code.ts'
import type { Rights } from '../permissions/rights-book.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { FoldLimits } from './fold-limits.ts'
import type { GateLimits } from './gate/limits.ts'
import type { CellWrite, LiveTable, PatchResult, PatchSource, Peer, StructureWrite } from './live-table.ts'
import { loadRoom } from './load-room.ts'
import type { RoomState } from './room-state.ts'
import { TableWriter } from './table-writer.ts'
import { type Here, Visitors } from './visitors.ts'

export interface SyncLog {
  info(facts: object, line: string): void
  warn(facts: object, line: string): void
  error(facts: object, line: string): void
}

export interface SyncMetrics {
  readonly commitSeconds: { observe(seconds: number): void }
  gate(outcome: 'allowed' | 'denied' | 'out-of-sync' | 'hostile', count?: number): void
}

export type CreateCalculation = (view: TableView, outside: Outside) => LinkedCalculation

export interface OpenTableOptions {
  readonly store: TableStore
  readonly createCalculation: CreateCalculation
  /** what its formulas read of other tables, by table id */
  readonly outsideOf: (tableId: string) => Outside
  /** the calculation has taken a change in */
  readonly onChange: (table: OpenTable, change: TableChange, moved: ReturnType<Calculation['apply']>) => void
  readonly clock: () => number
  readonly random: () => number
  readonly log: SyncLog
  readonly metrics: SyncMetrics | null
  readonly foldLimits: FoldLimits
  readonly gateLimits: GateLimits
  /** left out: nothing is laid down */
  readonly rights?: Rights | undefined
  /** runs soon, after what has already arrived: updates of one turn become one batch */
  readonly defer: (run: () => void) => void
}

/** An open table: joins the writer to the store, and takes a new writer from the log where a commit has failed. */
export class OpenTable implements LiveTable {
  readonly id: string
  readonly view: CommittedView
  readonly calculation: LinkedCalculation
  readonly #options: OpenTableOptions
  readonly #visitors: Visitors
  /** null: a commit failed, and the log could not be read since */
  #writer: TableWriter | null
  #failure: unknown = null
  #last: Here
  #reviving: Promise<void> | null = null
  #scheduled = false
  #pumping: Promise<void> | null = null
  #closed = false

  constructor(state: RoomState, options: OpenTableOptions) {
    this.id = state.tableId
    this.#options = options
    this.view = new CommittedView(state.edition, entriesOf(state.doc))
    this.calculation = options.createCalculation(this.view, options.outsideOf(this.id))
    this.view.subscribe(change => {
      try {
        options.onChange(this, change, this.calculation.apply(change))
      } catch (error) {
        options.log.error({ err: error, table: this.id }, 'calculation failed')
      }
    })
    this.#last = { room: state.room, hash: state.hash, seq: state.edition.seq }
    this.#visitors = new Visitors(
      options.store,
      this.id,
      () => (this.#writer === null ? null : this.#here()),
      (peer, frames) => {
        this.connect(peer, this.room)
        for (const frame of frames) this.receive(peer, frame)
      },
    )
    this.#writer = this.#newWriter(state)
  }

  get room(): string {
    return this.#here().room
  }
  get seq(): number {
    return this.#here().seq
  }
  get hash(): string {
    return this.#here().hash
  }

  get structureFacts(): ReadonlyMap<string, Scalar> {
    return this.view.structureFacts
  }

  /** nobody is connected, and nothing is under way or waits */
  get unused(): boolean {
    const settled = !this.#scheduled && this.#pumping === null && this.#reviving === null
    return settled && this.#writer?.unused === true && this.#visitors.size === 0
  }

  connect(peer: Peer, room: string): void {
    const writer = this.#writer
    if (writer === null || this.#closed) {
      peer.close(CloseCode.tryAgain, 'try again')
      this.#revive()
    } else if (writer.room === room) writer.connect(peer)
    else this.#visitors.connect(peer, room)
  }

  receive(peer: Peer, frame: Uint8Array): void {
    if (this.#visitors.has(peer)) this.#visitors.receive(peer, frame)
    else this.#writer?.receive(peer, frame)
  }

  disconnect(peer: Peer): void {
    this.#visitors.disconnect(peer)
    this.#writer?.disconnect(peer)
  }

  async patch(actor: Account, writes: readonly CellWrite[], source: PatchSource = {}): Promise<PatchResult> {
    return (await this.#working()).patch(actor, writes, source)
  }

  async command(actor: Account, writes: readonly StructureWrite[], address: string | null = null): Promise<void> {
    for (const { key, value } of writes) {
      if (splitKey(key) === null) throw new TypeError(`no key: ${key}`)
      toScalar(value)
    }
    return (await this.#working()).command(actor, writes, address)
  }

  async fold(): Promise<void> {
    return (await this.#working()).requestFold()
  }

  /** Lets what has arrived be committed, then closes everybody. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#reviving
    while (this.#writer !== null && !this.#writer.idle) await this.#pump()
    await this.#pumping
    this.#visitors.close(CloseCode.goingAway, 'server stops')
    this.#writer?.abandon(new Error('server stops'), CloseCode.goingAway, 'server stops')
    this.#writer = null
  }

  #here(): Here {
    const writer = this.#writer
    if (writer !== null) this.#last = { room: writer.room, hash: writer.hash, seq: writer.seq }
    return this.#last
  }

  async #working(): Promise<TableWriter> {
    if (this.#writer === null) await this.#revive()
    if (this.#writer === null || this.#closed) throw this.#failure ?? new Error('table is closed')
    return this.#writer
  }

  // ---- the loop ------------------------------------------------------------------------------------------------------

  #newWriter(state: RoomState): TableWriter {
    const { clock, random, foldLimits, log, metrics } = this.#options
    return new TableWriter(state, this.view, {
      clock,
      random,
      foldLimits,
      wake: () => this.#wake(),
      onGate: (outcome, account, why) => {
        metrics?.gate(outcome)
        if (outcome === 'hostile') log.warn({ table: this.id, account, why }, 'hostile update')
      },
    })
  }

  #wake(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#options.defer(() => {
      this.#scheduled = false
      void this.#pump()
    })
  }

  #pump(): Promise<void> {
    return (this.#pumping ??= this.#drain().finally(() => {
      this.#pumping = null
    }))
  }

  async #drain(): Promise<void> {
    for (;;) {
      const writer = this.#writer
      if (writer === null) return
      try {
        const work = writer.next()
        if (work === null) return
        if (work.kind === 'fold') {
          const sealed = await this.#inSteps(work.seal)
          await this.#timed(this.#options.store.commitFold(sealed.fold))
          writer.finishFold(sealed)
        } else {
          if (work.batch !== null) await this.#timed(this.#options.store.commitBatch(work.batch))
          writer.finishBatch(work)
        }
      } catch (error) {
        this.#fail(writer, error)
        return
      }
    }
  }

  /** between two steps everything else has its turn */
  async #inSteps<T>(steps: Generator<undefined, T, void>): Promise<T> {
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      await new Promise<void>(resolve => this.#options.defer(resolve))
    }
  }

  async #timed(commit: Promise<void>): Promise<void> {
    const { metrics, clock } = this.#options
    const started = clock()
    await commit
    metrics?.commitSeconds.observe((clock() - started) / 1000)
  }

  // ---- after a failure -----------------------------------------------------------------------------------------------

  /** The document is ahead of the disk, or nobody knows: drop it. What is on disk can still be read. */
  #fail(writer: TableWriter, error: unknown): void {
    this.#options.log.error({ err: error, table: this.id }, 'commit failed')
    this.#failure = error
    this.#here()
    this.#writer = null
    writer.abandon(error, CloseCode.tryAgain, 'try again')
    this.#visitors.close(CloseCode.tryAgain, 'try again')
    if (!this.#closed) void this.#revive()
  }

  #revive(): Promise<void> {
    if (this.#writer !== null || this.#closed) return Promise.resolve()
    return (this.#reviving ??= this.#reload()
      .catch(error => {
        this.#failure = error
        this.#options.log.error({ err: error, table: this.id }, 'table not reloaded')
      })
      .finally(() => {
        this.#reviving = null
      }))
  }

  async #reload(): Promise<void> {
    const { store, random, gateLimits, rights } = this.#options
    const state = await loadRoom(store, this.id, Math.floor(random() * 2 ** 32), gateLimits, rights)
    if (state === null) throw new Error('table is gone')
    if (this.#closed) return
    this.view.load(state.edition, entriesOf(state.doc))
    this.#writer = this.#newWriter(state)
  }
}
