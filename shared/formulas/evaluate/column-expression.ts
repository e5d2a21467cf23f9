import type { CellValue } from '../cell-value.ts'
import { RANGES_DIFFER } from '../errors.ts'
import type { Closure } from './closure.ts'
import type { ColumnReader } from './column-reader.ts'
import { RunningTally } from './tally.ts'

/**
 * `[a]*[b]` read like a column. Nothing is stored but what is asked of the whole: its tally, and what is derived from it,
 * are kept until one of the columns changes.
 */
export class ColumnExpression implements ColumnReader {
  readonly #compute: Closure
  readonly #columns: readonly ColumnReader[]
  #moves = 0
  #tally: RunningTally | undefined
  #tallied = -1

  constructor(compute: Closure, columns: readonly ColumnReader[]) {
    this.#compute = compute
    this.#columns = columns
  }

  get size(): number {
    return this.#columns[0]?.size ?? 0
  }

  get version(): number {
    let version = this.#moves
    for (const column of this.#columns) version += column.version
    return version
  }

  at(row: number): CellValue {
    return row < 0 || row >= this.size ? null : this.#value(row)
  }

  tally(): RunningTally {
    const { version } = this
    if (this.#tally !== undefined && this.#tallied === version) return this.#tally
    const tally = new RunningTally()
    for (let row = 0, { size } = this; row < size; row++) tally.addCell(this.#value(row))
    this.#tally = tally
    this.#tallied = version
    return tally
  }

  /** columns of two tables go row by row only where they have as many */
  #value(row: number): CellValue {
    for (const column of this.#columns) if (column.size !== this.size) return RANGES_DIFFER
    return this.#compute(row)
  }

  /** It also reads the row in which the formula stands, which is another one now. */
  moved(): void {
    this.#moves++
  }
}
