import { counted, type RowTree } from '../../document/row-tree.ts'
import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError } from '../errors.ts'
import type { CellChange } from './change-trail.ts'
import { numberIn } from './coerce.ts'
import type { ColumnReader } from './column-reader.ts'
import { derivation } from './derived.ts'
import { RunningTally } from './tally.ts'

/** a reader of the table's own */
export type OwnReader = ColumnReader & { tree(): RowTree }

/**
 * What the rows below a row come to in a column: its children's figures, 其中 left out; a blank child stands for what is below it.
 * So nothing is added twice, however many levels there are. Worked out when asked for; after an edit only the rows above it are again.
 */
class SumsBelow {
  readonly #reader: OwnReader
  readonly #tree: RowTree
  readonly #known: (number | FormulaError | undefined)[]

  constructor(reader: OwnReader) {
    this.#reader = reader
    this.#tree = reader.tree()
    this.#known = new Array(this.#tree.size)
  }

  /** 0 where nothing is below, or no figure; the first error in the order of rows */
  below(row: number): number | FormulaError {
    for (const at of this.#needed(row)) this.#known[at] = this.#add(at + 1, this.#tree.end[at]!)
    return this.#known[row]!
  }

  /** the row's own figure, or what is below it where its cell is blank */
  figure(row: number): CellValue {
    const own = this.#reader.at(row)
    return own === null && this.#hasChildren(row) ? this.below(row) : own
  }

  /** the rows that stand under nobody, each as its figure */
  tops(): Iterable<number> {
    return counted(this.#tree, 0, this.#tree.size)
  }

  forget({ row }: CellChange): void {
    const { parent } = this.#tree
    for (let at = parent[row] ?? -1; at >= 0 && this.#known[at] !== undefined; at = parent[at]!)
      this.#known[at] = undefined
  }

  #hasChildren(row: number): boolean {
    return this.#tree.end[row]! > row + 1
  }

  /** the row and what it rests on, from below upwards; a list of our own, since nobody bounds how deep rows hang */
  #needed(row: number): readonly number[] {
    const found: number[] = []
    const waiting = this.#known[row] === undefined ? [row] : []
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      found.push(at)
      for (const child of counted(this.#tree, at + 1, this.#tree.end[at]!))
        if (this.#known[child] === undefined && this.#hasChildren(child) && this.#reader.at(child) === null)
          waiting.push(child)
    }
    return found.reverse()
  }

  #add(from: number, to: number): number | FormulaError {
    const tally = new RunningTally()
    for (const child of counted(this.#tree, from, to)) {
      const own = this.#reader.at(child)
      const figure = own === null && this.#hasChildren(child) ? this.#known[child]! : own
      if (isError(figure)) return figure
      const number = numberIn(figure)
      if (number !== null) tally.addNumber(number)
    }
    return tally.sum
  }
}

export const sumsBelow: (reader: ColumnReader) => SumsBelow = derivation(
  reader => new SumsBelow(reader as OwnReader),
  (sums, changes) => {
    for (const change of changes) sums.forget(change)
    return sums
  },
)
