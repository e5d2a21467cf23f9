/** The part of WebSocket that is used here. */
export interface WebSocketLike {
  binaryType: BinaryType
  readonly readyState: number
  send(data: Uint8Array<ArrayBuffer>): void
  close(): void
  addEventListener(type: 'open', listener: () => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'close', listener: (event: CloseEvent) => void): void
}

/** The machine around the socket, so that tests bring their own. */
export interface SocketHost {
  open(url: string): WebSocketLike
  /** answers how to cancel */
  after(ms: number, run: () => void): () => void
  /** 0 ≤ n < 1 */
  random(): number
  /** calls back when the network may have come back or surely went away; answers how to stop */
  onNetwork(back: () => void, away: () => void): () => void
}

export interface SocketEvents {
  opened(): void
  received(frame: Uint8Array): void
  /** the connection is gone, or never came about; 1006 where no code was said */
  closed(code: number): void
}

/** Silence after which the server is taken for gone. It echoes presence every 15 s, so two echoes are missed. */
const SILENCE_MS = 40_000
const OPEN = 1
const GONE = 1006

/**
 * The one socket of a table. Every socket has its own handlers, and those of one that was given up are deaf: a late close cannot
 * end its successor.
 */
export class RoomSocket {
  readonly #host: SocketHost
  readonly #url: (room: string) => string
  readonly #events: SocketEvents
  #socket: WebSocketLike | null = null
  #cancelSilence: () => void = () => undefined

  constructor(host: SocketHost, url: (room: string) => string, events: SocketEvents) {
    this.#host = host
    this.#url = url
    this.#events = events
  }

  /** Gives up the older socket, without a word about it, and opens one to `room`. */
  connect(room: string): void {
    this.close()
    const socket = this.#host.open(this.#url(room))
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    const current = () => this.#socket === socket
    socket.addEventListener('open', () => {
      if (!current()) return
      this.#heard()
      this.#events.opened()
    })
    socket.addEventListener('message', event => {
      if (!current() || !(event.data instanceof ArrayBuffer)) return
      this.#heard()
      this.#events.received(new Uint8Array(event.data))
    })
    socket.addEventListener('close', event => {
      if (!current()) return
      this.#forget()
      this.#events.closed(event.code)
    })
    this.#heard() // a handshake that never ends is silence too
  }

  send(frame: Uint8Array): void {
    if (this.#socket?.readyState === OPEN) this.#socket.send(frame as Uint8Array<ArrayBuffer>)
  }

  /** The connection is known to be of no use: ends it, and says so like any other end. */
  lose(): void {
    if (this.#socket === null) return
    this.close()
    this.#events.closed(GONE)
  }

  /** Ends the connection without a word. */
  close(): void {
    const socket = this.#socket
    this.#forget()
    socket?.close()
  }

  #heard(): void {
    this.#cancelSilence()
    this.#cancelSilence = this.#host.after(SILENCE_MS, () => this.lose())
  }

  #forget(): void {
    this.#cancelSilence()
    this.#socket = null
  }
}
