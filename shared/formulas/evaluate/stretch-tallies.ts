import type { CellValue } from '../cell-value.ts'
import { isError } from '../errors.ts'
import { RunningTally } from './tally.ts'

const LEAF_BITS = 6
const FAN_BITS = 4

/** Cells counted in another order than that of their rows: which error is the first must be remembered. */
class Stretch {
  readonly tally = new RunningTally()
  firstError = Infinity

  addCell(row: number, value: CellValue): void {
    this.tally.addCell(value)
    if (row < this.firstError && isError(value)) this.firstError = row
  }

  add(other: Stretch): void {
    this.tally.addTally(other.tally)
    if (other.firstError < this.firstError) this.firstError = other.firstError
  }
}

/** What the tallies are of: a list of rows, and a cell for each. */
interface Listed {
  rowAt(position: number): number
  valueOf(row: number): CellValue
}

/**
 * Tallies of any stretch of a list, from tallies kept of 64 positions, of 16 such, and so on. They stand at fixed positions, so an answer
 * depends on what the list holds and not on how it came to hold it.
 */
export class StretchTallies {
  readonly #list: Listed
  readonly #levels: (Stretch | undefined)[][] = []

  constructor(list: Listed) {
    this.#list = list
  }

  /** from position to position, the end left out */
  of(from: number, to: number): RunningTally {
    const found = new Stretch()
    for (let at = from; at < to; ) {
      let bits = LEAF_BITS
      if (at + (1 << bits) > to || at % (1 << bits) !== 0) {
        this.#addCell(found, at++)
        continue
      }
      while (at + (1 << (bits + FAN_BITS)) <= to && at % (1 << (bits + FAN_BITS)) === 0) bits += FAN_BITS
      found.add(this.#node(bits, at))
      at += 1 << bits
    }
    if (found.firstError !== Infinity) {
      const error = this.#list.valueOf(found.firstError)
      if (isError(error)) found.tally.error = error
    }
    return found.tally
  }

  /** The cell at a position is another. */
  touch(position: number): void {
    for (const [level, nodes] of this.#levels.entries()) nodes[position >> (LEAF_BITS + level * FAN_BITS)] = undefined
  }

  /** From a position on everything may stand elsewhere. */
  cut(position: number): void {
    for (const [level, nodes] of this.#levels.entries())
      nodes.length = Math.min(nodes.length, position >> (LEAF_BITS + level * FAN_BITS))
  }

  #addCell(to: Stretch, position: number): void {
    const row = this.#list.rowAt(position)
    to.addCell(row, this.#list.valueOf(row))
  }

  #node(bits: number, from: number): Stretch {
    const nodes = (this.#levels[(bits - LEAF_BITS) / FAN_BITS] ??= [])
    const kept = nodes[from >> bits]
    if (kept !== undefined) return kept
    const made = new Stretch()
    const end = from + (1 << bits)
    if (bits === LEAF_BITS) for (let at = from; at < end; at++) this.#addCell(made, at)
    else for (let at = from; at < end; at += 1 << (bits - FAN_BITS)) made.add(this.#node(bits - FAN_BITS, at))
    nodes[from >> bits] = made
    return made
  }
}
