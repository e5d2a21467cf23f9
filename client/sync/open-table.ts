import type { CurrentEdition, Editions } from '../../shared/document/client-options.ts'
import { type Conflict, isTooLong, type RefusedEdit } from '../../shared/document/edit.ts'
import { ClientTable } from '../../shared/document/table-client.ts'
import { CloseCode } from '../../shared/protocol/close-code.ts'
import { decodeFrame, FRAME, MAX_SERVER_FRAME_BYTES, type RightsNews } from '../../shared/protocol/frames.ts'
import { LinkedResults } from '../linked/linked-results.ts'
import { keptEdits, restoreKept } from './kept-edits.ts'
import { type Overtaken, watchOvertaken } from './overtaken.ts'
import type { PendingStore } from './pending-store.ts'
import { Presence } from './presence.ts'
import { Reconnect } from './reconnect.ts'
import { RoomSocket, type SocketHost } from './room-socket.ts'
import { type SaveState, saveState } from './save-state.ts'

export interface OpenTableOptions {
  readonly current: CurrentEdition
  readonly editions: Editions
  readonly host: SocketHost
  /** the socket's address */
  readonly url: (room: string) => string
  readonly store: PendingStore
  readonly onSignedOut: () => void
  /** what one may do here, at first and whenever it changes */
  readonly onRights?: (news: RightsNews) => void
  /** what belongs to the table and is no part of its document has changed; null: anything may have, nothing was heard until now */
  readonly onNews?: (what: string | null) => void
  readonly onRefused: (edits: readonly RefusedEdit[]) => void
  readonly onOvertaken: (edit: Overtaken) => void
  /** the computer's storage is full: what is unsaved does not outlive the page */
  readonly onStorageFull: () => void
}

/** What a page shows of the connection; a new object whenever something of it changes. */
export interface TableStatus {
  readonly save: SaveState
  readonly unsaved: number
  /** edits whose author is to choose; the table shows the others' values until then */
  readonly conflicts: readonly Conflict[]
  /** values of cells that may not be written any more: their author is to say what becomes of them */
  readonly refused: readonly RefusedEdit[]
}

/** A table that is open on this page: model, connection, presence, and edits kept on this computer. */
export class OpenTable {
  readonly table: ClientTable
  readonly presence: Presence
  readonly linked: LinkedResults
  readonly #options: OpenTableOptions
  readonly #socket: RoomSocket
  readonly #reconnect: Reconnect
  readonly #overtaken: ReturnType<typeof watchOvertaken>
  readonly #listeners = new Set<() => void>()
  #status: TableStatus = { save: { kind: 'connecting' }, unsaved: 0, conflicts: [], refused: [] }
  #conflicts: readonly Conflict[] = []
  #refused: readonly RefusedEdit[] = []
  #met = false
  #signedOut = false
  #keeping = false
  #closed = false

