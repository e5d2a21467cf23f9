import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { messageYjsUpdate, readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import type { ClientAddress } from './load.ts'

const SYNC = 0

const AUTH = 2

/** Anybody's client: a stock Y.Doc and the y-websocket protocol, or that of Hocuspocus, which names the document first. */
export class RawClient {
  readonly doc = new Y.Doc()
  readonly cells = this.doc.getMap<number>('cells')
  readonly #socket: WebSocket
  /** frames with updates that came in */
  frames = 0

  readonly #document: string | undefined

  private constructor({ url, document }: ClientAddress) {
    this.#document = document
    this.#socket = new WebSocket(url, { perMessageDeflate: false })
    this.#socket.binaryType = 'arraybuffer'
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.#send(encoder => writeUpdate(encoder, update))
    })
  }

  /** Connected and synced. @throws Error where the server closes instead */
  static async open(address: ClientAddress): Promise<RawClient> {
    const client = new RawClient(address)
    await new Promise<void>((resolve, reject) => {
      const socket = client.#socket
      socket.once('open', () => {
        if (client.#document !== undefined) client.#signIn()
        client.#send(encoder => writeSyncStep1(encoder, client.doc))
      })
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
    if (this.#document !== undefined) decoding.readVarString(decoder)
    if (decoding.readVarUint(decoder) !== SYNC) return null
    const answer = this.#begin(SYNC)
    const empty = encoding.length(answer)
    const kind = readSyncMessage(decoder, answer, this.doc, this)
    if (kind === messageYjsUpdate) this.frames++
    if (encoding.length(answer) > empty) this.#socket.send(encoding.toUint8Array(answer))
    return kind === 1 ? 'synced' : null
  }

  #send(write: (encoder: encoding.Encoder) => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    const encoder = this.#begin(SYNC)
    write(encoder)
    this.#socket.send(encoding.toUint8Array(encoder))
  }
  #signIn(): void {
    const encoder = this.#begin(AUTH)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, '')
    this.#socket.send(encoding.toUint8Array(encoder))
  }
  #begin(kind: number): encoding.Encoder {
    const encoder = encoding.createEncoder()
    if (this.#document !== undefined) encoding.writeVarString(encoder, this.#document)
    encoding.writeVarUint(encoder, kind)
    return encoder
  }
}
