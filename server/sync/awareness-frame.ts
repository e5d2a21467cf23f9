import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/** y-websocket's message types that carry presence. */
export const AWARENESS = 1
export const QUERY_AWARENESS = 3

export type AwarenessState = Readonly<Record<string, unknown>>

/** What one awareness client says of itself; `null` is a farewell. */
export interface AwarenessEntry {
  readonly client: number
  readonly clock: number
  readonly state: AwarenessState | null
}

/** More would not be presence any more; a stock client repeats everything it hears, hence the number of entries. */
const MOST_BYTES = 256 * 1024
const MOST_ENTRIES = 1_000
/** characters of JSON */
const MOST_STATE = 4_096

/** A frame that no honest client sends. */
export class MalformedFrame extends Error {
  readonly code = 'malformed-frame'
}

/** @throws MalformedFrame */
export function readFrameType(frame: Uint8Array): number {
  return careful(() => decoding.readVarUint(decoding.createDecoder(frame)))
}

/**
 * The entries of an awareness frame. Those whose state is too large or no object are left out: they are not shown.
 * @throws MalformedFrame
 */
export function readAwarenessFrame(frame: Uint8Array): readonly AwarenessEntry[] {
  if (frame.byteLength > MOST_BYTES) throw new MalformedFrame('too much presence')
  return careful(() => {
    const outer = decoding.createDecoder(frame)
    decoding.readVarUint(outer)
    const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer))
    const count = decoding.readVarUint(decoder)
    if (count > MOST_ENTRIES) throw new MalformedFrame('too many people')
    const entries: AwarenessEntry[] = []
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const text = decoding.readVarString(decoder)
      const state: unknown = text.length <= MOST_STATE ? JSON.parse(text) : undefined
      if (client < 2 ** 32 && isState(state)) entries.push({ client, clock, state })
    }
    return entries
  })
}

export function awarenessFrame(entries: readonly AwarenessEntry[]): Uint8Array {
  const inner = encoding.createEncoder()
  encoding.writeVarUint(inner, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(inner, client)
    encoding.writeVarUint(inner, clock)
    encoding.writeVarString(inner, JSON.stringify(state))
  }
  const outer = encoding.createEncoder()
  encoding.writeVarUint(outer, AWARENESS)
  encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner))
  return encoding.toUint8Array(outer)
}

const isState = (value: unknown): value is AwarenessState | null => typeof value === 'object' && !Array.isArray(value)

function careful<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw cause instanceof MalformedFrame ? cause : new MalformedFrame('not a frame', { cause })
  }
}
