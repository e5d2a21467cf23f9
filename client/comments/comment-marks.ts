import type { CellRef } from '../../shared/document/table-view.ts'

/** Which cells have an open thread, for the grid's corners. */
export interface CommentMarks {
  has(row: string, column: string): boolean
  set(cells: readonly CellRef[]): void
  /** told which cells gained or lost their mark */
  subscribe(listener: (changed: readonly CellRef[]) => void): () => void
}

const keyOf = ({ row, column }: CellRef) => `${row}:${column}`

export function createCommentMarks(): CommentMarks {
  const listeners = new Set<(changed: readonly CellRef[]) => void>()
  let marked: ReadonlyMap<string, CellRef> = new Map()
  return {
    has: (row, column) => marked.size > 0 && marked.has(`${row}:${column}`),
    set(cells) {
      const before = marked
      marked = new Map(cells.map(cell => [keyOf(cell), cell]))
      const came = [...marked].filter(([key]) => !before.has(key))
      const went = [...before].filter(([key]) => !marked.has(key))
      const changed = [...came, ...went].map(([, cell]) => cell)
      if (changed.length > 0) for (const listener of listeners) listener(changed)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
