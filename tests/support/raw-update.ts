import * as encoding from 'lib0/encoding'

/** Updates written byte by byte, as an attacker would. */
export type Encoder = encoding.Encoder

export function raw(write: (encoder: Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

export const uint = (encoder: Encoder, ...numbers: number[]) => {
  for (const number of numbers) encoding.writeVarUint(encoder, number)
}

/** one client's block: how many structs it claims to have */
export const header = (encoder: Encoder, client: number, clock: number, structs: number) =>
  uint(encoder, 1, structs, client, clock)

const any = (encoder: Encoder, value: unknown) => encoding.writeAny(encoder, value as string)

/** a set of `map`'s `key` that names them */
export function named(encoder: Encoder, map: string, key: string, value: unknown): void {
  encoding.writeUint8(encoder, 8 | 32)
  uint(encoder, 1)
  encoding.writeVarString(encoder, map)
  encoding.writeVarString(encoder, key)
  uint(encoder, 1)
  any(encoder, value)
}

/** a set whose key follows from the item that it overwrites */
export function overwriting(encoder: Encoder, client: number, clock: number, value: unknown): void {
  encoding.writeUint8(encoder, 8 | 128 | 32)
  uint(encoder, client, clock, 1)
  any(encoder, value)
}

/** one set and no deletes */
export const set = (client: number, clock: number, map: string, key: string, value: unknown): Uint8Array =>
  raw(encoder => {
    header(encoder, client, clock, 1)
    named(encoder, map, key, value)
    uint(encoder, 0)
  })

/** sets of one client, all named, and no deletes */
export const sets = (
  client: number,
  writes: readonly (readonly [map: string, key: string, value: unknown])[],
): Uint8Array =>
  raw(encoder => {
    header(encoder, client, 0, writes.length)
    for (const [map, key, value] of writes) named(encoder, map, key, value)
    uint(encoder, 0)
  })

export const bytes = (encoder: Encoder, ...values: number[]) => {
  for (const value of values) encoding.writeUint8(encoder, value)
}
export const text = (encoder: Encoder, value: string) => encoding.writeVarString(encoder, value)
