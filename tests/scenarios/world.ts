import { strict as assert } from 'node:assert'
import * as Y from 'yjs'
import type { CommitBatch, CommitFold, TableStore } from '../../server/storage/table-store.ts'
import type { LiveTable, LiveTables, Peer } from '../../server/sync/live-table.ts'
import { createLiveTables } from '../../server/sync/live-tables.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { CurrentEdition } from '../../shared/document/client-options.ts'
import type { Edit, Outcome } from '../../shared/document/edit.ts'
import { newOverlay } from '../../shared/document/overlay.ts'
import { openEdition } from '../../shared/document/seal.ts'
import { ClientTable } from '../../shared/document/table-client.ts'
import type { LinkedCalculation } from '../../shared/formulas/calculation.ts'
import type { MemoryTableStore } from '../support/memory-table-store.ts'
import type { Random } from '../support/random.ts'

/** Several clients and one server in one process, over sockets and a disk that move only when they are told to. */

export const settle = () => new Promise<void>(resolve => setImmediate(resolve))

const noCalculation = (): LinkedCalculation => ({
  value: () => null,
  text: () => '',
  number: () => null,
  column: () => ({ size: 0, at: () => null }),
  isComputed: () => false,
  columnError: () => null,
  apply: () => ({ cells: [], columns: [] }),
  explain: () => null,
  reader: () => undefined,
  moved: () => ({ cells: [], columns: [] }),
  rebind: () => ({ cells: [], columns: [] }),
})

const quiet = { info() {}, warn() {}, error() {} }

/** A server process from its start to its end: killed, nothing of it goes on. */
export class Life {
  dead = false
  table: LiveTable | null = null
  readonly live: LiveTables
  readonly hostile: string[] = []
  /** commits that wait: before they are written, and again before the server hears of it */
  readonly steps: { stage: 'before' | 'after'; go: () => void; fail: (error: Error) => void }[] = []
  readonly deferred: (() => void)[] = []

  constructor(disk: MemoryTableStore, random: Random) {
    const hold = (stage: 'before' | 'after') =>
      new Promise<void>((go, fail) => {
        if (!this.dead) this.steps.push({ stage, go, fail })
      })
    const store: TableStore = Object.assign(Object.create(disk), {
      commitBatch: async (batch: CommitBatch) => {
        await hold('before')
        await disk.commitBatch(batch)
        await hold('after')
      },
      commitFold: async (fold: CommitFold) => {
        await hold('before')
        await disk.commitFold(fold)
        await hold('after')
      },
    })
    this.live = createLiveTables({
      store,
      createCalculation: noCalculation,
      clock: () => 0,
      random,
      log: { ...quiet, warn: (_facts, line) => this.hostile.push(line) },
      defer: run => this.deferred.push(run),
    })
    void this.live.open('t').then(table => {
      if (!this.dead) this.table = table
    })
  }

  /** one move of the disk or of the event loop; answers whether there was one */
  step(): boolean {
    const step = this.steps.shift()
    const run = step?.go ?? this.deferred.shift()
    run?.()
    return run !== undefined
  }

  kill(): void {
    this.dead = true
    this.table = null
    this.steps.length = 0
    this.deferred.length = 0
  }
}

type Down = Uint8Array | { readonly code: number }

export class Wire {
  readonly up: Uint8Array[] = []
  readonly down: Down[] = []
  life: Life | null = null
  /** the network lost it: what the server sends goes nowhere */
  cut = false
  readonly room: string
  readonly peer: Peer

  constructor(room: string, account: Account) {
    this.room = room
    this.peer = {
      account,
      acks: true,
      send: frame => {
        if (!this.cut) this.down.push(frame)
      },
      close: code => {
        if (!this.cut) this.down.push({ code })
      },
    }
  }
}

export interface Settled {
  readonly edit: Edit
  readonly outcome: Outcome
}

/** A browser tab: it may lose its connection, and it may be reloaded with what it had kept. */
export class Tab {
  model: ClientTable
  wire: Wire | null = null
  /** half-open sockets whose frames may still arrive */
  readonly zombies: Wire[] = []
  readonly fetching: { resolve: (current: CurrentEdition) => void; reject: (error: Error) => void }[] = []
  readonly outcomes: Settled[] = []
  written = 0
  readonly account: Account
  readonly index: number
  readonly #random: Random
  #generation = 0

  constructor(index: number, account: Account, current: CurrentEdition, random: Random) {
    this.index = index
    this.account = account
    this.#random = random
    this.model = this.#open(current)
  }

  #open(current: CurrentEdition): ClientTable {
    const generation = ++this.#generation
    return new ClientTable(current, {
      random: this.#random,
      transport: {
        connect: room => {
          if (generation === this.#generation) this.wire = new Wire(room, this.account)
        },
        send: frame => {
          if (generation === this.#generation) this.wire?.up.push(frame)
        },
      },
      editions: {
        fetchCurrent: () =>
          new Promise(
            (resolve, reject) => void (generation === this.#generation && this.fetching.push({ resolve, reject })),
          ),
      },
      onOutcome: (edit, outcome) => this.outcomes.push({ edit: { ...edit }, outcome }),
    })
  }

  /** counts the edits that `write` makes */
  write(write: (model: ClientTable) => void): void {
    const before = this.model.unsaved
    write(this.model)
    this.written += this.model.unsaved - before
  }

  lose(asZombie: boolean): void {
    const { wire } = this
    if (wire === null) return
    this.wire = null
    wire.cut = true
    if (wire.life !== null) {
      if (asZombie) this.zombies.push(wire)
      else wire.life.table?.disconnect(wire.peer)
    }
    this.model.closed()
  }

  reload(current: CurrentEdition, asZombie: boolean): void {
    const kept = JSON.stringify(this.model.pendingEdits())
    this.#generation++
    this.lose(asZombie)
    this.fetching.length = 0
    this.model = this.#open(current)
    assert.equal(this.model.restore(JSON.parse(kept)), kept !== 'null')
  }
}

export function currentOf(disk: MemoryTableStore): CurrentEdition {
  const room = disk.rooms.at(-1)!
  return { room: room.room, hash: room.hash, edition: openEdition(room.manifest, hash => disk.chunks.get(hash)!) }
}

/** How far the disk is, per Yjs client id. */
export function durableClocks(disk: MemoryTableStore, room: string): ReadonlyMap<number, number> {
  const doc = newOverlay()
  for (const batch of disk.batches) if (batch.room === room) Y.applyUpdate(doc, batch.update)
  return Y.decodeStateVector(Y.encodeStateVector(doc))
}
