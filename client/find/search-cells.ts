import type { CellRef } from '../../shared/document/table-view.ts'

interface Ground {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  readonly text: (row: string, column: string) => string
}

interface Pace {
  readonly now: () => number
  /** lets the page paint and take keys */
  readonly pause: () => Promise<void>
  /** of all rows, how many are done, 0 to 1 */
  readonly progress: (done: number) => void
  readonly signal: AbortSignal
}

export interface Found {
  readonly cells: readonly CellRef[]
  /** there are more than are listed */
  readonly more: boolean
}

const SLICE_MS = 10
const MOST_FOUND = 100_000

/** Goes through all cells, row by row, a slice at a time; null where it was given up. */
export async function searchCells(
  { rows, columns, text }: Ground,
  isWanted: (cell: string) => boolean,
  { now, pause, progress, signal }: Pace,
): Promise<Found | null> {
  const cells: CellRef[] = []
  let until = now() + SLICE_MS
  for (const [at, row] of rows.entries()) {
    for (const column of columns) if (isWanted(text(row, column))) cells.push({ row, column })
    if (cells.length >= MOST_FOUND) return { cells, more: true }
    if (now() < until) continue
    progress((at + 1) / rows.length)
    await pause()
    if (signal.aborted) return null
    until = now() + SLICE_MS
  }
  return { cells, more: false }
}
