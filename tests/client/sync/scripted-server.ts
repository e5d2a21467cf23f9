import * as Y from 'yjs'
import type { SocketHost, WebSocketLike } from '../../../client/sync/room-socket.ts'
import type { Scalar } from '../../../shared/core/scalar.ts'
import { decodeFrame, encodeFrame, type Frame, type RefusalReason } from '../../../shared/protocol/frames.ts'

type Listener = (event: never) => void

class FakeSocket implements WebSocketLike {
  binaryType: BinaryType = 'blob'
  readyState = 0
  readonly url: string
  readonly sent: Uint8Array[] = []
  readonly #listeners = new Map<string, Listener[]>()
  readonly #server: ScriptedServer

  constructor(url: string, server: ScriptedServer) {
    this.url = url
    this.#server = server
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }
  emit(type: 'open' | 'close' | 'message', event: unknown = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never)
  }
  send(data: Uint8Array): void {
    this.sent.push(data)
    this.#server.take(this, data)
  }
  close(): void {
    this.readyState = 3
  }
}

/**
 * One room and the machine around it, both under the test's hand: time passes when the test says so, and the server answers,
 * stays away, refuses or hangs up as told. It speaks the real frames over a real document.
 */
export class ScriptedServer implements SocketHost {
  readonly doc = new Y.Doc()
  readonly sockets: FakeSocket[] = []
  /** how a connection begins: answered, refused at once (server down), or left hanging */
  door: 'open' | 'down' | 'silent' | { readonly closesWith: number } = 'open'
  /** takes updates in but tells nobody, as a disk that is slow */
  slowDisk = false
  refuses: RefusalReason | null = null
  #back: () => void = () => {}
  #away: () => void = () => {}
  #timers: { due: number; run: () => void }[] = []
  #now = 0

  constructor() {
    for (const map of ['cells', 'rows', 'structure']) this.doc.getMap(map)
  }

  // --- the machine
  open = (url: string): WebSocketLike => {
    const socket = new FakeSocket(url, this)
    this.sockets.push(socket)
    this.after(0, () => {
      if (this.door === 'silent' || socket.readyState === 3) return
      if (this.door === 'down') return this.hangUp(socket, 1006)
      socket.readyState = 1
      socket.emit('open')
      if (typeof this.door === 'object') this.hangUp(socket, this.door.closesWith)
    })
    return socket
  }
  after = (ms: number, run: () => void): (() => void) => {
    const timer = { due: this.#now + ms, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer)
    }
  }
  random = (): number => Math.random()
  onNetwork = (back: () => void, away: () => void): (() => void) => {
    this.#back = back
    this.#away = away
    return () => {}
  }
  networkBack = (): void => this.#back()
  networkAway = (): void => this.#away()

  /** Lets `ms` of the machine's time pass, and what is due in it happen, in order. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      await new Promise(resolve => setImmediate(resolve))
      const next = this.#timers.filter(timer => timer.due <= end).sort((a, b) => a.due - b.due)[0]
      if (next === undefined) break
      this.#timers = this.#timers.filter(timer => timer !== next)
      this.#now = Math.max(this.#now, next.due)
      next.run()
    }
    this.#now = end
  }

  // --- the server
  get socket(): FakeSocket {
    const last = this.sockets.at(-1)
    if (!last) throw new Error('nobody has called')
    return last
  }
  tell(socket: FakeSocket, frame: Frame | Uint8Array): void {
    if (socket.readyState !== 1) return
    const bytes = frame instanceof Uint8Array ? frame : encodeFrame(frame)
    socket.emit('message', { data: bytes.slice().buffer })
  }
  hangUp(socket: FakeSocket, code: number): void {
    socket.readyState = 3
    socket.emit('close', { code, reason: '' })
  }
  /** somebody else's edit */
  write(key: string, value: Scalar): void {
    const before = Y.encodeStateVector(this.doc)
    this.doc.getMap('cells').set(key, value)
    for (const socket of this.sockets)
      this.tell(socket, { type: 'update', body: Y.encodeStateAsUpdate(this.doc, before) })
  }
  cell(key: string): unknown {
    return this.doc.getMap('cells').get(key)
  }
  take(socket: FakeSocket, bytes: Uint8Array): void {
    const frame = decodeFrame(bytes)
    if (frame.type === 'hello') this.#acknowledge(socket, frame.hello.retire)
    if (frame.type === 'sync-step-1')
      this.tell(socket, { type: 'sync-step-2', body: Y.encodeStateAsUpdate(this.doc, frame.body) })
    if (frame.type !== 'update' || this.slowDisk) return
    const { structs } = Y.decodeUpdate(frame.body)
    const clients = [...new Set(structs.map(struct => struct.id.client))]
    if (this.refuses !== null) {
      const end = Math.max(...structs.map(struct => struct.id.clock + struct.length))
      const refused = structs.map(({ id }) => ({
        client: id.client,
        clock: id.clock,
        key: '',
        why: this.refuses as RefusalReason,
      }))
      this.tell(socket, { type: 'ack', ack: { clocks: [[clients[0] as number, end]], refused } })
      return
    }
    Y.applyUpdate(this.doc, frame.body)
    for (const other of this.sockets) this.tell(other, { type: 'update', body: frame.body })
    this.#acknowledge(socket, clients)
  }
  #acknowledge(socket: FakeSocket, clients: readonly number[]): void {
    const clocks = Y.decodeStateVector(Y.encodeStateVector(this.doc))
    const known = clients.map(client => [client, clocks.get(client) ?? 0] as [number, number])
    this.tell(socket, { type: 'ack', ack: { clocks: known, refused: [] } })
  }
}
