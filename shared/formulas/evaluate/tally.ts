import type { CellValue, FormulaError } from '../cell-value.ts'

/** What SUM, COUNT, AVERAGE, MIN and MAX ask of cells; texts, truths and blanks among them do not count as numbers. */
export interface Tally {
  readonly sum: number
  readonly numbers: number
  /** all that is not blank */
  readonly filled: number
  /** Infinity where there is no number */
  readonly min: number
  readonly max: number
  /** the first one */
  readonly error: FormulaError | null
}

/**
 * Counts cell by cell. The sum carries what each addition loses (Neumaier), so that a column added up block by block
 * shows the same digits as one added up at a stroke, in Excel too.
 */
export class RunningTally implements Tally {
  numbers = 0
  filled = 0
  min = Infinity
  max = -Infinity
  error: FormulaError | null = null
  #sum = 0
  #lost = 0

  get sum(): number {
    return this.#sum + this.#lost
  }

  addNumber(n: number): void {
    this.numbers++
    if (n < this.min) this.min = n
    if (n > this.max) this.max = n
    this.#add(n)
  }

  addNumberCell(n: number): void {
    this.filled++
    this.addNumber(n)
  }

  addCell(value: CellValue): void {
    if (value === null) return
    this.filled++
    if (typeof value === 'number') this.addNumber(value)
    else if (typeof value === 'object') {
      if (value.kind === 'number') this.addNumber(value.value)
      else if (value.kind === 'error') this.error ??= value
    }
  }

  /** A block counted before; blocks come in the order of their rows, so that the first error stays the first. */
  addTally(other: RunningTally): void {
    this.numbers += other.numbers
    this.filled += other.filled
    if (other.min < this.min) this.min = other.min
    if (other.max > this.max) this.max = other.max
    this.error ??= other.error
    this.#add(other.#sum)
    this.#lost += other.#lost
  }

  #add(n: number): void {
    const sum = this.#sum + n
    this.#lost += Math.abs(this.#sum) >= Math.abs(n) ? this.#sum - sum + n : n - sum + this.#sum
    this.#sum = sum
  }
}
