import { cellText } from './safe-text.ts'
import type { CellStyle, Sheet, SheetCell } from './workbook-port.ts'

/** A line of the form that reaches over the whole width of the table: title, unit, note. */
export interface Line {
  readonly text: string
  readonly style: CellStyle
  /** points */
  readonly height: number
}

export const heightOf = (lines: readonly Line[]) => lines.reduce((sum, line) => sum + line.height, 0)

/** Writes the lines from sheet row `top` on, each merged over the visible columns. */
export function writeLines(sheet: Sheet, lines: readonly Line[], top: number, visible: number): void {
  lines.forEach((line, index) => {
    const cells = Array.from(
      { length: Math.max(1, visible) },
      (_, at): SheetCell => ({ value: at === 0 ? cellText(line.text) : null, style: line.style }),
    )
    sheet.row(cells, line.height)
    if (visible > 1) sheet.merge({ top: top + index, bottom: top + index, left: 1, right: visible })
  })
}
