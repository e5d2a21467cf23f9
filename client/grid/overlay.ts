import type { Layout } from './geometry.ts'
import type { Box } from './selection.ts'

export interface View {
  readonly layout: Layout
  readonly scrollTop: number
  readonly scrollLeft: number
  readonly width: number
  readonly height: number
}

/** A frame around cells: it has a half in the frozen part and one in the part that moves, each clipped by its own pane. */
export interface Frame {
  /** both halves, to be dressed alike */
  readonly halves: readonly [HTMLElement, HTMLElement]
  place(box: Box | null, view: View): void
  remove(): void
}

const BEYOND = 12 // px; how far a frame reaches out of view where it goes on, so that its edge is not seen there

interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a box lies in each pane; null where it does not show there. Top 0 is right under the head. */
export function rectsOf(box: Box, view: View): { readonly frozen: Rect | null; readonly centre: Rect | null } {
  const { layout, scrollTop, scrollLeft, width, height } = view
  const { rowHeight, frozen, columns, frozenWidth } = layout
  const first = columns[box.left]
  const last = columns[box.right]
  if (!first || !last) return { frozen: null, centre: null }
  const top = Math.max(-BEYOND, box.top * rowHeight - scrollTop)
  const bottom = Math.min(height + BEYOND, (box.bottom + 1) * rowHeight - scrollTop)
  if (bottom <= 0 || top >= height) return { frozen: null, centre: null }
  const rect = (left: number, right: number): Rect => ({ x: left, y: top, width: right - left, height: bottom - top })
  const inFrozen = box.left < frozen.length
  const inCentre = box.right >= frozen.length
  const frozenRight = inCentre ? frozenWidth + BEYOND : last.start + last.size
  const centreLeft = Math.max(-BEYOND, inFrozen ? -BEYOND : first.start - scrollLeft)
  const centreRight = Math.min(width - frozenWidth + BEYOND, last.start + last.size - scrollLeft)
  return {
    frozen: inFrozen ? rect(first.start, frozenRight) : null,
    centre: inCentre && centreRight > 0 && centreLeft < width - frozenWidth ? rect(centreLeft, centreRight) : null,
  }
}

/** The lower right corner of a box, and the pane in which it lies; null where it is out of view. */
export function cornerOf(
  box: Box,
  view: View,
): { readonly pane: 'frozen' | 'centre'; readonly x: number; readonly y: number } | null {
  const last = view.layout.columns[box.right]
  const y = (box.bottom + 1) * view.layout.rowHeight - view.scrollTop
  if (!last || y <= 0 || y > view.height + 3) return null
  const end = last.start + last.size
  if (last.frozen) return { pane: 'frozen', x: end, y }
  const x = end - view.scrollLeft
  return x <= 0 || x > view.width - view.layout.frozenWidth + 3 ? null : { pane: 'centre', x, y }
}

const sameRect = (a: Rect | null, b: Rect | null) =>
  a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height)

export function createFrame(
  panes: { readonly frozen: HTMLElement; readonly centre: HTMLElement },
  className: string,
): Frame {
  const half = (pane: HTMLElement) => {
    const el = document.createElement('div')
    el.className = `frame ${className}`
    el.hidden = true
    pane.append(el)
    let shown: Rect | null = null
    const put = (rect: Rect | null) => {
      if (sameRect(rect, shown)) return
      shown = rect
      el.hidden = rect === null
      if (!rect) return
      el.style.transform = `translate(${rect.x}px,${rect.y}px)`
      el.style.width = `${rect.width}px`
      el.style.height = `${rect.height}px`
    }
    return { el, put }
  }
  const frozen = half(panes.frozen)
  const centre = half(panes.centre)
  return {
    halves: [frozen.el, centre.el],
    place(box, view) {
      const rects = box ? rectsOf(box, view) : { frozen: null, centre: null }
      frozen.put(rects.frozen)
      centre.put(rects.centre)
    },
    remove() {
      frozen.el.remove()
      centre.el.remove()
    },
  }
}

/** Frames around any number of boxes; none is made before it is needed. */
export function createFrames(
  panes: { readonly frozen: HTMLElement; readonly centre: HTMLElement },
  className: string,
): { place(boxes: readonly Box[], view: View): void; remove(): void } {
  const frames: Frame[] = []
  return {
    place(boxes, view) {
      while (frames.length < boxes.length) frames.push(createFrame(panes, className))
      for (const [i, frame] of frames.entries()) frame.place(boxes[i] ?? null, view)
    },
    remove() {
      for (const frame of frames) frame.remove()
    },
  }
}
