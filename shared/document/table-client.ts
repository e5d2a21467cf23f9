import { type Scalar, toScalar } from '../core/scalar.ts'
import {
  decodeFrame,
  encodeFrame,
  type FoldNotice,
  MAX_SERVER_FRAME_BYTES,
  PROTOCOL_VERSION,
  type Refusal,
  type RefusalReason,
} from '../protocol/frames.ts'
import type { TableStructure } from '../tables/structure.ts'
import type {
  ClientEvent,
  ClientPhase,
  ClientTableOptions,
  CurrentEdition,
  Editions,
  Transport,
} from './client-options.ts'
import {
  type Conflict,
  type Edit,
  isTooLong,
  mapKey,
  type Outcome,
  type PendingEdits,
  pendingEdits,
  type RefusedEdit,
  type Write,
} from './edit.ts'
import type { Edition } from './edition.ts'
import type { Entry } from './fold.ts'
import { idOf, type MapName, nameOf, splitKey } from './keys.ts'
import { Outbox } from './outbox.ts'
import { cellsSeen, judge } from './rebase.ts'
import { Replica } from './replica.ts'
import { type Hash, portableHash } from './seal.ts'
import { TableModel } from './table-model.ts'
import type { CellRef, TableChange, TableView } from './table-view.ts'
import { type Shown, UndoStack } from './undo-stack.ts'

/**
 * A browser's model of one table: edition + replica of what the server committed + own edits not yet acknowledged.
 *
 * Wiring duties of the owner:
 * - call `connect()` to begin, and again (with a growing pause) whenever `phase` is `closed`;
 * - `transport.connect(room)` gives up any older socket and opens one to that room; then report `opened()`, each `receive(frame)`,
 *   and `closed(code)` when it ends. Events of a socket that was given up are not reported;
 * - keep `pendingEdits()` in the browser's storage on every `saved` event and hand it to `restore()` before the first `connect()`.
 *
 * The replica takes server frames only; an own edit is an entry in a list until the server says that it is durable. So the
 * replica can be folded at any moment, and whether an edit landed is always decidable.
 */

/** an unknown room is "soon" at first; after that it is one that will never be known */
const UNKNOWN_ROOM_TRIES = 3

export class ClientTable implements TableView {
  readonly #transport: Transport
  readonly #editions: Editions
  readonly #random: () => number
  readonly #hash: Hash
  readonly #onOutcome: (edit: Edit, outcome: Outcome) => void
  readonly #model: TableModel
  readonly #undo = new UndoStack()
  readonly #events = new Set<(event: ClientEvent) => void>()

  #room: string
  #editionHash: string
  #replica: Replica
  #phase: ClientPhase = 'closed'
  #unacked: Edit[] = []
  /** the newest own edit of each key */
  readonly #top = new Map<string, Edit>()
  /** the list of unacknowledged edits, or what they were sent as, is another than was last told */
  #pendingChanged = false

  // this connection's
  #outbox: Outbox
  /** the room of restored edits, until it has said what became of them */
  #settling: string | null = null
  /** the server has said what became of the writes of earlier connections */
  #helloAnswered = false
  #mustFetch = false
  #unknownRoomCloses = 0
  /** did not answer before the current edition was fetched last */
  #doubted: string | null = null
  /** did not answer after that either */
  #unknownRoom: string | null = null
  #fetchRun = 0

  constructor(current: CurrentEdition, options: ClientTableOptions) {
    this.#transport = options.transport
    this.#editions = options.editions
    this.#random = options.random
    this.#hash = options.hash ?? portableHash
    this.#onOutcome = options.onOutcome ?? (() => {})
    this.#model = new TableModel(current.edition)
    this.#room = current.room
    this.#editionHash = current.hash
    this.#outbox = this.#newOutbox()
    this.#replica = this.#newReplica(current)
  }

  // ---- reading -------------------------------------------------------------------------------------------------------

