import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { messageYjsUpdate, readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'

const SYNC = 0

/** Anybody's client: a stock Y.Doc and the y-websocket protocol, nothing of ours. */
export class RawClient {
  readonly doc = new Y.Doc()
  readonly cells = this.doc.getMap<number>('cells')
  readonly #socket: WebSocket
  /** frames with updates that came in */
  frames = 0

  private constructor(url: string) {
    this.#socket = new WebSocket(url, { perMessageDeflate: false })
    this.#socket.binaryType = 'arraybuffer'
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.#send(encoder => writeUpdate(encoder, update))
    })
  }

  /** Connected and synced. @throws Error where the server closes instead */
  static async open(url: string): Promise<RawClient> {
    const client = new RawClient(url)
    await new Promise<void>((resolve, reject) => {
      const socket = client.#socket
      socket.once('open', () => client.#send(encoder => writeSyncStep1(encoder, client.doc)))
      socket.once('error', reject)
      socket.once('close', (code, reason) => reject(new Error(`closed with ${code} ${reason}`)))
      socket.on('message', data => {
        if (client.#receive(new Uint8Array(data as ArrayBuffer)) === 'synced') resolve()
      })
    })
    return client
  }

  write(key: string, value: number): void {
    this.cells.set(key, value)
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  close(): void {
    this.#socket.terminate()
    this.doc.destroy()
  }

  #receive(frame: Uint8Array): 'synced' | null {
    const decoder = decoding.createDecoder(frame)
    if (decoding.readVarUint(decoder) !== SYNC) return null
    const answer = encoding.createEncoder()
    encoding.writeVarUint(answer, SYNC)
    const kind = readSyncMessage(decoder, answer, this.doc, this)
    if (kind === messageYjsUpdate) this.frames++
    if (encoding.length(answer) > 1) this.#socket.send(encoding.toUint8Array(answer))
    return kind === 1 ? 'synced' : null
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, SYNC)
    write(encoder)
    this.#socket.send(encoding.toUint8Array(encoder))
  }
}
