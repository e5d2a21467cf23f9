import type { ColumnReader } from './column-reader.ts'

interface Kept {
  readonly version: number
  readonly value: unknown
}

const kept = new WeakMap<ColumnReader, Map<symbol, Kept>>()

/** A kind of thing derived from a whole column (an index, a sorted copy): made when asked for, kept until the column changes. */
export function derivation<T>(make: (reader: ColumnReader) => T): (reader: ColumnReader) => T {
  const key = Symbol('derivation')
  return reader => {
    let ofReader = kept.get(reader)
    if (ofReader === undefined) kept.set(reader, (ofReader = new Map()))
    const { version } = reader
    const found = ofReader.get(key)
    if (found !== undefined && found.version === version) return found.value as T
    const value = make(reader)
    ofReader.set(key, { version, value })
    return value
  }
}
