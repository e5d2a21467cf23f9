import { useCallback, useEffect, useRef, useState } from 'react'
import type { CellRef } from '../../shared/document/table-view.ts'
import { shownColumns } from '../grid/column-tree.ts'
import type { Sheet } from '../grid/sheet.ts'
import { type FindQuery, finds } from './find-query.ts'
import { loadByLetters, mayBePinyin } from './letters.ts'
import { type Found, searchCells } from './search-cells.ts'

export type FindState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching'; readonly done: number }
  /** `at`: which of them is the active cell, -1 for none yet */
  | { readonly kind: 'found'; readonly found: Found; readonly at: number }

interface Find {
  readonly state: FindState
  /** searches anew where the query or the table has changed since, and goes to the next; -1 back */
  step(query: FindQuery, step: 1 | -1): Promise<void>
  /** all of them, fresh */
  all(query: FindQuery): Promise<Found | null>
  cancel(): void
}

/** @param formulas looks in the formulas of columns instead of in cells; a column is found at its first row */
export function useFind(
  sheet: Sheet,
  active: CellRef | null,
  select: (cell: CellRef) => void,
  formulas: boolean,
): Find {
  const [state, setState] = useState<FindState>({ kind: 'idle' })
  const stale = useRef(true)
  const known = useRef<{ readonly query: string; readonly found: Found } | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => sheet.subscribe(() => (stale.current = true)), [sheet])
  useEffect(() => () => running.current?.abort(), [])

  const all = useCallback(
    async (query: FindQuery): Promise<Found | null> => {
      const key = JSON.stringify([query, formulas])
      if (!stale.current && known.current?.query === key) return known.current.found
      running.current?.abort()
      const { signal } = (running.current = new AbortController())
      stale.current = false
      setState({ kind: 'searching', done: 0 })
      const isWanted = finds(query, mayBePinyin(query.text) ? await loadByLetters() : undefined)
      const { rows, structure } = sheet.view
      const shown = shownColumns(structure.columns)
      const found = formulas
        ? {
            more: false,
            cells: shown.flatMap(({ id, formula }) =>
              formula && rows[0] !== undefined && isWanted(formula) ? [{ row: rows[0], column: id }] : [],
            ),
          }
        : await searchCells(
            { rows, columns: shown.map(({ id }) => id), text: (row, column) => sheet.text(row, column) },
            isWanted,
            {
              now: () => performance.now(),
              pause: () => new Promise(resolve => setTimeout(resolve)),
              progress: done => setState({ kind: 'searching', done }),
              signal,
            },
          )
      if (signal.aborted) return null
      if (found) known.current = { query: key, found }
      return found
    },
    [sheet, formulas],
  )
  const step = useCallback(
    async (query: FindQuery, by: 1 | -1) => {
      const found = await all(query)
      if (!found) return
      const at = nextOf(sheet, found.cells, active, by)
      setState({ kind: 'found', found, at })
      const cell = found.cells[at]
      if (cell) select(cell)
    },
    [all, sheet, active, select],
  )
  return {
    state,
    step,
    all,
    cancel() {
      running.current?.abort()
      stale.current = true
      setState({ kind: 'idle' })
    },
  }
}

/** The one after the active cell in reading order, round the end; before it, backwards. */
function nextOf(sheet: Sheet, cells: readonly CellRef[], active: CellRef | null, by: 1 | -1): number {
  if (cells.length === 0) return -1
  const columns = shownColumns(sheet.view.structure.columns).map(({ id }) => id)
  const place = ({ row, column }: CellRef) => sheet.view.rowIndex(row) * columns.length + columns.indexOf(column)
  const from = active ? place(active) : -1
  if (by > 0) {
    const next = cells.findIndex(cell => place(cell) > from)
    return next < 0 ? 0 : next
  }
  const before = cells.findLastIndex(cell => place(cell) < from)
  return before < 0 ? cells.length - 1 : before
}
