import type { CellValue } from '../cell-value.ts'
import type { Closure } from './closure.ts'
import type { ColumnReader } from './column-reader.ts'
import { RunningTally } from './tally.ts'

const BLOCK_BITS = 8
const BLOCK = 1 << BLOCK_BITS

/**
 * A column's values, computed when looked at and kept until told otherwise. The tally is kept in blocks of 256 rows: after
 * an edit one block is counted again and the blocks are added up, so it never drifts from what a fresh count would give.
 */
export class ColumnStore implements ColumnReader {
  size: number
  version = 0
  readonly #compute: Closure
  /** columns to compute first, so that a long chain of columns does not pile up on the call stack */
  readonly #ladder: readonly ColumnReader[]
  #values: (CellValue | undefined)[]
  #blocks: (RunningTally | undefined)[] = []
  #tally: RunningTally | undefined

  constructor(compute: Closure, size: number, ladder: readonly ColumnReader[] = []) {
    this.#compute = compute
    this.#ladder = ladder
    this.size = size
    this.#values = new Array(size)
  }

  at(row: number): CellValue {
    const kept = this.#values[row]
    return kept === undefined ? this.#fill(row) : kept
  }

  tally(): RunningTally {
    return (this.#tally ??= this.#count())
  }

  /** One cell may read differently. */
  invalidate(row: number): void {
    this.version++
    this.#values[row] = undefined
    this.#blocks[row >> BLOCK_BITS] = undefined
    this.#tally = undefined
  }

  /** All of them may, or the rows are others. */
  reset(size: number): void {
    this.version++
    this.size = size
    if (this.#values.length === size) this.#values.fill(undefined)
    else this.#values = new Array(size)
    this.#blocks = []
    this.#tally = undefined
  }

  #fill(row: number): CellValue {
    if (row < 0 || row >= this.size) return null
    for (const rung of this.#ladder) rung.at(row)
    return (this.#values[row] = this.#compute(row))
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

  #countBlock(start: number): RunningTally {
    const tally = new RunningTally()
    const end = Math.min(start + BLOCK, this.size)
    for (let row = start; row < end; row++) tally.addCell(this.at(row))
    return tally
  }
}