  get structure(): TableStructure {
    return this.#model.structure
  }
  get rows(): readonly string[] {
    return this.#model.rows
  }
  rowIndex(row: string): number {
    return this.#model.rowIndex(row)
  }
  cell(row: string, column: string): Scalar {
    return this.#model.cell(row, column)
  }
  numbersInto(column: string, from: number, to: number, out: Float64Array): void {
    this.#model.numbersInto(column, from, to, out)
  }
  rowFact(row: string, fact: string): Scalar {
    return this.#model.rowFact(row, fact)
  }
  get structureFacts(): ReadonlyMap<string, Scalar> {
    return this.#model.structureFacts
  }
  structureFact(key: string): Scalar {
    return this.#model.structureFact(key)
  }
  read(map: MapName, key: string): Scalar {
    return this.#model.read(map, key)
  }
  hasRow(row: string): boolean {
    return this.#model.hasRow(row)
  }
  hasColumn(column: string): boolean {
    return this.#model.hasColumn(column)
  }
  subscribe(listener: (change: TableChange) => void): () => void {
    return this.#model.subscribe(listener)
  }
  listen(listener: (event: ClientEvent) => void): () => void {
    this.#events.add(listener)
    return () => this.#events.delete(listener)
  }
  /** what the edition holds where the cell now reads differently; null where it is unchanged */
  revision(row: string, column: string): { readonly before: Scalar } | null {
    return this.#model.revision(row, column)
  }
  isUnsaved(row: string, column: string): boolean {
    return this.#top.size > 0 && this.#top.has(mapKey('cells', `${row}:${column}`))
  }
  get unsaved(): number {
    return this.#unacked.length
  }
  get phase(): ClientPhase {
    return this.#phase
  }
  get room(): string {
    return this.#room
  }
  get hash(): string {
    return this.#editionHash
  }
  get edition(): Edition {
    return this.#model.edition
  }
  /** the committed value, own edits left out */
  committed(map: MapName, key: string): Scalar {
    return this.#replica.read(map, key)
  }
  /** client id → clock: how far the replica has come */
  replicaClocks(): ReadonlyMap<number, number> {
    return this.#replica.clocks
  }

  // ---- writing -------------------------------------------------------------------------------------------------------

  /**
   * Writes that are done together and undone together. Rights are not asked here: the server refuses, and the screen reverts.
   * Texts over the server's limit are refused at once and not written.
   * @throws NotStorable and TypeError (no such key) before anything is written
   */
  edit(writes: readonly Write[], label = 'edit'): readonly CellRef[] {
    return this.#write(writes, edits => this.#undo.push(edits, label, this.#shown))
  }
  /** Takes the last own step back where its values still stand; answers the cells that changed. */
  undo(): readonly CellRef[] {
    return this.#write(this.#undo.undo(this.#shown))
  }
  redo(): readonly CellRef[] {
    return this.#write(this.#undo.redo(this.#shown))
  }
  get canUndo(): boolean {
    return this.#undo.canUndo
  }
  get canRedo(): boolean {
    return this.#undo.canRedo
  }
  get undoLabel(): string | null {
    return this.#undo.undoLabel
  }
  get redoLabel(): string | null {
    return this.#undo.redoLabel
  }
  /** The author's answer to conflicts: write my values after all. Keeping theirs needs no call. */
  takeMine(conflicts: readonly Conflict[], label = 'edit'): readonly CellRef[] {
    return this.edit(
      conflicts.map(({ map, key, mine }) => ({ map, key, value: mine })),
      label,
    )
  }

