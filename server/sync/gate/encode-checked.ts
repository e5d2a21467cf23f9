import * as encoding from 'lib0/encoding'
import type { CheckedBlock, CheckedStruct } from './check.ts'

const CONTENT_DELETED = 1
const CONTENT_ANY = 8
const HAS_KEY = 32
const HAS_ORIGIN = 128

/**
 * The update as it is applied: written anew from what the gate has read, so nothing that it did not understand gets through.
 * A refused struct keeps its id, origin and length and loses its content: clocks stay whole and every replica converges.
 * Without the delete set: overwriting implies it.
 */
export function encodeChecked(blocks: readonly CheckedBlock[]): Uint8Array {
  const encoder = encoding.createEncoder()
  const open = blocks.filter(block => block.structs.length > 0).sort((a, b) => b.client - a.client)
  encoding.writeVarUint(encoder, open.length)
  for (const { client, structs } of open) {
    encoding.writeVarUint(encoder, structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, structs[0]!.struct.clock)
    for (const checked of structs) writeStruct(encoder, checked)
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

function writeStruct(encoder: encoding.Encoder, { struct, target, refused, gone }: CheckedStruct): void {
  const values = refused !== null || gone ? null : struct.values
  const { origin } = struct
  encoding.writeUint8(
    encoder,
    (values ? CONTENT_ANY : CONTENT_DELETED) | (origin ? HAS_ORIGIN : 0) | (struct.keyed ? HAS_KEY : 0),
  )
  if (origin) {
    encoding.writeVarUint(encoder, origin.client)
    encoding.writeVarUint(encoder, origin.clock)
  } else {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, target.map)
    encoding.writeVarString(encoder, target.key)
  }
  encoding.writeVarUint(encoder, struct.length)
  for (const value of values ?? []) encoding.writeAny(encoder, value as string | number | boolean | null)
}
