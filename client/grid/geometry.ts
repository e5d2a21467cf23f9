import type { Column } from '../../shared/tables/structure.ts'

/** A shown column and where it stands. */
export interface PlacedColumn {
  readonly column: Column
  /** position among the shown columns, frozen ones first; `aria-colindex` is one more */
  readonly at: number
  readonly frozen: boolean
  /** the first column after the categories: it names the row, and carries the edge of one's own rows */
  readonly lead: boolean
  /** px from the left of its own part: the frozen columns, or the ones that move */
  readonly start: number
  readonly size: number
}

/** Where every column stands; all lengths in CSS px. */
export interface Layout {
  readonly columns: readonly PlacedColumn[]
  readonly frozen: readonly PlacedColumn[]
  readonly centre: readonly PlacedColumn[]
  /** of the rows' numbers and the frozen columns together */
  readonly frozenWidth: number
  /** of the rows' numbers, which stand before all columns; 0 where there are none */
  readonly gutter: number
  readonly width: number
  readonly rowHeight: number
  readonly headHeight: number
}

const DEFAULT_WIDTH: Readonly<Record<Column['type'], number>> = {
  category: 86,
  text: 160,
  value: 116,
  choice: 84,
  owner: 112,
  computed: 108,
}
export const naturalWidth = (column: Column): number => column.width ?? DEFAULT_WIDTH[column.type]

/** Room that is left over is shared out by width, and never so much that a line gets hard to follow across the sheet. */
export function stretched(widths: readonly number[], room: number): readonly number[] {
  const total = widths.reduce((sum, width) => sum + width, 0)
  const factor = total > 0 && room > total ? Math.min(room / total, 1.75) : 1
  if (factor === 1) return widths
  const grown = widths.map(width => Math.floor(width * factor))
  const rest = Math.min(room, Math.floor(total * factor)) - grown.reduce((sum, width) => sum + width, 0)
  return grown.map((width, i) => (i === grown.length - 1 ? width + rest : width))
}

/** @param columns in the order shown, frozen ones first; `widths` beside them */
export function layOut(
  columns: readonly Column[],
  widths: readonly number[],
  sizes: { readonly rowHeight: number; readonly headHeight: number; readonly gutter?: number },
): Layout {
  const { gutter = 0 } = sizes
  const place = { frozen: gutter, centre: 0 }
  const leadAt = columns.findIndex(({ type }) => type !== 'category')
  const placed = columns.map((column, at): PlacedColumn => {
    const part = column.frozen ? 'frozen' : 'centre'
    const size = widths[at] ?? naturalWidth(column)
    const start = place[part]
    place[part] += size
    return { column, at, frozen: part === 'frozen', lead: at === leadAt, start, size }
  })
  return {
    ...sizes,
    gutter,
    columns: placed,
    frozen: placed.filter(column => column.frozen),
    centre: placed.filter(column => !column.frozen),
    frozenWidth: place.frozen,
    width: place.frozen + place.centre,
  }
}

/** px; room for the numbers of so many rows, and for ten times as many until the next layout */
export const gutterWidth = (rows: number): number => 14 + 7 * Math.max(3, String(rows).length)

/** The column under a point of the viewport; beyond the last column, none. */
export function columnAtX(layout: Layout, x: number, scrollLeft: number): PlacedColumn | undefined {
  const inFrozen = x < layout.frozenWidth
  const wanted = inFrozen ? x : x - layout.frozenWidth + scrollLeft
  return (inFrozen ? layout.frozen : layout.centre).find(({ start, size }) => wanted < start + size)
}

/** How many moving columns can be in view at once, at most: the pool never grows while scrolling. */
export function mostColumnsIn(centre: readonly PlacedColumn[], width: number): number {
  let most = 0
  centre.forEach((first, from) => {
    let to = from
    while (to < centre.length && centre[to]!.start - first.start < width) to++
    most = Math.max(most, to - from)
  })
  return Math.min(centre.length, most + 1)
}

/** The first moving column that is in view, such that `count` columns from there exist. */
export function firstColumnIn(centre: readonly PlacedColumn[], count: number, scrollLeft: number): number {
  let first = 0
  while (first < centre.length - count && centre[first]!.start + centre[first]!.size <= scrollLeft) first++
  return first
}