  #write(writes: readonly Write[], remember: (edits: readonly Edit[]) => void = () => {}): readonly CellRef[] {
    const checked = writes.map(write => {
      if (splitKey(write.key) === null) throw new TypeError(`no key: ${write.key}`)
      return { map: write.map, key: write.key, value: toScalar(write.value) }
    })
    const edits = checked.filter(write => !isTooLong(write)).map(write => this.#lay(this.#toEdit(write)))
    remember(edits)
    this.#model.flush('own')
    if (this.#phase === 'live') this.#push(edits)
    this.#tellSaved()
    this.#refuseTooLong(checked)
    return edits.filter(edit => edit.map === 'cells').map(edit => ({ row: idOf(edit.key), column: nameOf(edit.key) }))
  }

  /** The server would refuse them, or their frame, and with it this table for good: so they are never sent. */
  #refuseTooLong(writes: readonly Write[]): void {
    const edits = writes
      .filter(isTooLong)
      .map(({ map, key, value }): RefusedEdit => ({ map, key, value, why: 'not-storable' }))
    if (edits.length > 0) this.#emit({ kind: 'refused', edits })
  }

  #toEdit(write: Write): Edit {
    const edit: Edit = { ...write, base: this.#model.read(write.map, write.key), at: null }
    if (write.map === 'rows' && write.value === true && nameOf(write.key) === 'deleted')
      return { ...edit, seen: cellsSeen(idOf(write.key), this.#replica) }
    return edit
  }

  #lay(edit: Edit): Edit {
    this.#pendingChanged = true
    this.#unacked.push(edit)
    this.#top.set(mapKey(edit.map, edit.key), edit)
    this.#model.set(edit.map, edit.key, edit.value)
    return edit
  }

  #push(edits: readonly Edit[]): void {
    if (edits.length > 0) this.#pendingChanged = true
    this.#outbox.push(edits)
  }

  #newOutbox(): Outbox {
    return new Outbox(
      Math.floor(this.#random() * 2 ** 32),
      frame => this.#transport.send(frame),
      (map, key) => this.#replica.tail(map, key),
    )
  }

  // ---- keeping over a reload -----------------------------------------------------------------------------------------

