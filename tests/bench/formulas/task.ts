/** What one process measures. */
export interface Task {
  readonly engine: 'tongchou' | 'by-hand' | 'hyperformula' | 'ironcalc'
  readonly rows: number
  readonly warmUps: number
  readonly runs: number
  /** of each kind, in each run */
  readonly edits: number
  /** so many rows are compared with the figures of the loop before anything is timed */
  readonly checked: number
  /** share of a figure by which an engine may differ: one that answers in text shows fewer digits */
  readonly tolerance: number
}

export interface Run {
  readonly buildMs: number
  readonly heapMegabytes: number
  /** ms of each edit, all that is on screen read anew */
  readonly ownRow: readonly number[]
  readonly columnSum: readonly number[]
}

/** rows on a screen */
export const SCREEN = 40
