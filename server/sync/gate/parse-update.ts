import * as decoding from 'lib0/decoding'
import { NotStorable, type Scalar, toScalar } from '../../../shared/core/scalar.ts'
import { MAPS, type MapName, splitKey } from '../../../shared/document/keys.ts'
import type { ItemId } from '../../../shared/document/overlay.ts'
import type { GateLimits } from './limits.ts'
import { Hostile, hostile } from './outcome.ts'

/** A value of a shape that an honest but careless client can send (NaN, `undefined`, a text too long): refused, not hostile. */
export const UNSTORABLE = Symbol('unstorable')

export interface Target {
  readonly map: MapName
  readonly key: string
}

export interface ParsedStruct {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly origin: ItemId | null
  /** the key as the wire says it; null where it follows from `origin` */
  readonly named: Target | null
  /** null: its author deleted it already */
  readonly values: readonly (Scalar | typeof UNSTORABLE)[] | null
  /** the wire's has-key bit, kept so that re-encoding gives what Yjs would */
  readonly keyed: boolean
}

export interface ParsedBlock {
  readonly client: number
  readonly start: number
  readonly end: number
  readonly structs: readonly ParsedStruct[]
}

export interface DeleteRange {
  readonly client: number
  readonly clock: number
  readonly length: number
}

export interface ParsedUpdate {
  readonly blocks: readonly ParsedBlock[]
  readonly deletes: readonly DeleteRange[]
}

const CONTENT_DELETED = 1
const CONTENT_ANY = 8
const HAS_KEY = 32
const HAS_RIGHT_ORIGIN = 64
const HAS_ORIGIN = 128

/**
 * Reads a Yjs V1 update of the one shape that a flat, set-only map of scalars can have. Every count is checked against
 * the bytes that are left before anything is made for it.
 * @throws Hostile for everything else
 */
export function parseUpdate(bytes: Uint8Array, limits: GateLimits): ParsedUpdate {
  if (bytes.length > limits.bytes) hostile('update too large')
  const decoder = decoding.createDecoder(bytes)
  try {
    const blocks = readBlocks(decoder, limits)
    const deletes = readDeletes(decoder, limits)
    if (left(decoder) > 0) hostile('bytes after the update')
    return { blocks, deletes }
  } catch (error) {
    throw error instanceof Hostile ? error : new Hostile(`unreadable: ${(error as Error).message}`)
  }
}

const left = (decoder: decoding.Decoder) => decoder.arr.length - decoder.pos

function readBlocks(decoder: decoding.Decoder, limits: GateLimits): ParsedBlock[] {
  const count = decoding.readVarUint(decoder)
  if (count > limits.clients || count > left(decoder)) hostile('too many clients')
  const blocks: ParsedBlock[] = []
  const seen = new Set<number>()
  let structs = 0
  let writes = 0
  for (let i = 0; i < count; i++) {
    const length = decoding.readVarUint(decoder)
    // a struct takes two bytes at least: a count past that is a bomb
    if (length === 0 || length * 2 > left(decoder)) hostile('struct count')
    structs += length
    if (structs > limits.structs) hostile('too many structs')
    const client = decoding.readVarUint(decoder)
    if (seen.has(client)) hostile('two blocks of one client')
    seen.add(client)
    const block = readBlock(decoder, limits, client, length)
    // a struct without content claims any number of writes in three bytes, and each refused one is answered for
    writes += block.end - block.start
    if (writes > limits.structs) hostile('too many writes')
    blocks.push(block)
  }
  return blocks
}

function readBlock(decoder: decoding.Decoder, limits: GateLimits, client: number, count: number): ParsedBlock {
  const start = decoding.readVarUint(decoder)
  const structs: ParsedStruct[] = []
  let clock = start
  for (let i = 0; i < count; i++) {
    const struct = readStruct(decoder, limits, client, clock)
    structs.push(struct)
    clock += struct.length
    if (clock > limits.clock) hostile('clock')
  }
  return { client, start, end: clock, structs }
}

