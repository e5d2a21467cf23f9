import type { CellValue } from '../cell-value.ts'

/** A cell of a column that may read differently, and what it held; undefined where nobody had looked. */
export interface CellChange {
  readonly row: number
  readonly before: CellValue | undefined
}

/** At least so many single changes are remembered; whoever is further behind looks at the whole column. */
const MOST = 256

/** A column's last single changes, so that what is derived from it (an index, a sorted copy) follows instead of being made anew. */
export class ChangeTrail {
  /** version before the first change that is remembered */
  #start = 0
  #changes: CellChange[] = []

  add(row: number, before: CellValue | undefined): void {
    if (this.#changes.length >= 2 * MOST) {
      this.#changes = this.#changes.slice(MOST)
      this.#start += MOST
    }
    this.#changes.push({ row, before })
  }

  /** Everything may be another. */
  restart(version: number): void {
    this.#changes = []
    this.#start = version
  }

  /** Oldest first; null: more than is remembered. */
  since(version: number): readonly CellChange[] | null {
    return version < this.#start ? null : this.#changes.slice(version - this.#start)
  }
}
