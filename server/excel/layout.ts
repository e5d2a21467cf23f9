import type { Column, TableStructure } from '../../shared/tables/structure.ts'

export type ExportForm = 'official' | 'grid'

export interface LaidColumn {
  readonly column: Column
  readonly hidden: boolean
  /** pixels at 96 dpi */
  readonly width: number
}

/** Which column of the table stands where in the sheet: visible ones first, hidden ones after, so formulas stay live. */
export interface Layout {
  readonly columns: readonly LaidColumn[]
  readonly visible: number
  /** one-based place in the sheet, or 0 */
  place(columnId: string): number
  /** leading visible columns that stay in sight */
  readonly frozen: number
  /** at which the visible columns fit one page's width; at most 1 */
  readonly scale: number
}

const DEFAULT_PX = 110
/** Width of the printed part of an A4 landscape page with the form's margins, in pixels at 96 dpi. */
const PAGE_PX = 1010
/** A narrow table is stretched to the page, but no further than this: a three-column table should not look inflated. */
const STRETCH_MOST = 1.5

export function layOut(structure: TableStructure, form: ExportForm): Layout {
  const isVisible = (column: Column) => column.hidden !== true && (form === 'grid' || column.official !== false)
  const visible = structure.columns.filter(isVisible)
  const hidden = structure.columns.filter(column => !isVisible(column))
  const pixels = visible.reduce((sum, column) => sum + (column.width ?? DEFAULT_PX), 0)
  const stretch = form === 'official' ? Math.min(STRETCH_MOST, Math.max(1, PAGE_PX / Math.max(1, pixels))) : 1
  const columns = [
    ...visible.map(column => ({ column, hidden: false, width: Math.round((column.width ?? DEFAULT_PX) * stretch) })),
    ...hidden.map(column => ({ column, hidden: true, width: column.width ?? DEFAULT_PX })),
  ]
  const places = new Map(columns.map(({ column }, index) => [column.id, index + 1]))
  const firstLoose = visible.findIndex(column => column.frozen !== true)
  return {
    columns,
    visible: visible.length,
    place: id => places.get(id) ?? 0,
    frozen: firstLoose === -1 ? 0 : firstLoose,
    scale: Math.min(1, PAGE_PX / Math.max(1, pixels * stretch)),
  }
}
