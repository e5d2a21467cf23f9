import type { Scalar } from '../../shared/core/scalar.ts'
import { typedScalar } from '../../shared/core/scalar.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import { clearPlan, fillDownPlan, fillPlan, type Plan, pastePlan, type Target } from './block-writes.ts'
import { createCellInput } from './cell-input.ts'
import { cellTitle, planWords, refusal } from './cell-words.ts'
import { readClipboard, writeClipboard } from './clipboard.ts'
import { createFitText } from './fit-text.ts'
import type { Layout } from './geometry.ts'
import type { KeyCommand } from './key-command.ts'
import { createLooks } from './looks.ts'
import { createOthers } from './others.ts'
import { createFrame, type View } from './overlay.ts'
import { createPainter, type PainterParts, type Picture } from './painter.ts'
import { listenToPointer } from './pointer.ts'
import { findRuns, type Runs } from './runs.ts'
import {
  type Box,
  boxOf,
  clampSpot,
  contains,
  extendTo,
  isSingle,
  remap,
  type Selection,
  type Spot,
  selectBox,
  selectOne,
} from './selection.ts'
import type { Sheet, SheetChange } from './sheet.ts'
import { type SelectionSummary, summarise } from './summary.ts'
import { type Ground, goTo, move, walk } from './walk.ts'
import type { Translate } from './words.ts'

export interface GridParts extends PainterParts {
  readonly frozenPane: HTMLElement
  readonly centrePane: HTMLElement
  readonly field: HTMLTextAreaElement
  /** where the grid speaks: a live region near the active cell */
  readonly bubble: HTMLElement
}

export interface GridEvents {
  readonly onActiveCell: (cell: CellRef | null) => void
  readonly onSelection: (summary: SelectionSummary | null) => void
  readonly onNotice: (message: string) => void
  readonly onStructure: () => void
}

/** What others may ask of a mounted grid. */
export interface GridHandle {
  focus(): void
  /** makes a cell the active one and brings it into view; nothing happens where it is not shown */
  select(cell: CellRef): void
  undo(): void
  redo(): void
}

export interface GridCore extends GridHandle {
  setLayout(layout: Layout): void
  setTranslate(t: Translate): void
  destroy(): void
}

