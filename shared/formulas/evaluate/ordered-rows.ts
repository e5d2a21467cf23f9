import { compareNumbers, holds } from './compare.ts'
import type { Criterion } from './criterion.ts'

type Bound = NonNullable<Criterion['bound']>

/** Rows by the number that each holds, equals in the order of rows; rows without a number are not among them. */
export class OrderedRows {
  length = 0
  readonly #numberOf: (row: number) => number | null
  #rows: Int32Array
  #numbers: Float64Array

  /** @param rows ascending */
  constructor(rows: readonly number[], numberOf: (row: number) => number | null) {
    this.#numberOf = numberOf
    const found: { readonly row: number; readonly number: number }[] = []
    let sorted = true
    for (const row of rows) {
      const number = numberOf(row)
      if (number === null) continue
      sorted &&= found.length === 0 || found.at(-1)!.number <= number
      found.push({ row, number })
    }
    if (!sorted) found.sort((a, b) => a.number - b.number || a.row - b.row)
    this.length = found.length
    this.#rows = Int32Array.from(found, ({ row }) => row)
    this.#numbers = Float64Array.from(found, ({ number }) => number)
  }

  rowAt(position: number): number {
    return this.#rows[position]!
  }

  /** where a row stands, whatever it holds by now; -1: it is not among them */
  positionOf(row: number): number {
    const at = this.#rows.indexOf(row)
    return at < this.length ? at : -1
  }

  removeAt(position: number): void {
    this.#rows.copyWithin(position, position + 1, this.length)
    this.#numbers.copyWithin(position, position + 1, this.length)
    this.length--
  }

  /** @returns the position that it takes; -1 where it holds no number */
  add(row: number): number {
    const number = this.#numberOf(row)
    if (number === null) return -1
    const at = this.#firstWhere((n, other) => n > number || (n === number && other > row))
    if (this.length === this.#rows.length) this.#widen()
    this.#rows.copyWithin(at + 1, at, this.length)
    this.#numbers.copyWithin(at + 1, at, this.length)
    this.#rows[at] = row
    this.#numbers[at] = number
    this.length++
    return at
  }

  /** the positions, the end left out, whose numbers keep all the bounds */
  within(bounds: readonly Bound[]): readonly [number, number] {
    let [from, to] = [0, this.length]
    for (const { operator, number } of bounds) {
      const upwards = operator === '>' || operator === '>='
      const at = this.#firstWhere(n => holds(operator, compareNumbers(n, number)) === upwards)
      if (upwards) from = Math.max(from, at)
      else to = Math.min(to, at)
    }
    return [from, Math.max(from, to)]
  }

  /** @param test false up to some position and true from there on */
  #firstWhere(test: (number: number, row: number) => boolean): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (test(this.#numbers[middle]!, this.#rows[middle]!)) high = middle
      else low = middle + 1
    }
    return low
  }

  #widen(): void {
    const size = this.length + 16 + (this.length >> 4)
    const [rows, numbers] = [new Int32Array(size), new Float64Array(size)]
    rows.set(this.#rows)
    numbers.set(this.#numbers)
    this.#rows = rows
    this.#numbers = numbers
  }
}
