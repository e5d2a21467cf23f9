import { BODY_SIZE, type TableStyles } from './form-styles.ts'
import type { Header } from './header-rows.ts'
import type { Layout } from './layout.ts'
import { lineCount } from './line-count.ts'
import { cellText } from './safe-text.ts'
import type { Sheet, SheetCell } from './workbook-port.ts'

const LINE_HEIGHT = 14

/** Height of each header row in points. */
export function headerHeights(header: Header, layout: Layout): readonly number[] {
  const least = header.depth === 1 ? 30 : 22
  return Array.from({ length: header.depth }, (_, level) => {
    const heights = header.cells
      .filter(cell => cell.bottom === level && cell.left < layout.visible)
      .map(cell => {
        const width = layout.columns.slice(cell.left, cell.right + 1).reduce((sum, column) => sum + column.width, 0)
        return (LINE_HEIGHT * lineCount(cell.text, width, BODY_SIZE) + 8) / (cell.bottom - cell.top + 1)
      })
    return Math.max(least, ...heights)
  })
}

/** Writes the header from sheet row `top` on, groups merged across and titles merged down. */
export function writeHeader(
  sheet: Sheet,
  header: Header,
  heights: readonly number[],
  layout: Layout,
  styles: TableStyles,
  top: number,
): void {
  heights.forEach((height, level) => {
    const cells = layout.columns.map((_, at): SheetCell => {
      const cell = header.cells.find(
        one => one.left <= at && at <= one.right && one.top <= level && level <= one.bottom,
      )
      const starts = cell?.left === at && cell.top === level
      const edges = { top: level === 0, bottom: false, left: at === 0, right: at === layout.visible - 1 }
      return { value: starts ? cellText(cell.text) : null, style: styles.picker('head', edges)() }
    })
    sheet.row(cells, height)
  })
  for (const cell of header.cells) {
    if (cell.top === cell.bottom && cell.left === cell.right) continue
    sheet.merge({ top: top + cell.top, bottom: top + cell.bottom, left: cell.left + 1, right: cell.right + 1 })
  }
}