/** The grid without React: selection, keys, editing and clipboard over a painter. */
export function createGridCore(
  parts: GridParts,
  sheet: Sheet,
  first: Layout,
  translate: Translate,
  events: GridEvents,
): GridCore {
  const { scroller, field, bubble } = parts
  const { view } = sheet
  let t = translate
  let layout = first
  let rows = view.rows
  let runs = categoryRuns()
  let selection: Selection | null = null
  let editing: CellRef | null = null
  let tabLeaves = false
  let summaryFrame = 0

  // --- cells by place and by name

  function categoryRuns(): ReadonlyMap<number, Runs> {
    const found = new Map<number, Runs>()
    let outer: Runs | undefined
    for (const { column, at } of layout.columns) {
      if (column.type !== 'category') continue
      outer = findRuns(rows.length, index => sheet.text(rows[index]!, column.id), outer)
      found.set(at, outer)
    }
    return found
  }
  const picture = (): Picture => ({ rows, layout, runs })
  const refOf = ({ row, at }: Spot): CellRef | null => {
    const id = rows[row]
    const column = layout.columns[at]
    return id === undefined || !column ? null : { row: id, column: column.column.id }
  }
  const spotOf = ({ row, column }: CellRef): Spot | null => {
    const index = view.rowIndex(row)
    const at = layout.columns.findIndex(placed => placed.column.id === column)
    return index < 0 || at < 0 ? null : { row: index, at }
  }
  const runAt = ({ row, at }: Spot) => {
    const found = runs.get(at)
    return found ? { start: found.start[row]!, end: found.end[row]! } : { start: row, end: row + 1 }
  }
  /** The whole of a merged cell, as a box. */
  const cellBox = (spot: Spot): Box => {
    const { start, end } = runAt(spot)
    return { top: start, bottom: end - 1, left: spot.at, right: spot.at }
  }
  const value = (spot: Spot): Scalar => {
    const ref = refOf(spot)
    return ref ? view.cell(ref.row, ref.column) : null
  }
  const text = (spot: Spot): string => {
    const ref = refOf(spot)
    return ref ? sheet.text(ref.row, ref.column) : ''
  }
  const isBlank = (spot: Spot) => text(spot) === ''
  const target = (): Target => ({
    ...extent(),
    value,
    isCategory: at => layout.columns[at]?.column.type === 'category',
    decide: spot => {
      const ref = refOf(spot)
      return ref ? sheet.decide(ref.row, ref.column) : { allowed: false, reason: 'role-only-reads' }
    },
  })
  const extent = () => ({ rows: rows.length, columns: layout.columns.length })
  const ground = (): Ground => ({ ...extent(), isBlank, runAt })

  // --- what is drawn

  const viewNow = (): View => ({
    layout,
    scrollTop: scroller.scrollTop,
    scrollLeft: scroller.scrollLeft,
    width: scroller.clientWidth,
    height: scroller.clientHeight - layout.headHeight,
  })
  const panes = { frozen: parts.frozenPane, centre: parts.centrePane }
  const activeFrame = createFrame(panes, 'active')
  const rangeFrame = createFrame(panes, 'range')
  const others = createOthers(panes, cell => {
    const spot = spotOf(cell)
    return spot && cellBox(spot)
  })
  const font = getComputedStyle(field).font
  const canvas = document.createElement('canvas').getContext('2d')!
  canvas.font = font
  const looks = createLooks(
    sheet,
    createFitText(words => canvas.measureText(words).width),
    () => t,
  )

  const place = () => {
    const now = viewNow()
    others.place(now)
    if (!selection) {
      activeFrame.place(null, now)
      rangeFrame.place(null, now)
      return
    }
    const box = boxOf(selection)
    const cell = cellBox(selection.active)
    activeFrame.place(cell, now)
    rangeFrame.place(isSingle(box) ? null : box, now)
    placeField(cell, now)
    const shown = painter.cellElement({ row: Math.max(cell.top, painter.firstRow), at: selection.active.at })
    const id = shown?.id ?? ''
    if (field.getAttribute('aria-activedescendant') !== id) field.setAttribute('aria-activedescendant', id)
  }
  /** The field stays within the sheet even when its cell is out of view: the input method's window opens at the field. */
  const placeField = (cell: Box, now: View) => {
    const column = layout.columns[cell.left]!
    const low = column.frozen ? 0 : layout.frozenWidth
    const x = column.frozen ? column.start : layout.frozenWidth + column.start - now.scrollLeft
    const y = layout.headHeight + Math.max(cell.top * layout.rowHeight - now.scrollTop, 0)
    const left = Math.max(low, Math.min(x, now.width - 24))
    const top = Math.min(y, scroller.clientHeight - layout.rowHeight)
    field.style.transform = `translate(${left}px,${top}px)`
    field.style.minWidth = `${Math.max(24, x + column.size - left)}px`
    field.style.maxWidth = `${Math.max(column.size, Math.min(now.width - left, 560))}px`
    field.style.minHeight = `${layout.rowHeight}px`
    field.style.maxHeight = `${Math.max(layout.rowHeight, scroller.clientHeight - top)}px`
    bubble.style.transform = `translate(${Math.min(left, Math.max(0, now.width - 320))}px,${top + layout.rowHeight + 4}px)`
  }

  let ready = false // the first paint comes before there is a painter to ask
  const painter = createPainter(
    parts,
    {
      look: looks.look,
      isOwnRow: row => sheet.isOwnRow(row),
      countLabel: count => t('grid:count-rows', { count }),
      isReadOnly: spot => !target().decide(spot).allowed,
      isSelected: spot =>
        selection !== null &&
        (contains(boxOf(selection), spot) ||
          (spot.at === selection.active.at && contains(cellBox(selection.active), spot))),
      afterPaint: () => {
        if (ready) place()
      },
    },
    picture(),
  )
  ready = true

  // --- speaking

  const say = (message: string) => {
    bubble.textContent = message
    bubble.classList.toggle('silent', message === '')
    if (message) events.onNotice(message)
  }
  const hush = () => {
    if (bubble.textContent) say('')
  }
  const sayPlan = (plan: Plan) => {
    const words = planWords(plan, t)
    if (words.length) say(words.join(t('grid:and')))
  }

  // --- selecting

  const select = (next: Selection, reveal: Spot | null = next.head) => {
    selection = next
    hush()
    if (reveal) scrollIntoView(reveal)
    selected()
  }
  const selected = () => {
    const ref = selection && refOf(selection.active)
    const decision = ref && sheet.decide(ref.row, ref.column)
    input.setReadOnly(!decision?.allowed)
    field.style.textAlign = ref && looks.isFigure(ref) ? 'right' : 'left'
    sheet.setCursor(ref, editing !== null)
    events.onActiveCell(ref)
    place()
    painter.describe()
    titleActive()
    scheduleSummary()
  }
  const titleActive = () => {
    const el = selection && painter.cellElement(selection.active)
    const ref = selection && refOf(selection.active)
    if (el && ref) painter.setTitle(el, cellTitle(sheet, ref, t))
  }
  const scheduleSummary = () => {
    if (summaryFrame) return
    summaryFrame = requestAnimationFrame(() => {
      summaryFrame = 0
      const number = (spot: Spot) => {
        const ref = refOf(spot)
        return ref && sheet.calculation.number(ref.row, ref.column)
      }
      events.onSelection(selection && summarise(boxOf(selection), number, isBlank))
    })
  }
  const scrollIntoView = ({ row, at }: Spot) => {
    const { rowHeight, headHeight, frozenWidth, columns } = layout
    const top = row * rowHeight
    const page = scroller.clientHeight - headHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + rowHeight > scroller.scrollTop + page) scroller.scrollTop = top + rowHeight - page
    const column = columns[at]!
    if (column.frozen) return
    const width = scroller.clientWidth - frozenWidth
    if (column.start < scroller.scrollLeft || column.size > width) scroller.scrollLeft = column.start
    else if (column.start + column.size > scroller.scrollLeft + width)
      scroller.scrollLeft = column.start + column.size - width
  }
  /** The first cell that holds something of the row's own: where a keyboard comes in. */
  const firstSpot = (): Spot => ({
    row: painter.firstRow,
    at: Math.max(
      0,
      layout.columns.findIndex(({ column }) => column.type !== 'category'),
    ),
  })

  // --- writing

  const apply = (plan: Plan, label: string, box: Box | null) => {
    const writes = plan.writes.flatMap(({ spot, value }) => {
      const ref = refOf(spot)
      return ref ? [{ ...ref, value }] : []
    })
    if (writes.length) sheet.write(writes, label)
    if (box) select(selectBox(box, selection && contains(box, selection.active) ? selection.active : undefined), null)
    sayPlan(plan)
  }
  /** A merged category cell is one cell to the eye: it is written whole, or not at all. */
  const refusalOf = (spot: Spot): string | null => {
    const { start, end } = runAt(spot)
    for (let row = start; row < end; row++) {
      const ref = refOf({ row, at: spot.at })
      const refused = ref && refusal(sheet, ref, t)
      if (refused) return refused
    }
    return null
  }
  const sayRefusal = () => {
    const refused = selection && refusalOf(selection.active)
    if (refused) say(refused)
  }
  const commit = () => {
    const ref = editing
    if (!ref) return
    const typed = input.text
    stopEditing()
    const spot = spotOf(ref)
    if (!spot) return say(t('grid:row-gone', { text: typed }))
    const before = view.cell(ref.row, ref.column)
    if (typed === (before === null ? '' : String(before))) return
    const refused = refusalOf(spot)
    if (refused) return say(refused)
    fill(cellBox(spot), typed, 'type')
  }
  const fill = (box: Box, typed: string, label: string) => {
    let scalar: Scalar
    try {
      scalar = typedScalar(typed)
    } catch {
      return say(t('grid:unstorable', { count: 1 }))
    }
    apply(fillPlan(target(), box, scalar), label, null)
  }
  const stopEditing = () => {
    editing = null
    input.end()
    if (selection) sheet.setCursor(refOf(selection.active), false)
  }
  const edit = (mode: 'replace' | 'caret', content: string) => {
    if (!selection || editing) return
    const refused = refusalOf(selection.active)
    if (refused) return say(refused)
    input.begin(mode, content)
  }
  const editText = () => {
    const stored = selection ? value(selection.active) : null
    return stored === null ? '' : String(stored)
  }
  const goBack = (cells: readonly CellRef[]) => {
    const spots = cells.flatMap(cell => spotOf(cell) ?? [])
    if (!spots.length) return say(t('grid:nothing-to-undo'))
    const box = {
      top: Math.min(...spots.map(({ row }) => row)),
      bottom: Math.max(...spots.map(({ row }) => row)),
      left: Math.min(...spots.map(({ at }) => at)),
      right: Math.max(...spots.map(({ at }) => at)),
    }
    select(selectBox(box), { row: box.top, at: box.left })
  }

  const run = (command: KeyCommand): 'done' | 'leave-to-browser' => {
    if (command.kind === 'walk' && command.axis === 'column' && tabLeaves) {
      tabLeaves = false
      return 'leave-to-browser'
    }
    tabLeaves = false
    if (!selection) {
      if (rows.length) select(selectOne(firstSpot()))
      return 'done'
    }
    const now = selection
    switch (command.kind) {
      case 'move':
        commit()
        select(move(ground(), now, command))
        break
      case 'walk': {
        commit()
        const kept = bubble.textContent
        const next = walk(ground(), now, command.axis, command.step)
        select(next, next.active)
        if (kept) say(kept)
        break
      }
      case 'page': {
        commit()
        const page = Math.max(1, Math.floor((scroller.clientHeight - layout.headHeight) / layout.rowHeight) - 1)
        const from = command.extend ? now.head : now.active
        scroller.scrollTop += command.step * page * layout.rowHeight
        select(goTo(ground(), now, { row: from.row + command.step * page, at: from.at }, command.extend))
        break
      }
      case 'edge': {
        const from = command.extend ? now.head : now.active
        const row = command.whole ? (command.end ? rows.length - 1 : 0) : from.row
        select(goTo(ground(), now, { row, at: command.end ? layout.columns.length - 1 : 0 }, command.extend))
        break
      }
      case 'edit':
        scrollIntoView(now.active)
        edit('caret', editText())
        break
      case 'erase-and-edit':
        edit('replace', '')
        break
      case 'cancel':
        stopEditing()
        break
      case 'clear': {
        const box = isSingle(boxOf(now)) ? cellBox(now.active) : boxOf(now)
        const refused = isSingle(boxOf(now)) && refusalOf(now.active)
        if (refused) say(refused)
        else apply(clearPlan(target(), box), 'clear', null)
        break
      }
      case 'line-break':
        input.insert('\n')
        break
      case 'fill-selection': {
        const typed = input.text
        stopEditing()
        fill(isSingle(boxOf(now)) ? cellBox(now.active) : boxOf(now), typed, 'fill')
        break
      }
      case 'fill-down': {
        const plan = fillDownPlan(target(), boxOf(now))
        if (plan) apply(plan, 'fill-down', null)
        break
      }
      case 'select-all':
        select(
          {
            ...selectBox({ top: 0, left: 0, bottom: rows.length - 1, right: layout.columns.length - 1 }),
            active: now.active,
          },
          null,
        )
        break
      case 'select-row':
        select({ ...selectBox({ ...boxOf(now), left: 0, right: layout.columns.length - 1 }), active: now.active }, null)
        break
      case 'select-column':
        select({ ...selectBox({ ...boxOf(now), top: 0, bottom: rows.length - 1 }), active: now.active }, null)
        break
      case 'undo':
        goBack(sheet.undo())
        break
      case 'redo':
        goBack(sheet.redo())
        break
    }
    return 'done'
  }

  const input = createCellInput(field, {
    mayBegin: () => selection !== null && refusalOf(selection.active) === null,
    began: () => {
      if (!selection) return
      hush()
      scrollIntoView(selection.active)
      editing = refOf(selection.active)
      sheet.setCursor(editing, true)
    },
    command: run,
    refused: sayRefusal,
    left: () => {
      commit()
      sheet.setCursor(selection && refOf(selection.active), false)
      parts.stage.classList.remove('focused')
    },
    focused: () => {
      parts.stage.classList.add('focused')
      if (!selection && rows.length) select(selectOne(firstSpot()))
    },
  })
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || input.mode !== 'none') return
    tabLeaves = true
    hush()
    if (selection) select(selectOne(selection.active), null)
  }

  // --- clipboard

  const copy = (event: ClipboardEvent): boolean => {
    if (!selection || input.mode !== 'none' || !event.clipboardData) return false
    event.preventDefault()
    const box = boxOf(selection)
    const block: string[][] = []
    for (let row = box.top; row <= box.bottom; row++) {
      block.push(Array.from({ length: box.right - box.left + 1 }, (_, i) => text({ row, at: box.left + i })))
    }
    writeClipboard(event.clipboardData, block)
    return true
  }
  const onCopy = (event: ClipboardEvent) => {
    if (copy(event)) say(t('grid:copied', { count: cellCount(selection!) }))
  }
  const cellCount = (of: Selection) => {
    const box = boxOf(of)
    return (box.bottom - box.top + 1) * (box.right - box.left + 1)
  }
  const onCut = (event: ClipboardEvent) => {
    if (selection && copy(event)) apply(clearPlan(target(), boxOf(selection)), 'cut', null)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (!selection || input.mode !== 'none' || !event.clipboardData) return
    event.preventDefault()
    const block = readClipboard(event.clipboardData)
    if (!block || !block.length) return say(t('grid:nothing-to-paste'))
    const plan = pastePlan(target(), block, boxOf(selection))
    apply(plan, 'paste', plan.box)
  }
  /** A browser asks whether it may cut or copy before it tells; with nothing selected in the field it would not even ask. */
  const allow = (event: Event) => {
    if (input.mode === 'none') event.preventDefault()
  }

  // --- the pointer

  const unlisten = listenToPointer(scroller, {
    layout: () => layout,
    rowCount: () => rows.length,
    pressed: (spot, extend) => {
      const at = selection
      if (editing && at && contains(cellBox(at.active), spot)) return
      commit()
      const kept = bubble.textContent
      input.focus()
      select(extend && at ? extendTo(at, spot) : selectOne(spot))
      if (kept && !extend) say(kept)
    },
    dragged: head => {
      if (selection && (selection.head.row !== head.row || selection.head.at !== head.at))
        select(extendTo(selection, head), null)
    },
    doubled: () => edit('caret', editText()),
  })
  const onOver = (event: Event) => {
    const el = event.target instanceof Element ? event.target.closest('.cell') : null
    const spot = el && painter.spotOf(el)
    const ref = spot && refOf(spot)
    if (el && ref) painter.setTitle(el, cellTitle(sheet, ref, t))
  }

  // --- what changes under us

  const onChange = (change: SheetChange) => {
    if (change.structure) events.onStructure()
    if (change.rows || view.rows !== rows) rowsChanged()
    const touchesCategory =
      change.cells === 'all' ||
      change.cells.some(
        ({ column }) => layout.columns.find(placed => placed.column.id === column)?.column.type === 'category',
      )
    if (change.cells === 'all' || change.columns.length || change.structure) painter.markAll()
    else for (const { row } of change.cells) painter.markRow(view.rowIndex(row))
    if (touchesCategory && runs.size) {
      runs = categoryRuns()
      painter.show(picture())
    }
    others.glow(change.fromOthers, viewNow())
    if (selection) scheduleSummary()
  }
  /** Nothing moves under the eye or the hand: the row at the top stays at the top, the active cell stays itself. */
  const rowsChanged = () => {
    const old = rows
    const topIndex = Math.min(old.length - 1, Math.floor(scroller.scrollTop / layout.rowHeight))
    const offset = scroller.scrollTop - topIndex * layout.rowHeight
    rows = view.rows
    runs = categoryRuns()
    painter.show(picture())
    const top = newIndex(old, topIndex)
    if (topIndex > 0 || offset > 0) scroller.scrollTop = Math.max(0, top * layout.rowHeight + offset)
    if (selection) {
      selection = rows.length
        ? remap(selection, ({ row, at }) => clampSpot({ row: newIndex(old, row), at }, extent()))
        : null
    }
    painter.paint()
    selected()
  }
  /** Where an old row is now; a row that is gone hands over to the next one that is still there. */
  const newIndex = (old: readonly string[], index: number): number => {
    for (let i = index; i < old.length; i++) {
      const found = view.rowIndex(old[i]!)
      if (found >= 0) return found
    }
    return Math.max(0, view.rows.length - 1)
  }

  const showPeers = () => others.setPeers(sheet.peers, viewNow())
  const unsubscribe = sheet.subscribe(onChange)
  const unsubscribePeers = sheet.subscribePeers(showPeers)
  const listeners: readonly (readonly [HTMLElement, string, (event: never) => void])[] = [
    [field, 'copy', onCopy],
    [field, 'cut', onCut],
    [field, 'paste', onPaste],
    [field, 'beforecopy', allow],
    [field, 'beforecut', allow],
    [field, 'keydown', onEscape],
    [parts.body, 'pointerover', onOver],
  ]
  for (const [el, type, listener] of listeners) el.addEventListener(type, listener as EventListener)
  showPeers()
  place()

  return {
    focus: input.focus,
    select(cell) {
      const spot = spotOf(cell)
      if (!spot) return
      commit()
      select(selectOne(spot))
    },
    undo: () => goBack(sheet.undo()),
    redo: () => goBack(sheet.redo()),
    setLayout(next) {
      if (next === layout) return
      const columns = layout.columns
      const active = selection && {
        at: columns.map(({ column }) => next.columns.findIndex(placed => placed.column.id === column.id)),
      }
      layout = next
      runs = categoryRuns()
      if (selection && active)
        selection = remap(selection, ({ row, at }) => clampSpot({ row, at: active.at[at] ?? 0 }, extent()))
      painter.show(picture())
      selected()
    },
    setTranslate(next) {
      if (next === t) return
      t = next
      painter.markAll()
    },
    destroy() {
      cancelAnimationFrame(summaryFrame)
      unsubscribe()
      unsubscribePeers()
      unlisten()
      for (const [el, type, listener] of listeners) el.removeEventListener(type, listener as EventListener)
      input.destroy()
      others.destroy()
      activeFrame.remove()
      rangeFrame.remove()
      painter.destroy()
      sheet.setCursor(null, false)
    },
  }
}
