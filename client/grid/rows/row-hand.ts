import type { TableView } from '../../../shared/document/table-view.ts'
import { createFrame, type View } from '../overlay.ts'
import type { PressKeys } from '../pointer.ts'
import { type Box, boxesOf, type Selection, selectBox, withRange } from '../selection.ts'
import type { Sheet } from '../sheet.ts'
import type { RowCommands } from './row-commands.ts'

interface Context {
  readonly panes: { readonly frozen: HTMLElement; readonly centre: HTMLElement }
  readonly sheet: Sheet
  readonly commands: Pick<RowCommands, 'drop'>
  /** how many columns are shown */
  readonly columns: () => number
  readonly selection: () => Selection | null
  readonly select: (next: Selection) => void
  /** rows cannot be put anywhere while a view orders them */
  readonly ordered: () => void
  readonly viewNow: () => View
}

/** Whole rows by their numbers: a press selects, a drag selects more, and a drag of what is selected carries the rows. */
export interface RowHand {
  place(view: View): void
  press(row: number, keys: PressKeys): boolean
  dragTo(row: number): void
  carry(gap: number | null): void
  drop(): void
  remove(): void
}

export function createRowHand(context: Context): RowHand {
  const { sheet, selection, select, viewNow } = context
  const line = createFrame(context.panes, 'drop')
  let gap: number | null = null
  let pressed = 0

  const lastColumn = () => context.columns() - 1
  const isWhole = (box: Box) => box.left === 0 && box.right === lastColumn()
  const rowsFrom = (from: number, to: number, at: number): Selection => ({
    ...selectBox({ top: Math.min(from, to), bottom: Math.max(from, to), left: 0, right: lastColumn() }),
    active: { row: from, at },
  })
  const draw = (view: View) => {
    const { rows } = sheet.view
    const under = gap === rows.length
    for (const half of line.halves) half.classList.toggle('under', under)
    const row = gap === null ? -1 : under ? gap - 1 : gap
    line.place(gap === null ? null : { top: row, bottom: row, left: 0, right: lastColumn() }, view)
  }
  /** the rows carried: of all whole-row ranges */
  const carried = (now: Selection): readonly string[] => {
    const chosen = new Set<number>()
    for (const box of boxesOf(now)) if (isWhole(box)) for (let row = box.top; row <= box.bottom; row++) chosen.add(row)
    return [...chosen].sort((a, b) => a - b).flatMap(row => sheet.view.rows[row] ?? [])
  }
  return {
    place: view => gap !== null && draw(view),
    press(row, { extend, add }) {
      const now = selection()
      pressed = row
      if (now && !extend && !add && boxesOf(now).some(box => isWhole(box) && row >= box.top && row <= box.bottom))
        return true
      const at = now?.active.at ?? 0
      if (extend && now) select({ ...rowsFrom(now.active.row, row, at), more: now.more })
      else if (add && now) select(withRange(now, rowsFrom(row, row, at)))
      else select(rowsFrom(row, row, at))
      return false
    },
    dragTo(row) {
      const now = selection()
      if (now && now.head.row !== row) select({ ...rowsFrom(now.active.row, row, now.active.at), more: now.more })
    },
    carry(to) {
      gap = to
      draw(viewNow())
      if (to !== null) return
      const at = selection()?.active.at ?? 0
      select(rowsFrom(pressed, pressed, at)) // it was a press after all
    },
    drop() {
      const to = gap
      const now = selection()
      gap = null
      draw(viewNow())
      if (to === null || !now) return
      const { rows } = sheet.view
      const inOwnOrder = isInOrder(rows, sheet.rows?.view)
      if (!inOwnOrder) return context.ordered()
      const beside = rows[to]
      if (beside !== undefined) context.commands.drop(carried(now), beside, 'above')
      else context.commands.drop(carried(now), rows.at(-1)!, 'below')
    },
    remove: line.remove,
  }
}

/** Whether what is shown stands in the table's own order. */
function isInOrder(rows: readonly string[], whole: TableView | undefined): boolean {
  if (!whole || whole.rows === rows) return true
  let last = -1
  for (const row of rows) {
    const at = whole.rowIndex(row)
    if (at <= last) return false
    last = at
  }
  return true
}

/** Number of a spot's row in the whole table, from 1: two people with two views speak of the same row. */
export const rowNumber = (sheet: Sheet, row: string): string => {
  const at = (sheet.rows?.view ?? sheet.view).rowIndex(row)
  return at < 0 ? '' : String(at + 1)
}
