import type { View } from './overlay.ts'
import type { Box } from './selection.ts'

const LEAST = 24 // px of the field that always show
const WIDEST = 560

/**
 * Puts the text field on its cell. It stays within the sheet even when the cell is out of view: the input method's window
 * opens at the field, and a browser scrolls whatever holds a field that it cannot see.
 * @returns the field's place in px
 */
export function placeField(
  field: HTMLElement,
  cell: Box,
  view: View,
): { readonly x: number; readonly y: number; readonly inView: boolean } {
  const { layout, width, height, scrollTop, scrollLeft } = view
  const column = layout.columns[cell.left]!
  const { rowHeight, headHeight, frozenWidth } = layout
  const left = column.frozen ? column.start : frozenWidth + column.start - scrollLeft
  const top = cell.top * rowHeight - scrollTop
  const bottom = (cell.bottom + 1) * rowHeight - scrollTop
  const x = Math.max(column.frozen ? 0 : frozenWidth, Math.min(left, width - LEAST))
  const y = headHeight + Math.max(0, Math.min(top, height - rowHeight))
  field.style.transform = `translate(${x}px,${y}px)`
  field.style.minWidth = `${Math.max(LEAST, left + column.size - x)}px`
  field.style.maxWidth = `${Math.max(column.size, Math.min(width - x, WIDEST))}px`
  field.style.minHeight = `${rowHeight}px`
  field.style.maxHeight = `${Math.max(rowHeight, headHeight + height - y)}px`
  const inView = bottom > 0 && top < height && left + column.size > x && left < width
  return { x, y, inView }
}
