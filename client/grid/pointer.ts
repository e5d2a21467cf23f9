import { columnAtX, type Layout } from './geometry.ts'
import type { Spot } from './selection.ts'

/** What the keys held down ask of a press: to grow the range up to it, or to begin another beside it. */
export interface PressKeys {
  readonly extend: boolean
  readonly add: boolean
}

export interface PointerEvents {
  readonly layout: () => Layout
  readonly rowCount: () => number
  readonly pressed: (spot: Spot, keys: PressKeys) => void
  readonly dragged: (spot: Spot) => void
  readonly doubled: (spot: Spot) => void
  /** the heading over these columns is pressed, both inclusive */
  readonly pressedHead: (left: number, right: number, keys: PressKeys) => void
  /** a row's number is pressed; true where dragging is to move the row, not to select more of them */
  readonly pressedNumber: (row: number, keys: PressKeys) => boolean
  /** a press on a row's number has gone on to another row */
  readonly draggedNumbers: (row: number) => void
  /** rows are being dragged to the gap before this row, which may be the one after the last; null: back where they were */
  readonly carried: (gap: number | null) => void
  readonly dropped: () => void
  readonly pressedAllNumbers: () => void
  readonly filling: (to: Spot, other: boolean) => void
  readonly filled: (other: boolean) => void
  readonly doubledHandle: () => void
  /** the other button; the spot is null beside the cells */
  readonly menu: (spot: Spot | null, point: { readonly x: number; readonly y: number }) => void
}

const EDGE = 8 // px; dragging this near the lower or right edge of the sheet scrolls it

type Drag = 'cells' | 'numbers' | 'rows' | 'fill'

interface Held {
  readonly id: number
  readonly drag: Drag
  x: number
  y: number
  other: boolean
  moved: boolean
}

