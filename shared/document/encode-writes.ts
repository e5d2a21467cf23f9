import * as encoding from 'lib0/encoding'
import type { Scalar } from '../core/scalar.ts'
import type { MapName } from './keys.ts'
import type { ItemId } from './overlay.ts'

export interface EncodedWrite {
  readonly map: MapName
  readonly key: string
  readonly value: Scalar
  /** the item that this write overwrites, as its author saw it */
  readonly origin: ItemId | null
}

const CONTENT_ANY = 8
const HAS_KEY = 32
const HAS_ORIGIN = 128

/**
 * One Yjs V1 update that sets keys of the flat maps without touching a document: a client's replica holds committed
 * state only, so its own edits are written by hand. Clocks run on from `clock`, one per write. No delete set: overwriting implies it.
 */
export function encodeWrites(client: number, clock: number, writes: readonly EncodedWrite[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, writes.length)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  for (const { map, key, value, origin } of writes) {
    encoding.writeUint8(encoder, CONTENT_ANY | HAS_KEY | (origin ? HAS_ORIGIN : 0))
    if (origin) {
      encoding.writeVarUint(encoder, origin.client)
      encoding.writeVarUint(encoder, origin.clock)
    } else {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, map)
      encoding.writeVarString(encoder, key)
    }
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, value)
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}
