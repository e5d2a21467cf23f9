import { byCodeUnit } from '../core/order.ts'
import { childrenUnderParents } from './row-tree.ts'

/** More moved rows than this, and sorting afresh is cheaper than placing each. */
const PLACE_ONE_BY_ONE = 500

/**
 * The display order of a table's rows, kept: sorted once, then only the rows that were touched find new places.
 * A new array wherever the order is another; the index is built when it is first asked for.
 */
export class RowOrder {
  readonly #orderOf: (row: string) => string | null
  readonly #parentOf: (row: string) => unknown
  /** by key alone */
  #sorted: readonly string[]
  /** children under their parents; null: to be worked out */
  #rows: readonly string[] | null = null
  #index: ReadonlyMap<string, number> | null = null
  readonly #touched = new Set<string>()

  /**
   * @param orderOf the row's order key; null where the row is not shown
   * @param parentOf the row's fact `parent`, whatever it holds
   */
  constructor(
    every: Iterable<string>,
    orderOf: (row: string) => string | null,
    parentOf: (row: string) => unknown = () => null,
  ) {
    this.#orderOf = orderOf
    this.#parentOf = parentOf
    this.#sorted = sorted(every, orderOf)
  }

  get rows(): readonly string[] {
    if (this.#touched.size > 0) this.#settle()
    return (this.#rows ??= childrenUnderParents(this.#sorted, this.#parentOf))
  }

  indexOf(row: string): number {
    const rows = this.rows
    this.#index ??= new Map(rows.map((id, at) => [id, at]))
    return this.#index.get(row) ?? -1
  }

  /** the row's order key, parent or mark may be another, or it came or went */
  touch(row: string): void {
    this.#touched.add(row)
  }

  #settle(): void {
    const touched = new Set(this.#touched)
    this.#touched.clear()
    this.#index = null
    this.#rows = null
    if (touched.size > PLACE_ONE_BY_ONE) this.#sorted = sorted(new Set([...this.#sorted, ...touched]), this.#orderOf)
    else
      this.#sorted = this.#placed(
        this.#sorted.filter(row => !touched.has(row)),
        touched,
      )
  }

  #placed(kept: string[], touched: Iterable<string>): readonly string[] {
    for (const row of touched) {
      const order = this.#orderOf(row)
      if (order === null) continue
      let low = 0
      let high = kept.length
      while (low < high) {
        const middle = (low + high) >> 1
        const other = kept[middle]!
        if (
          byCodeUnit(this.#orderOf(other) ?? '', order) < 0 ||
          (this.#orderOf(other) === order && byCodeUnit(other, row) < 0)
        )
          low = middle + 1
        else high = middle
      }
      kept.splice(low, 0, row)
    }
    return kept
  }
}

function sorted(every: Iterable<string>, orderOf: (row: string) => string | null): readonly string[] {
  const entries: { id: string; order: string }[] = []
  let inOrder = true
  let last: { id: string; order: string } | null = null
  for (const id of every) {
    const order = orderOf(id)
    if (order === null) continue
    const entry = { id, order }
    if (last !== null && compare(last, entry) > 0) inOrder = false
    entries.push(entry)
    last = entry
  }
  if (!inOrder) entries.sort(compare)
  return entries.map(entry => entry.id)
}

const compare = (a: { id: string; order: string }, b: { id: string; order: string }) =>
  byCodeUnit(a.order, b.order) || byCodeUnit(a.id, b.id)
