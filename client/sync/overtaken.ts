import type { Scalar } from '../../shared/core/scalar.ts'
import type { Edit } from '../../shared/document/edit.ts'
import type { CellRef, TableChange, TableView } from '../../shared/document/table-view.ts'

/** An own edit that was saved, and replaced before its author can have looked away. */
export interface Overtaken extends CellRef {
  readonly mine: Scalar
  readonly theirs: Scalar
}

/** after this, a change by somebody else is simply the next change */
const AT_ONCE_MS = 3_000

/** Notices where two people wrote the same cell at once and the other's value stands. */
export function watchOvertaken(
  view: TableView,
  after: (ms: number, run: () => void) => () => void,
  tell: (overtaken: Overtaken) => void,
) {
  const fresh = new Map<string, { readonly mine: Scalar; readonly forget: () => void }>()
  const forget = (key: string) => {
    fresh.get(key)?.forget()
    fresh.delete(key)
  }
  view.subscribe((change: TableChange) => {
    for (const { row, column } of change.cells) {
      const key = `${row}:${column}`
      const known = fresh.get(key)
      if (known === undefined) continue
      forget(key)
      const theirs = view.cell(row, column)
      if (change.origin === 'remote' && theirs !== known.mine) tell({ row, column, mine: known.mine, theirs })
    }
  })
  return {
    /** the edit is durable */
    landed({ map, key, value }: Edit): void {
      if (map !== 'cells') return
      forget(key)
      fresh.set(key, { mine: value, forget: after(AT_ONCE_MS, () => fresh.delete(key)) })
    },
    stop(): void {
      for (const key of [...fresh.keys()]) forget(key)
    },
  }
}
