import { encodeFrame } from '../protocol/frames.ts'
import { type Edit, mapKey } from './edit.ts'
import { encodeWrites } from './encode-writes.ts'
import { idOf, type MapName } from './keys.ts'
import type { ItemId } from './overlay.ts'

/** frames stay well under the server's limit */
const WRITES_PER_FRAME = 2_000
const CHARACTERS_PER_FRAME = 400_000

/** What one connection sends: its Yjs client id, never used before, and the clocks that run on under it. */
export class Outbox {
  readonly #clientId: number
  readonly #send: (frame: Uint8Array) => void
  readonly #committedTail: (map: MapName, key: string) => ItemId | null
  #clock = 0
  /** the newest own item of each key that is on its way */
  readonly #tails = new Map<string, ItemId>()

  constructor(
    clientId: number,
    send: (frame: Uint8Array) => void,
    committedTail: (map: MapName, key: string) => ItemId | null,
  ) {
    this.#clientId = clientId
    this.#send = send
    this.#committedTail = committedTail
  }

  /** Sends edits under this connection's client id, each naming what it overwrites: the own item on its way, else the replica's. */
  push(edits: readonly Edit[]): void {
    let batch: { edit: Edit; origin: ItemId | null }[] = []
    let characters = 0
    let lastRow = ''
    const send = () => {
      if (batch.length === 0) return
      const writes = batch.map(({ edit, origin }) => ({ map: edit.map, key: edit.key, value: edit.value, origin }))
      const body = encodeWrites(this.#clientId, batch[0]!.edit.at!.clock, writes)
      batch = []
      characters = 0
      this.#send(encodeFrame({ type: 'update', body }))
    }
    for (const edit of edits) {
      // the facts of a new row stay together: the server judges who may make a row by what one update says of it
      const row = edit.map === 'rows' ? idOf(edit.key) : ''
      if ((batch.length >= WRITES_PER_FRAME || characters > CHARACTERS_PER_FRAME) && (row === '' || row !== lastRow))
        send()
      lastRow = row
      const key = mapKey(edit.map, edit.key)
      const origin = this.#tails.get(key) ?? this.#committedTail(edit.map, edit.key)
      edit.at = { client: this.#clientId, clock: this.#clock++ }
      this.#tails.set(key, edit.at)
      batch.push({ edit, origin })
      characters += typeof edit.value === 'string' ? edit.value.length : 0
    }
    send()
  }

  /** the edit is on its way no more */
  forget(edit: Edit): void {
    const key = mapKey(edit.map, edit.key)
    if (edit.at !== null && this.#tails.get(key) === edit.at) this.#tails.delete(key)
  }
}