  constructor(options: OpenTableOptions) {
    this.#options = options
    this.#socket = new RoomSocket(options.host, options.url, {
      opened: () => {
        this.table.opened()
        this.presence.opened()
        this.linked.ask()
      },
      received: frame => this.#received(frame),
      closed: code => this.#lost(code),
    })
    this.table = new ClientTable(options.current, {
      transport: this.#socket,
      editions: options.editions,
      random: options.host.random,
      onOutcome: (edit, outcome) => {
        if (outcome.kind === 'landed') this.#overtaken.landed(edit)
        if (outcome.kind === 'landed' || outcome.kind === 'already') this.#refused = withoutKeys(this.#refused, [edit])
      },
    })
    this.#overtaken = watchOvertaken(this.table, options.host.after, options.onOvertaken)
    this.presence = new Presence(frame => this.#socket.send(frame))
    this.linked = new LinkedResults(frame => this.#socket.send(frame))
    this.#reconnect = new Reconnect(
      this.table,
      options.host,
      () => this.#socket.lose(),
      () => this.#changed(),
    )
    this.table.listen(event => {
      switch (event.kind) {
        case 'phase':
          if (event.phase !== 'live') break
          this.#met = true
          // what changed before the server knew of this connection was told to others
          options.onNews?.(null)
          break
        case 'conflicts':
          this.#conflicts = [...withoutKeys(this.#conflicts, event.conflicts), ...event.conflicts]
          break
        case 'refused': {
          const cells = event.edits.filter(edit => edit.map === 'cells' && !isTooLong(edit))
          this.#refused = [...withoutKeys(this.#refused, cells), ...cells]
          const others = event.edits.filter(edit => !cells.includes(edit))
          if (others.length > 0) options.onRefused(others)
          break
        }
        case 'saved':
        case 'edition':
      }
      this.#keepSoon()
      this.#changed()
    })
  }

  /** Takes up what earlier pages left behind, then connects. */
  async start(): Promise<void> {
    await this.#options.store.adopt(kept => {
      if (this.#closed) return false
      const taken = restoreKept(this.table, kept)
      if (taken === null) return false
      this.#conflicts = [...this.#conflicts, ...taken.conflicts]
      this.#refused = [...withoutKeys(this.#refused, taken.refused), ...taken.refused]
      this.#keep()
      return true
    })
    if (!this.#closed) this.table.connect()
    this.#changed()
  }

  get status(): TableStatus {
    return this.#status
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The author's choice: `mine` is written after all, `theirs` stays. */
  resolve(conflicts: readonly Conflict[], choice: 'mine' | 'theirs'): void {
    if (choice === 'mine')
      this.table.takeMine(conflicts.filter(({ cause }) => cause !== 'row-gone' && cause !== 'column-gone'))
    this.#conflicts = withoutKeys(this.#conflicts, conflicts)
    this.#keepSoon()
    this.#changed()
  }

  /** What was refused is written after all, where one may by now, asked for elsewhere, or given up. */
  settle(edits: readonly RefusedEdit[], as: 'write' | 'forget'): void {
    if (as === 'write') this.table.edit(edits.map(({ map, key, value }) => ({ map, key, value })))
    this.#refused = withoutKeys(this.#refused, edits)
    this.#keepSoon()
    this.#changed()
  }

  /** Does not wait for the next try. */
  retryNow(): void {
    this.#reconnect.now()
  }

  close(): void {
    this.#closed = true
    this.#reconnect.stop()
    this.#overtaken.stop()
    this.presence.leave()
    this.#socket.close()
    this.#options.store.release()
  }

  #received(frame: Uint8Array): void {
    try {
      // the type of these two is their first byte
      if (frame[0] === FRAME.awareness || frame[0] === FRAME.queryAwareness) {
        const decoded = decodeFrame(frame, MAX_SERVER_FRAME_BYTES)
        if (decoded.type === 'awareness' || decoded.type === 'query-awareness') this.presence.receive(decoded)
      } else if (frame[0] === FRAME.linked) {
        const decoded = decodeFrame(frame, MAX_SERVER_FRAME_BYTES)
        if (decoded.type === 'linked') this.linked.receive(decoded.linked)
      } else if (frame[0] === FRAME.rights) {
        const decoded = decodeFrame(frame, MAX_SERVER_FRAME_BYTES)
        if (decoded.type === 'rights') this.#options.onRights?.(decoded.rights)
      } else if (frame[0] === FRAME.news) {
        const decoded = decodeFrame(frame, MAX_SERVER_FRAME_BYTES)
        if (decoded.type === 'news') this.#options.onNews?.(decoded.news.what)
      } else this.table.receive(frame)
    } catch (error) {
      // whatever it was, it was not for us to guess: a new connection begins from what is certain
      console.error(error)
      this.#socket.lose()
    }
  }

  #lost(code: number): void {
    this.presence.closed()
    this.#signedOut = code === CloseCode.noSession
    this.table.closed(code)
    this.#changed()
    if (this.#signedOut) this.#options.onSignedOut()
  }

  /** After the event, when the edits know what they were sent as; before the browser does anything else. */
  #keepSoon(): void {
    if (this.#keeping) return
    this.#keeping = true
    queueMicrotask(() => this.#keep())
  }

  #keep(): void {
    this.#keeping = false
    const { count, kept } = keptEdits(this.table, { conflicts: this.#conflicts, refused: this.#refused })
    try {
      this.#options.store.keep(count, kept)
    } catch {
      this.#options.onStorageFull()
    }
  }

  #changed(): void {
    const { phase, unsaved } = this.table
    const facts = { phase, unsaved, troubled: this.#reconnect.troubled, met: this.#met, signedOut: this.#signedOut }
    this.#status = { save: saveState(facts), unsaved, conflicts: this.#conflicts, refused: this.#refused }
    for (const listener of this.#listeners) listener()
  }
}

interface Keyed {
  readonly map: string
  readonly key: string
}
function withoutKeys<T extends Keyed>(list: readonly T[], gone: readonly Keyed[]): readonly T[] {
  const keys = new Set(gone.map(({ map, key }) => `${map} ${key}`))
  return list.filter(({ map, key }) => !keys.has(`${map} ${key}`))
}
