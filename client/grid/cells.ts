import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Target } from './block-writes.ts'
import type { Layout } from './geometry.ts'
import type { Picture } from './painter.ts'
import { findRuns, type Runs } from './runs.ts'
import { type Box, clampSpot, type Spot } from './selection.ts'
import type { Sheet } from './sheet.ts'
import type { Ground } from './walk.ts'

/** The sheet by place: row indices and column positions on the one side, ids on the other. */
export interface Cells extends Ground, Target {
  readonly layout: Layout
  readonly picture: Picture
  refOf(spot: Spot): CellRef | null
  /** null where the row is gone or the column is not shown */
  spotOf(cell: CellRef): Spot | null
  /** the whole of a merged cell; any other cell by itself */
  boxAt(spot: Spot): Box
  text(spot: Spot): string
  number(spot: Spot): number | null
  /** @returns where each spot is after the change */
  setLayout(layout: Layout): (spot: Spot) => Spot
  /** Takes the sheet's present rows. A row that is gone hands over to the next one that is still there. */
  refreshRows(): (spot: Spot) => Spot
  /** Category texts changed. */
  refreshRuns(): void
}

/** which columns are merged, and where: their runs hold as long as this does */
const mergedColumns = (layout: Layout) =>
  layout.columns.flatMap(({ column, at }) => (column.type === 'category' ? [`${at}:${column.id}`] : [])).join()

export function createCells(sheet: Sheet, first: Layout): Cells {
  const { view } = sheet
  let layout = first
  let rows = view.rows
  let runs = findAllRuns()

  function findAllRuns(): ReadonlyMap<number, Runs> {
    const found = new Map<number, Runs>()
    let outer: Runs | undefined
    for (const { column, at } of layout.columns) {
      if (column.type !== 'category') continue
      outer = findRuns(rows.length, index => sheet.text(rows[index]!, column.id), outer)
      found.set(at, outer)
    }
    return found
  }
  const refOf = ({ row, at }: Spot): CellRef | null => {
    const id = rows[row]
    const placed = layout.columns[at]
    return id === undefined || !placed ? null : { row: id, column: placed.column.id }
  }
  const atOf = (column: string) => layout.columns.findIndex(placed => placed.column.id === column)
  const text = (spot: Spot) => {
    const ref = refOf(spot)
    return ref ? sheet.text(ref.row, ref.column) : ''
  }
  const runAt = ({ row, at }: Spot) => {
    const found = runs.get(at)
    return found ? { start: found.start[row]!, end: found.end[row]! } : { start: row, end: row + 1 }
  }
  const clamped = (spot: Spot) => clampSpot(spot, { rows: rows.length, columns: layout.columns.length })
  const indexAfter = (old: readonly string[], index: number): number => {
    for (let i = index; i < old.length; i++) {
      const found = view.rowIndex(old[i]!)
      if (found >= 0) return found
    }
    return rows.length - 1
  }

  return {
    get layout() {
      return layout
    },
    get picture() {
      return { rows, layout, runs }
    },
    get rows() {
      return rows.length
    },
    get columns() {
      return layout.columns.length
    },
    refOf,
    spotOf({ row, column }) {
      const index = view.rowIndex(row)
      const at = atOf(column)
      return index < 0 || at < 0 ? null : { row: index, at }
    },
    runAt,
    boxAt(spot) {
      const { start, end } = runAt(spot)
      return { top: start, bottom: end - 1, left: spot.at, right: spot.at }
    },
    text,
    isBlank: spot => text(spot) === '',
    value(spot): Scalar {
      const ref = refOf(spot)
      return ref && view.cell(ref.row, ref.column)
    },
    number(spot) {
      const ref = refOf(spot)
      return ref && sheet.calculation.number(ref.row, ref.column)
    },
    isCategory: at => layout.columns[at]?.column.type === 'category',
    decide(spot) {
      const ref = refOf(spot)
      return ref ? sheet.decide(ref.row, ref.column) : { allowed: false, reason: 'role-only-reads' }
    },
    setLayout(next) {
      const old = layout
      layout = next
      // a drag of the window's edge changes widths only, and finding the runs walks all rows
      if (mergedColumns(old) !== mergedColumns(next)) runs = findAllRuns()
      return ({ row, at }) => clamped({ row, at: Math.max(0, atOf(old.columns[at]?.column.id ?? '')) })
    },
    refreshRows() {
      const old = rows
      rows = view.rows
      runs = findAllRuns()
      return ({ row, at }) => clamped({ row: indexAfter(old, row), at })
    },
    refreshRuns() {
      runs = findAllRuns()
    },
  }
}