/** Presses and drags on the scroller, in terms of cells. @returns an undo of the listening */
export function listenToPointer(scroller: HTMLElement, events: PointerEvents): () => void {
  let held: Held | null = null
  let frame = 0
  let onHandle = false // a captured pointer's double press names the scroller as its target

  const local = (event: MouseEvent) => {
    const box = scroller.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const keysOf = (event: MouseEvent): PressKeys => ({ extend: event.shiftKey, add: event.ctrlKey || event.metaKey })
  /** Within the field that is being edited a press sets the caret, and is none of the grid's business. */
  const isInField = (event: MouseEvent) => event.target instanceof HTMLTextAreaElement
  const isOnHandle = (event: MouseEvent) =>
    event.target instanceof Element && event.target.closest('.fill-handle') !== null
  const isOnSheet = ({ x, y }: { x: number; y: number }) =>
    x >= 0 && x < scroller.clientWidth && y >= events.layout().headHeight && y < scroller.clientHeight
  const isOnNumbers = ({ x }: { x: number }) => x < events.layout().gutter

  const rowAt = (y: number) => {
    const { headHeight, rowHeight } = events.layout()
    return Math.floor((y - headHeight + scroller.scrollTop) / rowHeight)
  }
  const spotAt = ({ x, y }: { x: number; y: number }, clamp: boolean): Spot | null => {
    const layout = events.layout()
    const column =
      columnAtX(layout, Math.max(layout.gutter, x), scroller.scrollLeft) ?? (clamp ? layout.columns.at(-1) : undefined)
    const row = rowAt(y)
    const last = events.rowCount() - 1
    if (!column || last < 0 || (!clamp && row > last)) return null
    return { row: Math.max(0, Math.min(last, row)), at: column.at }
  }
  /** The gap between two rows that is nearest to a point. */
  const gapAt = (y: number) => {
    const { headHeight, rowHeight } = events.layout()
    return Math.max(0, Math.min(events.rowCount(), Math.round((y - headHeight + scroller.scrollTop) / rowHeight)))
  }

  /** the heading under a press; its edge and its menu are something else */
  const headingAt = (event: MouseEvent): Element | null =>
    event.target instanceof Element && !event.target.closest('button, .edge')
      ? event.target.closest('[role=columnheader]')
      : null

  const hold = (event: PointerEvent, drag: Drag) => {
    held = { id: event.pointerId, drag, ...local(event), other: event.ctrlKey || event.metaKey, moved: false }
    scroller.setPointerCapture(event.pointerId)
  }
  const onDown = (event: PointerEvent) => {
    const point = local(event)
    if (event.button !== 0 || isInField(event)) return
    onHandle = isOnHandle(event)
    if (onHandle) return hold(event, 'fill')
    const heading = headingAt(event)
    if (heading) {
      const left = Number(heading.getAttribute('aria-colindex')) - 1
      const count = Number(heading.getAttribute('aria-colspan') ?? 1)
      return events.pressedHead(left, left + count - 1, keysOf(event))
    }
    if (isOnNumbers(point) && point.y < events.layout().headHeight) return events.pressedAllNumbers()
    if (!isOnSheet(point)) return
    const spot = spotAt(point, false)
    if (!spot) return
    if (isOnNumbers(point)) return hold(event, events.pressedNumber(spot.row, keysOf(event)) ? 'rows' : 'numbers')
    hold(event, 'cells')
    events.pressed(spot, keysOf(event))
  }
  // The focus stays with the text field: pressing a cell must not take it away for a moment.
  const onMouseDown = (event: MouseEvent) => {
    const point = local(event)
    if (isInField(event)) return
    if (isOnSheet(point) || headingAt(event) || isOnNumbers(point)) event.preventDefault()
  }
  const onMove = (event: PointerEvent) => {
    if (held?.id !== event.pointerId) return
    Object.assign(held, local(event), { other: event.ctrlKey || event.metaKey })
    if (!frame) frame = requestAnimationFrame(follow)
  }
  const follow = () => {
    frame = 0
    if (!held) return
    held.moved = true
    const down = pull(held.y, events.layout().headHeight, scroller.clientHeight - EDGE)
    // Frozen columns lie at the left edge and are to be selected too: there, pulling starts outside the sheet.
    const along = held.drag === 'cells' || held.drag === 'fill' ? pull(held.x, 0, scroller.clientWidth - EDGE) : 0
    scroller.scrollTop += down
    scroller.scrollLeft += along
    const spot = spotAt({ x: Math.max(0, held.x), y: held.y }, true)
    if (spot) tell(held, spot)
    if (down || along) frame = requestAnimationFrame(follow)
  }
  const tell = ({ drag, y, other }: Held, spot: Spot) => {
    switch (drag) {
      case 'cells':
        return events.dragged(spot)
      case 'numbers':
        return events.draggedNumbers(spot.row)
      case 'rows':
        return events.carried(gapAt(y))
      case 'fill':
        return events.filling(spot, other)
    }
  }
  const onUp = (event: PointerEvent) => {
    if (held?.id !== event.pointerId) return
    const { drag, moved } = held
    const given = event.type === 'pointerup' && moved
    held = null
    if (drag === 'rows') {
      if (given) events.dropped()
      else events.carried(null)
    }
    if (drag === 'fill' && given) events.filled(event.ctrlKey || event.metaKey)
  }
  const onDouble = (event: MouseEvent) => {
    const point = local(event)
    if (onHandle) return events.doubledHandle()
    const spot = !isInField(event) && isOnSheet(point) && !isOnNumbers(point) ? spotAt(point, false) : null
    if (spot) events.doubled(spot)
  }
  const onMenu = (event: MouseEvent) => {
    const point = local(event)
    if (isInField(event) || !isOnSheet(point)) return
    event.preventDefault()
    events.menu(spotAt(point, false), { x: event.clientX, y: event.clientY })
  }

  const listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['pointerdown', onDown],
    ['mousedown', onMouseDown],
    ['pointermove', onMove],
    ['pointerup', onUp],
    ['pointercancel', onUp],
    ['dblclick', onDouble],
    ['contextmenu', onMenu],
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
