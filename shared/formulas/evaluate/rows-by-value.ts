import type { CellChange } from './change-trail.ts'
import type { ColumnReader } from './column-reader.ts'
import { equalityKey } from './compare.ts'
import { derivation } from './derived.ts'

type Key = ReturnType<typeof equalityKey>

/** Rows by what they hold, ascending, blank ones left out (nothing that is looked for equals a blank): a search or a COUNTIF in every row must not walk the column for every row. */
class RowsByValue {
  /** most values stand in one row: that row by itself, and a list only where there are more */
  readonly #rows = new Map<Key, number | number[]>()

  constructor(reader: ColumnReader) {
    reader.settle?.(0, reader.size)
    for (let row = 0; row < reader.size; row++) this.#append(equalityKey(reader.at(row)), row)
  }

  of(key: Key): readonly number[] {
    const found = this.#rows.get(key)
    return found === undefined ? NO_ROWS : typeof found === 'number' ? [found] : found
  }

  first(key: Key): number {
    const found = this.#rows.get(key)
    return found === undefined ? -1 : typeof found === 'number' ? found : found[0]!
  }

  last(key: Key): number {
    const found = this.#rows.get(key)
    return found === undefined ? -1 : typeof found === 'number' ? found : found.at(-1)!
  }

  count(key: Key): number {
    const found = this.#rows.get(key)
    return found === undefined ? 0 : typeof found === 'number' ? 1 : found.length
  }

  follow(changes: readonly CellChange[], reader: ColumnReader): this {
    for (const { row, before } of changes) {
      const [was, is] = [equalityKey(before ?? null), equalityKey(reader.at(row))]
      if (was === is) continue
      this.#remove(was, row)
      this.#insert(is, row)
    }
    return this
  }

  #append(key: Key, row: number): void {
    if (key === null) return
    const found = this.#rows.get(key)
    if (found === undefined) this.#rows.set(key, row)
    else if (typeof found === 'number') this.#rows.set(key, [found, row])
    else found.push(row)
  }

  #remove(key: Key, row: number): void {
    const found = this.#rows.get(key)
    if (found === row) this.#rows.delete(key)
    else if (typeof found === 'object') {
      const at = placeOf(found, row)
      if (found[at] === row) found.splice(at, 1)
      if (found.length === 1) this.#rows.set(key, found[0]!)
    }
  }

  #insert(key: Key, row: number): void {
    if (key === null) return
    const found = this.#rows.get(key)
    if (found === undefined) this.#rows.set(key, row)
    else if (typeof found === 'number') this.#rows.set(key, found < row ? [found, row] : [row, found])
    else found.splice(placeOf(found, row), 0, row)
  }
}

const NO_ROWS: readonly number[] = []

function placeOf(rows: readonly number[], row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}

export const rowsByValue = derivation(
  reader => new RowsByValue(reader),
  (rows, changes, reader) => rows.follow(changes, reader),
)