  /** null where everything is saved */
  pendingEdits(): PendingEdits | null {
    if (this.#unacked.length === 0) return null
    const edits = this.#unacked.map(edit => ({ ...edit, at: edit.at && { ...edit.at } }))
    return {
      v: 1,
      table: this.#model.edition.table,
      room: this.#settling ?? this.#room,
      edits: edits as PendingEdits['edits'],
    }
  }

  /**
   * Takes kept edits back, before the first `connect()`. Where they were sent into a room that has closed since, that room is
   * asked first what became of them. Answers false where `kept` is nothing of this table's.
   */
  restore(kept: unknown): boolean {
    const parsed = pendingEdits.safeParse(kept)
    if (!parsed.success || parsed.data.table !== this.#model.edition.table || this.#phase !== 'closed') return false
    for (const edit of parsed.data.edits)
      if (splitKey(edit.key) !== null && !isTooLong(edit as Edit)) this.#lay(edit as Edit)
    if (parsed.data.room !== this.#room && parsed.data.edits.some(edit => edit.at !== null))
      this.#settling = parsed.data.room
    this.#model.flush('own')
    this.#tellSaved()
    this.#refuseTooLong(parsed.data.edits as Edit[])
    return true
  }

  // ---- connection ----------------------------------------------------------------------------------------------------

  /** Opens (or opens again) the room; does nothing while a connection is under way or the server refused for good. */
  connect(): void {
    if (this.#phase !== 'closed') return
    if (this.#mustFetch) {
      this.#fetch()
    } else {
      this.#setPhase('opening')
      this.#transport.connect(this.#settling ?? this.#room)
    }
  }

  /** The socket is open. */
  opened(): void {
    const retire = new Set<number>()
    for (const edit of this.#unacked) if (edit.at !== null) retire.add(edit.at.client)
    // a new id per connection: a lost frame's clocks may yet arrive under the old one
    this.#outbox = this.#newOutbox()
    this.#helloAnswered = false
    this.#transport.send(
      encodeFrame({ type: 'hello', hello: { v: PROTOCOL_VERSION, retire: [...retire].slice(0, 256) } }),
    )
    // to a room that is asked about kept edits too: should it be the current one, its answer is how we learn that
    this.#transport.send(encodeFrame({ type: 'sync-step-1', body: this.#replica.stateVector }))
  }

  /**
   * The socket ended, or could not be opened.
   * @param code the close code; 4400-4499 other than 4409 stop this table for good
   */
  closed(code = 1006): void {
    if (this.#phase === 'fetching' || this.#phase === 'stopped') return
    if (code >= 4400 && code < 4500 && code !== 4409) {
      this.#setPhase('stopped')
      return
    }
    this.#unknownRoomCloses = code === 4503 ? this.#unknownRoomCloses + 1 : 0
    if (this.#unknownRoomCloses >= UNKNOWN_ROOM_TRIES) {
      // perhaps the server was in trouble; a room that it does not know even after it has told the current one is lost (a
      // restored backup), and nothing sent there counts
      this.#unknownRoomCloses = 0
      const asked = this.#settling ?? this.#room
      this.#unknownRoom = asked === this.#doubted ? asked : null
      this.#doubted = asked
      this.#mustFetch = true
    }
    this.#setPhase('closed')
  }

  /** A frame from the server. @throws MalformedFrame */
  receive(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes, MAX_SERVER_FRAME_BYTES)
    switch (frame.type) {
      case 'sync-step-2':
        if (this.#settling !== null) {
          this.#fetch() // that room is no old one: the edition at hand is older than the kept edits
          break
        }
        this.#replica.apply(frame.body)
        if (this.#phase === 'opening') this.#firstSync()
        this.#model.flush('remote')
        break
      case 'update':
        if (this.#settling !== null) return
        this.#replica.apply(frame.body)
        this.#model.flush('remote')
        break
      case 'ack':
        this.#helloAnswered = true
        this.#acknowledge(new Map(frame.ack.clocks), frame.ack.refused)
        break
      case 'fold':
        this.#moveOn(frame.fold)
        break
      case 'sync-step-1':
      case 'awareness':
      case 'query-awareness':
      case 'hello':
      case 'rights':
      case 'news':
      case 'linked-ask':
      case 'linked':
        break
    }
    this.#tellSaved()
  }

  #acknowledge(clocks: ReadonlyMap<number, number>, refused: readonly Refusal[]): void {
    const why = new Map<string, RefusalReason>()
    for (const refusal of refused) why.set(`${refusal.client}:${refusal.clock}`, refusal.why)
    const left: Edit[] = []
    const refusals: RefusedEdit[] = []
    const landed: Edit[] = []
    for (const edit of this.#unacked) {
      if (edit.at === null || edit.at.clock >= (clocks.get(edit.at.client) ?? 0)) left.push(edit)
      else {
        const reason = why.get(`${edit.at.client}:${edit.at.clock}`)
        if (reason === undefined) landed.push(edit)
        else {
          refusals.push({ map: edit.map, key: edit.key, value: edit.value, why: reason })
          this.#settle(edit, { kind: 'refused', why: reason })
        }
      }
    }
    this.#unacked = left
    this.#model.flush('own')
    for (const edit of landed) this.#settle(edit, { kind: 'landed' })
    this.#model.flush('remote') // where somebody's concurrent value stands instead
    if (refusals.length > 0) this.#emit({ kind: 'refused', edits: refusals })
  }

  #settle(edit: Edit, outcome: Outcome): void {
    this.#pendingChanged = true
    const key = mapKey(edit.map, edit.key)
    if (this.#top.get(key) === edit) {
      this.#top.delete(key)
      this.#model.set(edit.map, edit.key, this.#replica.overlay(edit.map, edit.key))
    }
    this.#outbox.forget(edit)
    this.#onOutcome(edit, outcome)
  }

  /** After the first sync of every connection: what did not land is written again, or its author is asked. */
  #firstSync(): void {
    this.#unknownRoomCloses = 0
    this.#doubted = null
    const verdicts = judge(this.#unacked, this.#replica)
    const again: Edit[] = []
    const conflicts: Conflict[] = []
    this.#unacked = []
    for (const verdict of verdicts) {
      const { edit } = verdict
      switch (verdict.kind) {
        case 'again':
          edit.at = null
          this.#unacked.push(edit)
          again.push(edit)
          break
        case 'conflict': {
          const conflict: Conflict = {
            map: edit.map,
            key: edit.key,
            mine: edit.value,
            base: edit.base,
            theirs: verdict.theirs,
            cause: verdict.cause,
          }
          conflicts.push(conflict)
          this.#settle(edit, { kind: 'conflict', conflict })
          break
        }
        case 'superseded':
        case 'already':
          this.#settle(edit, { kind: verdict.kind })
      }
    }
    this.#push(again)
    this.#setPhase('live') // whoever hears of it may write at once, and must not be judged with the others
    if (conflicts.length > 0) this.#emit({ kind: 'conflicts', conflicts })
  }

  // ---- the edition moves on ------------------------------------------------------------------------------------------

  #moveOn(notice: FoldNotice): void {
    const settled = this.#settling
    // before the answer to HELLO its clocks say what is durable but not what was refused: the closed room is asked again
    if (notice.from !== (settled ?? this.#room) || !this.#helloAnswered) return
    this.#setPhase('closed')
    if (notice.clocks !== null) {
      const clocks = new Map(Object.entries(notice.clocks).map(([client, clock]) => [Number(client), clock]))
      this.#acknowledge(clocks, [])
      for (const edit of this.#unacked) edit.at = null // above the final clocks: it never landed and never will
    }
    this.#settling = null
    const here = notice.room === this.#room
    const next = settled === null ? this.#replica.folded(notice, this.#hash) : null
    if (next !== null) this.#enter({ room: notice.room, hash: notice.hash, edition: next }, true)
    if (next !== null || (settled !== null && here)) this.connect()
    else this.#fetch()
  }

  #fetch(): void {
    this.#mustFetch = true
    this.#setPhase('fetching')
    const run = ++this.#fetchRun
    this.#editions.fetchCurrent().then(
      current => {
        if (run !== this.#fetchRun) return
        this.#mustFetch = false
        const sentTo = this.#settling ?? this.#room
        const sent = this.#unacked.some(edit => edit.at !== null)
        if (current.room === sentTo || !sent) this.#settling = null
        else if (sentTo !== this.#unknownRoom) this.#settling = sentTo
        else {
          this.#settling = null
          for (const edit of this.#unacked) edit.at = null
        }
        this.#enter(current, false)
        this.#setPhase('closed')
        this.connect()
      },
      () => {
        if (run === this.#fetchRun) this.#setPhase('closed')
      },
    )
  }

  #enter(current: CurrentEdition, sameReadings: boolean): void {
    this.#room = current.room
    this.#editionHash = current.hash
    this.#replica = this.#newReplica(current)
    const own: Entry[] = [...this.#top.values()]
    if (sameReadings) this.#model.rebase(current.edition, own)
    else this.#model.load(current.edition, own)
    this.#emit({ kind: 'edition', room: current.room, seq: current.edition.seq })
  }

  #newReplica({ edition, hash }: CurrentEdition): Replica {
    const replica = new Replica(edition, hash)
    replica.observe((map, keys) => {
      if (replica !== this.#replica) return
      for (const key of keys) {
        if (splitKey(key) === null || this.#top.has(mapKey(map, key))) continue
        this.#model.set(map, key, replica.overlay(map, key))
      }
    })
    return replica
  }

  readonly #shown: Shown = {
    read: (map, key) => this.#model.read(map, key),
    columns: () => this.#replica.columns(),
  }

  #setPhase(phase: ClientPhase): void {
    if (this.#phase === phase) return
    this.#phase = phase
    this.#emit({ kind: 'phase', phase })
  }

  #tellSaved(): void {
    if (!this.#pendingChanged) return
    this.#pendingChanged = false
    this.#emit({ kind: 'saved', unsaved: this.#unacked.length })
  }

  #emit(event: ClientEvent): void {
    for (const listener of this.#events) listener(event)
  }
}
