import { numberIn } from './coerce.ts'
import type { ColumnReader } from './column-reader.ts'
import { equalityKey } from './compare.ts'
import type { Criterion } from './criterion.ts'
import { OrderedRows } from './ordered-rows.ts'
import { StretchTallies } from './stretch-tallies.ts'
import { RunningTally } from './tally.ts'

type Key = ReturnType<typeof equalityKey>

export interface ColumnsAsked {
  /** must equal something */
  readonly equal: readonly ColumnReader[]
  /** must keep bounds */
  readonly bounded: ColumnReader | undefined
  /** is added up */
  readonly target: ColumnReader | undefined
}

/** Rows that are equal in all columns that must equal something. */
interface Group {
  /** ascending, until somebody asks */
  waiting: number[]
  ordered: OrderedRows | null
  tallies: StretchTallies | null
}

/** More changed rows than this, and it is quicker made anew. */
const MOST_FOLLOWED = 64

/**
 * Answers conditions that are equalities, and bounds of one column, without going through rows: groups of equal rows, each in the order
 * of its bounded column, with tallies kept of stretches. Single changes of any of the columns are followed.
 */
class ConditionIndex {
  readonly #columns: ColumnsAsked
  readonly #groups = new Map<Key, Group>()
  /** by rows; undefined where one of the columns is blank or an error, which equals nothing */
  #groupAt: (Group | undefined)[] = []
  readonly #seen = new Map<ColumnReader, number>()

  constructor(columns: ColumnsAsked) {
    this.#columns = columns
  }

  ask(equals: readonly Key[], bounds: readonly NonNullable<Criterion['bound']>[]) {
    this.#follow()
    const group = this.#groups.get(joined(equals))
    if (group === undefined) return { tally: new RunningTally(), count: 0 }
    const ordered = this.#ordered(group)
    const [from, to] = ordered.within(bounds)
    return { tally: group.tallies?.of(from, to) ?? new RunningTally(), count: to - from }
  }

  #isFresh(): boolean {
    for (const [reader, version] of this.#seen) if (reader.version !== version) return false
    return this.#seen.size > 0
  }

  #follow(): void {
    if (this.#isFresh()) return
    const { equal, bounded, target } = this.#columns
    const moved = this.#changed([...equal, ...(bounded === undefined ? [] : [bounded])])
    const touched = moved === null || target === undefined ? NO_ROWS : this.#changed([target])
    // a cell that cannot be read leaves it half-way: then the next one begins anew
    this.#seen.clear()
    if (moved === null) this.#build()
    else {
      for (const row of moved) this.#take(row)
      for (const row of moved) this.#place(row)
      if (touched === null) for (const group of this.#groups.values()) group.tallies?.cut(0)
      else for (const row of touched) this.#touch(row)
    }
    for (const reader of [...equal, bounded, target]) if (reader !== undefined) this.#seen.set(reader, reader.version)
  }

  /** Rows in which any of the columns may read differently since it was seen; null: too many, or nobody knows. */
  #changed(readers: readonly ColumnReader[]): ReadonlySet<number> | null {
    const rows = new Set<number>()
    for (const reader of readers) {
      const seen = this.#seen.get(reader)
      if (seen === reader.version) continue
      const changes = seen === undefined ? null : (reader.changesSince?.(seen) ?? null)
      if (changes === null) return null
      for (const { row } of changes) rows.add(row)
    }
    return rows.size > MOST_FOLLOWED ? null : rows
  }

  #build(): void {
    this.#groups.clear()
    const { equal, bounded, target } = this.#columns
    const size = (equal[0] ?? bounded ?? target)?.size ?? 0
    for (const reader of equal) reader.settle?.(0, size)
    bounded?.settle?.(0, size)
    this.#groupAt = new Array(size)
    for (let row = 0; row < size; row++) this.#groupOf(row)?.waiting.push(row)
  }

  /** Finds the row its group, and remembers it. */
  #groupOf(row: number): Group | undefined {
    const keys = this.#columns.equal.map(reader => equalityKey(reader.at(row)))
    if (keys.includes(null)) {
      this.#groupAt[row] = undefined
      return undefined
    }
    const key = joined(keys)
    let group = this.#groups.get(key)
    if (group === undefined) this.#groups.set(key, (group = { waiting: [], ordered: null, tallies: null }))
    this.#groupAt[row] = group
    return group
  }

  #ordered(group: Group): OrderedRows {
    if (group.ordered !== null) return group.ordered
    const { bounded, target } = this.#columns
    const ordered = new OrderedRows(group.waiting, bounded === undefined ? () => 0 : row => numberIn(bounded.at(row)))
    group.ordered = ordered
    group.waiting = []
    if (target !== undefined)
      group.tallies = new StretchTallies({
        rowAt: position => ordered.rowAt(position),
        valueOf: row => target.at(row),
      })
    return ordered
  }

  #take(row: number): void {
    const group = this.#groupAt[row]
    if (group === undefined) return
    if (group.ordered === null) group.waiting.splice(group.waiting.indexOf(row), 1)
    else {
      const at = group.ordered.positionOf(row)
      if (at < 0) return
      group.ordered.removeAt(at)
      group.tallies?.cut(at)
    }
  }

  #touch(row: number): void {
    const group = this.#groupAt[row]
    const at = group?.ordered?.positionOf(row) ?? -1
    if (at >= 0) group?.tallies?.touch(at)
  }

  #place(row: number): void {
    const group = this.#groupOf(row)
    if (group === undefined) return
    if (group.ordered === null) {
      const at = group.waiting.findIndex(other => other > row)
      group.waiting.splice(at < 0 ? group.waiting.length : at, 0, row)
    } else {
      const at = group.ordered.add(row)
      if (at >= 0) group.tallies?.cut(at)
    }
  }
}

const numbers = new WeakMap<ColumnReader, number>()
let counted = 0
function numberOf(reader: ColumnReader | undefined): number {
  if (reader === undefined) return 0
  let number = numbers.get(reader)
  if (number === undefined) numbers.set(reader, (number = ++counted))
  return number
}

const indexes = new WeakMap<ColumnReader, Map<string, ConditionIndex>>()

/** The index over these columns: one for all formulas that ask them. */
export function conditionIndex(columns: ColumnsAsked): ConditionIndex {
  const { equal, bounded, target } = columns
  const first = (equal[0] ?? bounded)!
  let ofFirst = indexes.get(first)
  if (ofFirst === undefined) indexes.set(first, (ofFirst = new Map()))
  const key = [bounded, target, ...equal].map(numberOf).join()
  let index = ofFirst.get(key)
  if (index === undefined) ofFirst.set(key, (index = new ConditionIndex(columns)))
  return index
}

const NO_ROWS: ReadonlySet<number> = new Set()

/** One key for several. */
const joined = (keys: readonly Key[]): Key =>
  keys.length === 1 ? keys[0]! : keys.map(key => `${typeof key}:${String(key).length}:${key}`).join('')
