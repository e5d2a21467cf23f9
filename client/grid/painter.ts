import type { CellLook } from './cell-look.ts'
import { firstColumnIn, type Layout, mostColumnsIn, type PlacedColumn } from './geometry.ts'
import { createPoolCell, element, type PoolCell, placeCell, spanCell, writeCell } from './pool-cell.ts'
import type { Runs } from './runs.ts'
import type { Spot } from './selection.ts'

/** What is painted: rows in order, where columns stand, which cells are merged. Replaced as a whole when it changes. */
export interface Picture {
  readonly rows: readonly string[]
  readonly layout: Layout
  /** by column position, of category columns */
  readonly runs: ReadonlyMap<number, Runs>
}

export interface PainterParts {
  readonly scroller: HTMLElement
  readonly sizer: HTMLElement
  readonly stage: HTMLElement
  /** has the role, and the id that the pool's ids begin with */
  readonly grid: HTMLElement
  readonly body: HTMLElement
  readonly head: HTMLElement
}

/** What of the sheet is in view, in px; the sizes are the scroller's inner ones, head included. */
export interface Viewport {
  readonly scrollTop: number
  readonly scrollLeft: number
  readonly width: number
  readonly height: number
}

export interface PainterQuestions {
  readonly look: (row: string, column: PlacedColumn) => CellLook
  readonly isOwnRow: (row: string) => boolean
  /** level from 1, and whether what stands under it is folded away, null where nothing does; null in a flat table */
  readonly foldOf: (row: string) => { readonly level: number; readonly collapsed: boolean | null } | null
  readonly countLabel: (count: number) => string
  /** the number of a row, or '' */
  readonly numberOf: (row: string) => string
  readonly isRowSelected: (row: number) => boolean
  readonly isReadOnly: (spot: Spot) => boolean
  readonly isSelected: (spot: Spot) => boolean
  readonly afterPaint: (viewport: Viewport) => void
}

interface Slot {
  readonly el: HTMLElement
  readonly middle: HTMLElement
  readonly number: RowNumber | null
  readonly frozenCells: readonly PoolCell[]
  readonly cells: readonly PoolCell[]
  row: number
  firstColumn: number
  top: number
  className: string
  fold: string
}

interface RowNumber {
  readonly el: HTMLElement
  text: string
  chosen: boolean
}

export interface Painter {
  show(picture: Picture): void
  markRow(index: number): void
  markAll(): void
  /** paints now instead of with the next frame */
  paint(): void
  /** the pool element that shows a cell at this moment, if any does */
  cellElement(spot: Spot): HTMLElement | undefined
  /** what a pool element shows at this moment */
  spotOf(el: Element): Spot | undefined
  /** brings `aria-selected` and `aria-readonly` up to date */
  describe(): void
  setTitle(el: Element, title: string): void
  /** read anew; costs a layout if the page was written to since the last one */
  readonly viewport: Viewport
  readonly firstRow: number
  destroy(): void
}

const REST_MS = 150

/**
 * Keeps a fixed pool of row and cell elements and writes into it whatever is in view; React knows nothing of them.
 *
 * The pool lives on a stage that is sticky in the scroller and as large as its viewport, so the browser never shows an
 * area that has not been painted: a late frame shows the old rows for one frame more, not blank paper.
 */
