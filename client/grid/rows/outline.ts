import { treeOf } from '../../../shared/document/row-tree.ts'
import type { TableView } from '../../../shared/document/table-view.ts'
import { forwarded } from '../forwarded.ts'
import type { Sheet, SheetChange } from '../sheet.ts'

/** Rows under rows as they are shown: what is folded away, and how far in each row stands. */
export interface Outline {
  /** some row stands under another, or is 其中 */
  readonly has: boolean
  depth(row: string): number
  isOfWhich(row: string): boolean
  /** null where nothing stands under the row */
  isCollapsed(row: string): boolean | null
  /** the row itself, or the one under which it is folded away */
  shownFor(row: string): string
  collapse(rows: readonly string[], collapsed: boolean): void
  /** everything deeper than so many levels is folded away; 1 shows the uppermost rows alone */
  showLevels(levels: number): void
}

export type OutlinedSheet = Sheet & { readonly outline: Outline }

/** The same sheet without the rows that are folded away under others. */
export function outlinedSheet(sheet: Sheet): OutlinedSheet {
  const all = sheet.view
  const collapsed = new Set<string>()
  const listeners = new Set<(change: SheetChange) => void>()
  let rows: readonly string[] | null = null
  let index: ReadonlyMap<string, number> | null = null

  const shown = (): readonly string[] => {
    if (rows !== null) return rows
    if (collapsed.size === 0) return (rows = all.rows)
    const { end } = treeOf(all)
    const found: string[] = []
    for (let at = 0; at < all.rows.length; ) {
      const row = all.rows[at]!
      found.push(row)
      at = collapsed.has(row) ? end[at]! : at + 1
    }
    return (rows = found)
  }
  const forget = () => {
    rows = index = null
  }
  // heard before the grid hears it, which subscribes later and will then read the rows
  sheet.subscribe(change => {
    if (change.rows) forget()
    for (const listener of listeners) listener(change)
  })
  const refold = () => {
    forget()
    const change: SheetChange = { cells: 'all', columns: [], rows: true, structure: false, fromOthers: [] }
    for (const listener of listeners) listener(change)
  }

  const view: TableView = {
    get structure() {
      return all.structure
    },
    get rows() {
      return shown()
    },
    rowIndex(row) {
      const whole = shown()
      if (whole === all.rows) return all.rowIndex(row)
      return (index ??= new Map(whole.map((id, at) => [id, at]))).get(row) ?? -1
    },
    cell: (row, column) => all.cell(row, column),
    rowFact: (row, fact) => all.rowFact(row, fact),
    subscribe: listener => all.subscribe(listener),
  }
  const outline: Outline = {
    get has() {
      return treeOf(all).has
    },
    depth: row => treeOf(all).depth[all.rowIndex(row)] ?? 0,
    isOfWhich: row => treeOf(all).ofWhich[all.rowIndex(row)] === 1,
    isCollapsed(row) {
      const at = all.rowIndex(row)
      return at < 0 || treeOf(all).end[at] === at + 1 ? null : collapsed.has(row)
    },
    shownFor(row) {
      const { parent } = treeOf(all)
      let found = row
      for (let at = parent[all.rowIndex(row)] ?? -1; at >= 0; at = parent[at]!)
        if (collapsed.has(all.rows[at]!)) found = all.rows[at]!
      return found
    },
    collapse(those, fold) {
      const before = collapsed.size
      for (const row of those) {
        if (fold) collapsed.add(row)
        else collapsed.delete(row)
      }
      if (collapsed.size !== before) refold()
    },
    showLevels(levels) {
      const { depth, end } = treeOf(all)
      collapsed.clear()
      for (const [at, row] of all.rows.entries()) if (depth[at]! >= levels - 1 && end[at]! > at + 1) collapsed.add(row)
      refold()
    },
  }
  return Object.defineProperties(
    forwarded(sheet),
    Object.getOwnPropertyDescriptors({
      view,
      outline,
      subscribe(listener: (change: SheetChange) => void) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }),
  ) as OutlinedSheet
}
