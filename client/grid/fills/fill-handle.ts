import type { Cells } from '../cells.ts'
import { cornerOf, createFrame, type View } from '../overlay.ts'
import { type Box, boxAround, type Spot } from '../selection.ts'
import type { Writer } from '../writer.ts'
import { fillDownTo, fillRegion, fillRegionPlan } from './fill-plan.ts'

interface Context {
  readonly panes: { readonly frozen: HTMLElement; readonly centre: HTMLElement }
  readonly cells: Cells
  readonly writer: Writer
  /** what would be filled on from; null where there is nothing, or where one may not write */
  readonly source: () => Box | null
  /** so many cells were filled, and all this is selected now */
  readonly filled: (box: Box, cells: number) => void
  readonly viewNow: () => View
}

/** The square at the selection's corner, and the fill that is being drawn with it. */
export interface FillHandle {
  place(view: View): void
  drawTo(spot: Spot): void
  release(other: boolean): void
  /** down beside what is filled */
  down(): void
  remove(): void
}

export function createFillHandle({ panes, cells, writer, source, filled, viewNow }: Context): FillHandle {
  const el = document.createElement('div')
  el.className = 'fill-handle'
  el.hidden = true
  panes.centre.append(el)
  const frame = createFrame(panes, 'filling')
  let to: Spot | null = null

  const fill = (from: Box, spot: Spot, other: boolean) => {
    const region = fillRegion(from, spot)
    if (!region) return
    const plan = fillRegionPlan(cells, from, region, other ? 'other' : 'natural')
    filled(plan.box, plan.writes.length)
    writer.apply(plan, 'fill-series')
  }
  const draw = (view: View) => {
    const from = source()
    const region = from && to && fillRegion(from, to)
    const corners = ({ top, bottom, left, right }: Box) => [
      { row: top, at: left },
      { row: bottom, at: right },
    ]
    frame.place(from && region ? boxAround([...corners(from), ...corners(region.box)]) : null, view)
  }
  return {
    place(view) {
      const from = source()
      const corner = from && cornerOf(from, view)
      el.hidden = corner === null
      if (corner) {
        if (el.parentElement !== panes[corner.pane]) panes[corner.pane].append(el)
        el.style.transform = `translate(${corner.x - 5}px,${corner.y - 5}px)`
      }
      if (to) draw(view)
    },
    drawTo(spot) {
      to = spot
      draw(viewNow())
    },
    release(other) {
      const from = source()
      const spot = to
      to = null
      draw(viewNow())
      if (from && spot) fill(from, spot, other)
    },
    down() {
      const from = source()
      const last = from && fillDownTo(from, cells.rows, cells.columns, spot => cells.isBlank(spot))
      if (from && last !== null) fill(from, { row: last, at: from.right }, false)
    },
    remove() {
      el.remove()
      frame.remove()
    },
  }
}