export function createPainter(parts: PainterParts, ask: PainterQuestions, first: Picture): Painter {
  const { scroller, sizer, stage, grid, body, head } = parts
  let picture = first
  let slots: Slot[] = [] // row r is shown by slot r % slots.length
  let headMiddles: HTMLElement[] = []
  let cellsPerRow = 0
  let firstRow = 0
  let firstColumn = 0
  let paintedLeft = -1
  let frame = 0
  let poolId = 0
  let rest: ReturnType<typeof setTimeout> | undefined
  let allDirty = false
  let size = { width: 0, height: 0 } // kept, because asking after writing makes the browser lay out at once
  const dirty = new Set<number>()
  const cellOf = new WeakMap<Element, { slot: Slot; cell: PoolCell }>()

  const slotOf = (row: number) => slots[row % slots.length]

  const createSlot = (index: number): Slot => {
    const { frozen, frozenWidth, gutter } = picture.layout
    const el = element('row', 'row')
    const frozenEl = el.appendChild(element('frozen', 'none'))
    const number = gutter > 0 ? createNumber(frozenEl, gutter) : null
    const middle = el.appendChild(element('middle', 'none'))
    middle.style.left = `${frozenWidth}px`
    const id = `${grid.id}-${poolId}-${index}`
    const frozenCells = frozen.map((column, i) => {
      const cell = createPoolCell(frozenEl, `${id}f${i}`)
      placeCell(cell, column)
      return cell
    })
    const cells = Array.from({ length: cellsPerRow }, (_, i) => createPoolCell(middle, `${id}c${i}`))
    const state = { row: -1, firstColumn: -1, top: -1, className: 'row', fold: '' }
    const slot: Slot = { el, middle, number, frozenCells, cells, ...state }
    for (const cell of [...frozenCells, ...cells]) cellOf.set(cell.el, { slot, cell })
    body.append(el)
    return slot
  }

  const slotsFor = ({ rows, layout }: Picture) =>
    Math.min(rows.length, Math.max(0, Math.ceil((size.height - layout.headHeight) / layout.rowHeight)) + 1)

  const measureRows = () => {
    const { rows, layout } = picture
    sizer.style.height = `${layout.headHeight + rows.length * layout.rowHeight}px`
    const role = rows[0] !== undefined && ask.foldOf(rows[0]) !== null ? 'treegrid' : 'grid'
    if (grid.getAttribute('role') !== role) grid.setAttribute('role', role)
    grid.setAttribute('aria-rowcount', String(headMiddles.length + rows.length))
  }

  const build = () => {
    size = { width: scroller.clientWidth, height: scroller.clientHeight }
    const { layout } = picture
    stage.style.width = `${size.width}px`
    stage.style.height = `${size.height}px`
    headMiddles = [...head.querySelectorAll<HTMLElement>('.middle')]
    sizer.style.width = `${layout.width}px`
    measureRows()
    cellsPerRow = mostColumnsIn(layout.centre, size.width - layout.frozenWidth)
    body.textContent = ''
    poolId++
    slots = Array.from({ length: slotsFor(picture) }, (_, i) => createSlot(i))
    paintedLeft = -1
    paint()
  }

  /** A merged cell belongs to the first row of its run that is in view, and reaches down over what is in view of it. */
  const writeMerged = (cell: PoolCell, row: number, column: PlacedColumn, runs: Runs) => {
    const start = runs.start[row]!
    const end = runs.end[row]!
    const isAnchor = row === start || row === firstRow
    const span = isAnchor ? Math.min(end, firstRow + slots.length) - row : 0
    spanCell(cell, span, picture.layout.rowHeight)
    if (span === 0) return
    const look = ask.look(picture.rows[row]!, column)
    writeCell(cell, span > 1 && end - start > 1 ? { ...look, after: ask.countLabel(end - start) } : look)
  }

  const write = (cell: PoolCell, row: number, column: PlacedColumn) => {
    const runs = picture.runs.get(column.at)
    if (runs) return writeMerged(cell, row, column, runs)
    spanCell(cell, -1, 0)
    writeCell(cell, ask.look(picture.rows[row]!, column))
  }

  const writeRow = (slot: Slot, row: number) => {
    const { layout, rows, runs } = picture
    if (slot.row !== row) slot.el.setAttribute('aria-rowindex', String(headMiddles.length + row + 1))
    if (slot.number) writeNumber(slot.number, ask.numberOf(rows[row]!))
    layout.frozen.forEach((column, i) => {
      write(slot.frozenCells[i]!, row, column)
    })
    for (let i = 0; i < cellsPerRow; i++) {
      const cell = slot.cells[i]!
      const column = layout.centre[firstColumn + i]!
      if (cell.at !== column.at) placeCell(cell, column)
      write(cell, row, column)
    }
    const outer = runs.values().next().value
    const endsCategory = outer !== undefined && outer.end[row] === row + 1
    const className = `row${endsCategory ? ' ends' : ''}${ask.isOwnRow(rows[row]!) ? ' own' : ''}`
    if (slot.className !== className) slot.el.className = slot.className = className
    writeFold(slot, rows[row]!)
    slot.row = row
    slot.firstColumn = firstColumn
  }

  const writeFold = (slot: Slot, row: string) => {
    const fold = ask.foldOf(row)
    const said = fold === null ? '' : `${fold.level} ${fold.collapsed}`
    if (slot.fold === said) return
    slot.fold = said
    for (const name of ['aria-level', 'aria-expanded']) slot.el.removeAttribute(name)
    if (fold === null) return
    slot.el.setAttribute('aria-level', String(fold.level))
    if (fold.collapsed !== null) slot.el.setAttribute('aria-expanded', String(!fold.collapsed))
  }

  const writeMergedOf = (slot: Slot, row: number) => {
    for (const cell of slot.frozenCells) writeIfMerged(cell, row)
    for (const cell of slot.cells) writeIfMerged(cell, row)
  }
  const writeIfMerged = (cell: PoolCell, row: number) => {
    const runs = picture.runs.get(cell.at)
    if (runs) writeMerged(cell, row, picture.layout.columns[cell.at]!, runs)
  }

  const moveSideways = (scrollLeft: number) => {
    if (scrollLeft === paintedLeft) return
    paintedLeft = scrollLeft
    const transform = `translateX(${-scrollLeft}px)`
    for (const slot of slots) slot.middle.style.transform = transform
    for (const middle of headMiddles) middle.style.transform = transform
    head.style.setProperty('--scrolled', `${scrollLeft}px`)
  }

  const paint = () => {
    cancelAnimationFrame(frame)
    frame = 0
    const { rowHeight, headHeight, centre } = picture.layout
    const { scrollTop, scrollLeft } = scroller
    const wasFirst = firstRow
    const wasLast = firstRow + slots.length - 1
    firstRow = Math.max(0, Math.min(picture.rows.length - slots.length, Math.floor(scrollTop / rowHeight)))
    firstColumn = firstColumnIn(centre, cellsPerRow, scrollLeft)
    body.style.transform = `translateY(${headHeight + firstRow * rowHeight - scrollTop}px)`
    moveSideways(scrollLeft)
    const lastRow = firstRow + slots.length - 1
    const runs = [...picture.runs.values()]
    for (let row = firstRow; row <= lastRow; row++) {
      const slot = slotOf(row)! // a row that stays in view keeps its element
      const top = row - firstRow
      if (slot.top !== top) {
        slot.top = top
        slot.el.style.transform = `translateY(${top * rowHeight}px)`
        // a row of its own layer: what a merged cell covers of the rows below must not come to lie over it
        slot.el.style.zIndex = String(slots.length - top)
      }
      if (allDirty || slot.row !== row || slot.firstColumn !== firstColumn || dirty.has(row)) writeRow(slot, row)
      else if (firstRow !== wasFirst && runs.length) {
        const reaches = runs.some(({ end }) => end[row]! > Math.min(wasLast, lastRow))
        if (row === firstRow || row === wasFirst || reaches) writeMergedOf(slot, row)
      }
    }
    dirty.clear()
    allDirty = false
    clearTimeout(rest)
    rest = setTimeout(tidy, REST_MS)
    ask.afterPaint({ scrollTop, scrollLeft, ...size })
  }
  const schedule = () => {
    if (!frame) frame = requestAnimationFrame(paint)
  }

  /** Once scrolling rests, rows return to reading order in the DOM and say what they allow, for assistive technology. */
  const tidy = () => {
    const inOrder = [...slots].sort((a, b) => a.row - b.row)
    if (inOrder.some((slot, i) => body.children[i] !== slot.el)) body.append(...inOrder.map(slot => slot.el))
    describe()
  }
  const describe = () => {
    for (const slot of slots) {
      if (slot.number) markNumber(slot.number, slot.row >= 0 && ask.isRowSelected(slot.row))
      for (const cell of slot.frozenCells) describeCell(slot, cell)
      for (const cell of slot.cells) describeCell(slot, cell)
    }
  }
  const describeCell = (slot: Slot, cell: PoolCell) => {
    if (slot.row < 0 || cell.at < 0) return
    const spot = { row: slot.row, at: cell.at }
    const selected = ask.isSelected(spot)
    if (cell.selected !== selected) cell.el.setAttribute('aria-selected', String((cell.selected = selected)))
    const readOnly = ask.isReadOnly(spot)
    if (cell.readOnly !== readOnly) cell.el.setAttribute('aria-readonly', String((cell.readOnly = readOnly)))
  }

  const resize = new ResizeObserver(() => {
    if (size.width !== scroller.clientWidth || size.height !== scroller.clientHeight) build()
  })
  scroller.addEventListener('scroll', schedule, { passive: true })
  resize.observe(scroller)
  build()

  return {
    show(next) {
      const samePool = next.layout === picture.layout && slotsFor(next) === slots.length
      picture = next
      if (!samePool) return build()
      measureRows()
      allDirty = true
      schedule()
    },
    markRow(index) {
      if (index < firstRow || index >= firstRow + slots.length) return
      dirty.add(index)
      schedule()
    },
    markAll() {
      allDirty = true
      schedule()
    },
    paint,
    cellElement({ row, at }) {
      const slot = slots.length ? slotOf(row) : undefined
      if (slot?.row !== row) return undefined
      return (slot.frozenCells.find(cell => cell.at === at) ?? slot.cells.find(cell => cell.at === at))?.el
    },
    spotOf(el) {
      const found = cellOf.get(el)
      return found && found.slot.row >= 0 ? { row: found.slot.row, at: found.cell.at } : undefined
    },
    describe,
    setTitle(el, title) {
      const found = cellOf.get(el)
      if (!found) return
      found.cell.titled = true
      if (title) el.setAttribute('title', title)
      else el.removeAttribute('title')
    },
    get viewport() {
      return { scrollTop: scroller.scrollTop, scrollLeft: scroller.scrollLeft, ...size }
    },
    get firstRow() {
      return firstRow
    },
    destroy() {
      cancelAnimationFrame(frame)
      clearTimeout(rest)
      resize.disconnect()
      scroller.removeEventListener('scroll', schedule)
      body.textContent = ''
    },
  }
}

/** For the eye alone: assistive technology has the row's index. */
function createNumber(parent: HTMLElement, width: number): RowNumber {
  const el = element('number', 'none')
  el.setAttribute('aria-hidden', 'true')
  el.style.width = `${width}px`
  parent.append(el)
  return { el, text: '', chosen: false }
}
function writeNumber(number: RowNumber, text: string): void {
  if (number.text !== text) number.el.textContent = number.text = text
}
function markNumber(number: RowNumber, chosen: boolean): void {
  if (number.chosen !== chosen) number.el.classList.toggle('chosen', (number.chosen = chosen))
}