function readStruct(decoder: decoding.Decoder, limits: GateLimits, client: number, clock: number): ParsedStruct {
  const info = decoding.readUint8(decoder)
  const content = info & 31
  if (content !== CONTENT_ANY && content !== CONTENT_DELETED) hostile('content is no scalar')
  if (info & HAS_RIGHT_ORIGIN) hostile('right origin')
  let origin: ItemId | null = null
  let named: Target | null = null
  if (info & HAS_ORIGIN) origin = { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) }
  else named = readTarget(decoder, info, limits)
  const length = decoding.readVarUint(decoder)
  if (length < 1 || length > limits.structs) hostile('length')
  let values: (Scalar | typeof UNSTORABLE)[] | null = null
  if (content === CONTENT_ANY) {
    if (length > left(decoder)) hostile('length')
    values = []
    for (let i = 0; i < length; i++) values.push(readValue(decoder, limits))
  }
  return { client, clock, length, origin, named, values, keyed: (info & HAS_KEY) !== 0 }
}

function readTarget(decoder: decoding.Decoder, info: number, limits: GateLimits): Target {
  if (!(info & HAS_KEY)) hostile('no map entry')
  if (decoding.readVarUint(decoder) !== 1) hostile('nested parent')
  const map = readText(decoder, 16)
  const key = readText(decoder, limits.text)
  if (!(MAPS as readonly string[]).includes(map)) hostile('unknown root')
  if (splitKey(key) === null) hostile('no key')
  return { map: map as MapName, key }
}

function readText(decoder: decoding.Decoder, most: number): string {
  const start = decoder.pos
  const length = decoding.readVarUint(decoder)
  if (length > left(decoder) || length > most) hostile('text too long')
  decoder.pos = start
  return decoding.readVarString(decoder)
}

/** the scalars of lib0's `any`; nothing nested is ever read */
function readValue(decoder: decoding.Decoder, limits: GateLimits): Scalar | typeof UNSTORABLE {
  switch (decoding.readUint8(decoder)) {
    case 127:
      return UNSTORABLE // `undefined`: a delete in disguise
    case 126:
      return null
    case 125:
      return storable(decoding.readVarInt(decoder))
    case 124:
      need(decoder, 4)
      return storable(decoding.readFloat32(decoder))
    case 123:
      need(decoder, 8)
      return storable(decoding.readFloat64(decoder))
    case 121:
      return false
    case 120:
      return true
    case 119: {
      const start = decoder.pos
      const length = decoding.readVarUint(decoder)
      need(decoder, length)
      if (length > limits.text) {
        decoder.pos += length
        return UNSTORABLE
      }
      decoder.pos = start
      return storable(decoding.readVarString(decoder))
    }
    default:
      return hostile('content is no scalar')
  }
}

function need(decoder: decoding.Decoder, bytes: number): void {
  if (bytes > left(decoder)) hostile('length past the end')
}

function storable(value: unknown): Scalar | typeof UNSTORABLE {
  try {
    return toScalar(value)
  } catch (error) {
    if (error instanceof NotStorable) return UNSTORABLE
    throw error
  }
}

function readDeletes(decoder: decoding.Decoder, limits: GateLimits): DeleteRange[] {
  const clients = decoding.readVarUint(decoder)
  if (clients > left(decoder)) hostile('delete set')
  const deletes: DeleteRange[] = []
  const seen = new Set<number>()
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder)
    if (seen.has(client)) hostile('delete set')
    seen.add(client)
    let end = -1
    const count = decoding.readVarUint(decoder)
    if (count * 2 > left(decoder) || deletes.length + count > limits.deleteRanges) hostile('delete set')
    for (let j = 0; j < count; j++) {
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      // Yjs writes them ascending and merged; overlapping ones would be walked once each
      if (length < 1 || clock <= end || clock + length > limits.clock) hostile('delete range')
      end = clock + length - 1
      deletes.push({ client, clock, length })
    }
  }
  return deletes
}
