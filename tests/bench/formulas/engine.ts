import type { Computed, Figures } from './figures-table.ts'

/** An engine that has built the columns, as the measurement asks every one of them alike. */
export interface Engine {
  /** a computed column, by rows; undefined where the engine has no such function */
  column(id: Computed): ArrayLike<number> | undefined
  /** one figure is another, with all that follows from it at once */
  edit(column: 'plan' | 'done', row: number, value: number): void
  /** every computed cell of these rows, as a screen would show it */
  read(from: number, to: number): void
  /** memory of its own that the program's heap does not hold, in bytes */
  readonly memoryElsewhere?: number
}

/** Lays everything ready; what comes back is the build, and is what is timed. */
export type Prepare = (figures: Figures) => Promise<() => Engine>
