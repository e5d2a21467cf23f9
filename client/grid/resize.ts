import type { PlacedColumn } from './geometry.ts'

const NARROWEST = 36 // px
const WIDEST = 800

/**
 * Dragging a head's edge moves a guide line only: the new width is laid out once, on release.
 * @param frame holds the guide; the column's right edge is found from where the pointer went down
 */
export function dragEdge(
  event: PointerEvent,
  frame: HTMLElement,
  column: PlacedColumn,
  resized: (width: number) => void,
): void {
  if (event.button !== 0) return
  event.preventDefault()
  const handle = event.target as HTMLElement // not the listener's own element, which may be the whole page
  handle.setPointerCapture(event.pointerId)
  const guide = document.createElement('div')
  guide.className = 'guide'
  frame.append(guide)
  const left = frame.getBoundingClientRect().left
  const widthAt = (x: number) => Math.round(Math.max(NARROWEST, Math.min(WIDEST, column.size + x - event.clientX)))
  const show = (x: number) => {
    guide.style.transform = `translateX(${event.clientX - left + widthAt(x) - column.size}px)`
  }
  show(event.clientX)
  const onMove = (moved: PointerEvent) => show(moved.clientX)
  const end = (kept: PointerEvent | null) => {
    handle.removeEventListener('pointermove', onMove)
    handle.removeEventListener('pointerup', end)
    handle.removeEventListener('pointercancel', cancel)
    guide.remove()
    if (kept && kept.type === 'pointerup' && kept.clientX !== event.clientX) resized(widthAt(kept.clientX))
  }
  const cancel = () => end(null)
  handle.addEventListener('pointermove', onMove)
  handle.addEventListener('pointerup', end)
  handle.addEventListener('pointercancel', cancel)
}
