import type { CellChange } from './change-trail.ts'
import type { ColumnReader } from './column-reader.ts'

interface Kept {
  readonly version: number
  readonly value: unknown
}

const kept = new WeakMap<ColumnReader, Map<symbol, Kept>>()

/**
 * A kind of thing derived from a whole column (an index, a sorted copy): made when asked for, kept until the column changes.
 * @param follow brings the value along after a few single changes, each row once, with what the row held when the value was made;
 * null where it cannot
 */
export function derivation<T>(
  make: (reader: ColumnReader) => T,
  follow?: (value: T, changes: readonly CellChange[], reader: ColumnReader) => T | null,
): (reader: ColumnReader) => T {
  const key = Symbol('derivation')
  return reader => {
    let ofReader = kept.get(reader)
    if (ofReader === undefined) kept.set(reader, (ofReader = new Map()))
    const { version } = reader
    const found = ofReader.get(key)
    if (found !== undefined && found.version === version) return found.value as T
    const value = (found && follow && followed(found, follow, reader)) ?? make(reader)
    ofReader.set(key, { version: reader.version, value })
    return value
  }
}

/** Beyond so many it is quicker made anew. */
const MOST_FOLLOWED = 64

function followed<T>(
  { version, value }: Kept,
  follow: (value: T, changes: readonly CellChange[], reader: ColumnReader) => T | null,
  reader: ColumnReader,
): T | null {
  const all = reader.changesSince?.(version) ?? null
  if (all === null) return null
  const first = new Map<number, CellChange>()
  for (const change of all) if (!first.has(change.row)) first.set(change.row, change)
  if (first.size > MOST_FOLLOWED) return null
  const changes = [...first.values()]
  // what nobody had looked at is in no index, so the index was not of this column
  return changes.some(({ before }) => before === undefined) ? null : follow(value as T, changes, reader)
}
