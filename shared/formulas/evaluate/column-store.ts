import type { RowTree } from '../../document/row-tree.ts'
import type { CellValue } from '../cell-value.ts'
import { type CellChange, ChangeTrail } from './change-trail.ts'
import type { Closure } from './closure.ts'
import type { ColumnReader } from './column-reader.ts'
import { RunningTally } from './tally.ts'

const BLOCK_BITS = 10
export const BLOCK = 1 << BLOCK_BITS

/** What is known of a cell. Numbers stand in an array of doubles, everything else beside it. */
const UNKNOWN = 0
const NUMBER = 1
const BLANK = 2
const OTHER = 3

/** Works out many cells at once. Infinity, which no cell holds, says blank, and NaN: this one by itself. */
export interface Filler {
  /** @param out from its beginning, the rows `from` to `to`, at most a block */
  fill(out: Float64Array, from: number, to: number): void
}

/**
 * A column's values, computed when looked at and kept until told otherwise: one by one where a few are looked at, by blocks where all of
 * them are wanted. The tally is kept in blocks of 1,024 rows: after an edit one block is counted again and the blocks are added up, so
 * it never drifts from what a fresh count would give.
 */
export class ColumnStore implements ColumnReader {
  size: number
  version = 0
  readonly #compute: Closure
  readonly #filler: Filler | null
  /** columns to compute first, so that a long chain of columns does not pile up on the call stack */
  readonly #ladder: readonly ColumnReader[]
  readonly tree: () => RowTree
  #kinds: Uint8Array
  #numbers: Float64Array
  #others: (CellValue | undefined)[] | null = null
  #blocks: (RunningTally | undefined)[] = []
  #tally: RunningTally | undefined
  readonly #trail = new ChangeTrail()

  constructor(
    compute: Closure,
    filler: Filler | null,
    { size, tree }: { readonly size: number; readonly tree: () => RowTree },
    ladder: readonly ColumnReader[] = [],
  ) {
    this.#compute = compute
    this.#filler = filler
    this.#ladder = ladder
    this.tree = tree
    this.size = size
    this.#kinds = new Uint8Array(size)
    this.#numbers = new Float64Array(size)
  }

  at(row: number): CellValue {
    switch (this.#kinds[row]) {
      case NUMBER:
        return this.#numbers[row]!
      case BLANK:
        return null
      case OTHER:
        return this.#others![row]!
      default:
        return this.#fill(row)
    }
  }

  tally(): RunningTally {
    return (this.#tally ??= this.#count())
  }

  /** All cells of the rows are known afterwards. */
  settle(from: number, to: number): void {
    for (let start = from - (from % BLOCK); start < to; start += BLOCK)
      this.#settleBlock(start, Math.min(start + BLOCK, this.size))
  }

  /**
   * The rows' numbers, from the beginning of `out`; at most a block of them.
   * @param blank what stands for a blank cell; everything else that is no plain number is NaN
   */
  numbersInto(out: Float64Array, from: number, to: number, blank: number): void {
    this.settle(from, to)
    for (let row = from, at = 0; row < to; row++, at++) {
      const kind = this.#kinds[row]
      out[at] = kind === NUMBER ? this.#numbers[row]! : kind === BLANK ? blank : Number.NaN
    }
  }

  changesSince(version: number): readonly CellChange[] | null {
    return this.#trail.since(version)
  }

  /** One cell may read differently. */
  invalidate(row: number): void {
    this.#trail.add(row, this.#kept(row))
    this.version++
    this.#kinds[row] = UNKNOWN
    this.#blocks[row >> BLOCK_BITS] = undefined
    this.#tally = undefined
  }

  /** All of them may, or the rows are others. */
  reset(size: number): void {
    this.version++
    this.#trail.restart(this.version)
    if (this.size === size) this.#kinds.fill(UNKNOWN)
    else {
      this.#kinds = new Uint8Array(size)
      this.#numbers = new Float64Array(size)
    }
    this.size = size
    this.#others = null
    this.#blocks = []
    this.#tally = undefined
  }

  #kept(row: number): CellValue | undefined {
    return this.#kinds[row] === UNKNOWN ? undefined : this.at(row)
  }

  #fill(row: number): CellValue {
    if (row < 0 || row >= this.size) return null
    for (const rung of this.#ladder) rung.at(row)
    const value = this.#compute(row)
    this.#put(row, value)
    return value
  }

  #put(row: number, value: CellValue): void {
    if (typeof value === 'number') {
      this.#numbers[row] = value
      this.#kinds[row] = NUMBER
    } else if (value === null) this.#kinds[row] = BLANK
    else {
      this.#others ??= new Array(this.size)
      this.#others[row] = value
      this.#kinds[row] = OTHER
    }
  }

  #settleBlock(from: number, to: number): void {
    const first = this.#kinds.indexOf(UNKNOWN, from)
    if (first < 0 || first >= to) return
    for (const rung of this.#ladder) rung.settle?.(from, to)
    const filler = this.#filler
    // a cell or two by themselves: the others are as they were
    if (filler === null || this.#unknownIn(first, to) < FEW) {
      for (let row = first; row < to; row++) this.at(row)
      return
    }
    const out = new Float64Array(to - from)
    filler.fill(out, from, to)
    for (let row = first; row < to; row++) {
      if (this.#kinds[row] !== UNKNOWN) continue
      const number = out[row - from]!
      if (number === Number.POSITIVE_INFINITY) this.#kinds[row] = BLANK
      else if (Number.isNaN(number)) this.#put(row, this.#compute(row))
      else {
        this.#numbers[row] = number
        this.#kinds[row] = NUMBER
      }
    }
  }

  #unknownIn(from: number, to: number): number {
    let count = 0
    for (let row = from; row < to && count < FEW; row++) if (this.#kinds[row] === UNKNOWN) count++
    return count
  }

  #count(): RunningTally {
    const tally = new RunningTally()
    for (let start = 0; start < this.size; start += BLOCK) {
      const block = start >> BLOCK_BITS
      let counted = this.#blocks[block]
      if (counted === undefined) this.#blocks[block] = counted = this.#countBlock(start)
      tally.addTally(counted)
    }
    return tally
  }

  #countBlock(from: number): RunningTally {
    const tally = new RunningTally()
    const to = Math.min(from + BLOCK, this.size)
    this.#settleBlock(from, to)
    for (let row = from; row < to; row++) {
      const kind = this.#kinds[row]
      if (kind === NUMBER) tally.addNumberCell(this.#numbers[row]!)
      else if (kind !== BLANK) tally.addCell(this.at(row))
    }
    return tally
  }
}

const FEW = 4
