import type { CellRef } from '../../shared/document/table-view.ts'

export interface CellsThat {
  readonly size: number
  /** looks at these cells: those that hold stay or come in, the others leave */
  add(cells: readonly CellRef[]): void
  /** looks at all known cells again; answers those that left */
  recheck(): readonly CellRef[]
}

/** The set of cells for which something holds, kept up as cells change: its cost is that of the changes, not of the table. */
export function cellsThat(holds: (row: string, column: string) => boolean): CellsThat {
  const known = new Map<string, CellRef>()
  return {
    get size() {
      return known.size
    },
    add(cells) {
      for (const cell of cells) {
        const key = `${cell.row}:${cell.column}`
        if (holds(cell.row, cell.column)) known.set(key, cell)
        else known.delete(key)
      }
    },
    recheck() {
      const left: CellRef[] = []
      for (const [key, cell] of known) {
        if (holds(cell.row, cell.column)) continue
        known.delete(key)
        left.push(cell)
      }
      return left
    },
  }
}
