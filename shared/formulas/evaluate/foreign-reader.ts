import type { CellValue } from '../cell-value.ts'
import { OTHER_TABLE_LOADING } from '../errors.ts'
import type { CellChange } from './change-trail.ts'
import type { ColumnReader } from './column-reader.ts'
import { RunningTally } from './tally.ts'

/**
 * A column of another table, wherever it is kept now: that table's calculation makes new stores when its structure changes, and
 * what is derived from the column here must not take one store's version for another's. A table that is not there yet reads as one
 * cell that says so, so that no sum over it is 0.
 */
export class ForeignReader implements ColumnReader {
  readonly #find: () => ColumnReader | undefined
  #known: ColumnReader | undefined
  #base = 0

  constructor(find: () => ColumnReader | undefined) {
    this.#find = find
  }

  get size(): number {
    return this.#column()?.size ?? 1
  }

  get version(): number {
    const column = this.#column()
    return this.#base + (column?.version ?? 0)
  }

  at(row: number): CellValue {
    const column = this.#column()
    return column === undefined ? (row === 0 ? OTHER_TABLE_LOADING : null) : column.at(row)
  }

  tally(): RunningTally {
    const column = this.#column()
    if (column !== undefined) return column.tally()
    const tally = new RunningTally()
    tally.addCell(OTHER_TABLE_LOADING)
    return tally
  }

  settle(from: number, to: number): void {
    this.#column()?.settle?.(from, to)
  }

  numbersInto(out: Float64Array, from: number, to: number, blank: number): void {
    const column = this.#column()
    if (column?.numbersInto !== undefined) column.numbersInto(out, from, to, blank)
    else out.fill(Number.NaN, 0, to - from)
  }

  changesSince(version: number): readonly CellChange[] | null {
    const column = this.#column()
    return version < this.#base ? null : (column?.changesSince?.(version - this.#base) ?? null)
  }

  #column(): ColumnReader | undefined {
    const column = this.#find()
    if (column !== this.#known) {
      this.#base += (this.#known?.version ?? 0) + 1
      this.#known = column
    }
    return column
  }
}
