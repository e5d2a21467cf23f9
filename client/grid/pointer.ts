import { columnAtX, type Layout } from './geometry.ts'
import type { Spot } from './selection.ts'

export interface PointerEvents {
  readonly layout: () => Layout
  readonly rowCount: () => number
  /** a cell is pressed; with shift the range grows up to it */
  readonly pressed: (spot: Spot, extend: boolean) => void
  readonly dragged: (spot: Spot) => void
  readonly doubled: (spot: Spot) => void
  /** the heading over these columns is pressed, both inclusive; with shift the range grows up to them */
  readonly pressedHead: (left: number, right: number, extend: boolean) => void
}

const EDGE = 8 // px; dragging this near the lower or right edge of the sheet scrolls it

/** Presses and drags on the scroller, in terms of cells. @returns an undo of the listening */
export function listenToPointer(scroller: HTMLElement, events: PointerEvents): () => void {
  let pointer: { readonly id: number; x: number; y: number } | null = null
  let frame = 0

  const local = (event: MouseEvent) => {
    const box = scroller.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  /** Within the field that is being edited a press sets the caret, and is none of the grid's business. */
  const isInField = (event: MouseEvent) => event.target instanceof HTMLTextAreaElement
  const isOnSheet = ({ x, y }: { x: number; y: number }) =>
    x >= 0 && x < scroller.clientWidth && y >= events.layout().headHeight && y < scroller.clientHeight

  const spotAt = ({ x, y }: { x: number; y: number }, clamp: boolean): Spot | null => {
    const layout = events.layout()
    const column = columnAtX(layout, x, scroller.scrollLeft) ?? (clamp ? layout.columns.at(-1) : undefined)
    const row = Math.floor((y - layout.headHeight + scroller.scrollTop) / layout.rowHeight)
    const last = events.rowCount() - 1
    if (!column || last < 0 || (!clamp && row > last)) return null
    return { row: Math.max(0, Math.min(last, row)), at: column.at }
  }

  /** the heading under a press; its edge and its menu are something else */
  const headingAt = (event: MouseEvent): Element | null =>
    event.target instanceof Element && !event.target.closest('button, .edge')
      ? event.target.closest('[role=columnheader]')
      : null

  const onDown = (event: PointerEvent) => {
    const point = local(event)
    if (event.button !== 0 || isInField(event)) return
    const heading = headingAt(event)
    if (heading) {
      const left = Number(heading.getAttribute('aria-colindex')) - 1
      const count = Number(heading.getAttribute('aria-colspan') ?? 1)
      return events.pressedHead(left, left + count - 1, event.shiftKey)
    }
    if (!isOnSheet(point)) return
    const spot = spotAt(point, false)
    if (!spot) return
    pointer = { id: event.pointerId, ...point }
    scroller.setPointerCapture(event.pointerId)
    events.pressed(spot, event.shiftKey)
  }
  // The focus stays with the text field: pressing a cell must not take it away for a moment.
  const onMouseDown = (event: MouseEvent) => {
    if (!isInField(event) && (isOnSheet(local(event)) || headingAt(event))) event.preventDefault()
  }
  const onMove = (event: PointerEvent) => {
    if (pointer?.id !== event.pointerId) return
    Object.assign(pointer, local(event))
    if (!frame) frame = requestAnimationFrame(drag)
  }
  const drag = () => {
    frame = 0
    if (!pointer) return
    const down = pull(pointer.y, events.layout().headHeight, scroller.clientHeight - EDGE)
    // Frozen columns lie at the left edge and are to be selected too: there, pulling starts outside the sheet.
    const along = pull(pointer.x, 0, scroller.clientWidth - EDGE)
    scroller.scrollTop += down
    scroller.scrollLeft += along
    const spot = spotAt({ x: Math.max(0, pointer.x), y: pointer.y }, true)
    if (spot) events.dragged(spot)
    if (down || along) frame = requestAnimationFrame(drag)
  }
  const onUp = (event: PointerEvent) => {
    if (pointer?.id === event.pointerId) pointer = null
  }
  const onDouble = (event: MouseEvent) => {
    const point = local(event)
    const spot = !isInField(event) && isOnSheet(point) ? spotAt(point, false) : null
    if (spot) events.doubled(spot)
  }

  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['pointerdown', onDown],
    ['mousedown', onMouseDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onUp],
    ['dblclick', onDouble],
  ]
  for (const [type, listener] of listeners) scroller.addEventListener(type, listener as EventListener)
  return () => {
    cancelAnimationFrame(frame)
    for (const [type, listener] of listeners) scroller.removeEventListener(type, listener as EventListener)
  }
}

/** How far to scroll per frame for a pointer near or beyond an edge. */
const pull = (at: number, low: number, high: number): number => {
  if (at < low) return Math.max(-60, (at - low) / 2)
  if (at > high) return Math.min(60, (at - high) / 2)
  return 0
}
