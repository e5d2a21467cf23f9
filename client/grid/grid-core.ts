import { dayOf } from '../../shared/core/moments.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import { listenToClipboard } from './block-clipboard.ts'
import { clearPlan, fillDownPlan, fillRightPlan, type Plan } from './block-writes.ts'
import { createCellInput } from './cell-input.ts'
import { cellTitle } from './cell-words.ts'
import { createCells } from './cells.ts'
import { createChoiceList } from './choice-list.ts'
import { choicesOf } from './choices.ts'
import { editCommands } from './commands/edit-commands.ts'
import type { GridCommand } from './commands/grid-command.ts'
import { createFillHandle } from './fills/fill-handle.ts'
import { joined, seriesWithin } from './fills/fill-plan.ts'
import { createFitText } from './fit-text.ts'
import type { Layout, PlacedColumn } from './geometry.ts'
import type { KeyCommand } from './key-command.ts'
import { moved } from './key-moves.ts'
import { createLooks } from './looks.ts'
import { createOthers } from './others.ts'
import { createFrame, createFrames, type View } from './overlay.ts'
import { createPainter, type PainterParts, type Viewport } from './painter.ts'
import { placeField } from './place-field.ts'
import { listenToPointer } from './pointer.ts'
import { quoted } from './quoted.ts'
import { outlinedSheet } from './rows/outline.ts'
import { listenToFolds, outlineLook } from './rows/outline-look.ts'
import { createRowCommands } from './rows/row-commands.ts'
import { createRowHand, rowNumber } from './rows/row-hand.ts'
import {
  type Box,
  boxAround,
  boxesOf,
  boxOf,
  contains,
  extendTo,
  isSingle,
  remap,
  type Selection,
  type Spot,
  selectBox,
  selectOne,
  toggled,
  withRange,
} from './selection.ts'
import type { Sheet, SheetChange } from './sheet.ts'
import { createSpeaker } from './speaker.ts'
import { type SelectionSummary, summarise } from './summary.ts'
import type { Translate } from './words.ts'
import { createWriter } from './writer.ts'

export interface GridParts extends PainterParts {
  readonly frozenPane: HTMLElement
  readonly centrePane: HTMLElement
  readonly field: HTMLTextAreaElement
  /** where the grid speaks: a live region near the active cell */
  readonly bubble: HTMLElement
}

export interface GridQuestion {
  readonly text: string
  readonly yes: string
  readonly no: string
}

export interface GridEvents {
  readonly onActiveCell: (cell: CellRef | null) => void
  readonly onSelection: (summary: SelectionSummary | null) => void
  readonly onNotice: (message: string) => void
  readonly onStructure: () => void
  /** sorting and filtering by a column is asked for */
  readonly onColumnView: (column: PlacedColumn) => void
  /** null: neither, and nothing is to happen */
  readonly onQuestion: (question: GridQuestion, answer: (given: 'yes' | 'no' | null) => void) => void
  /** what can be done to what is selected is asked for, at a point of the window in px */
  readonly onMenu: (point: { readonly x: number; readonly y: number }) => void
}

/** What others may ask of a mounted grid. */
export interface GridHandle {
  focus(): void
  /** as F2: the active cell is edited, or it is said why it cannot be */
  edit(): void
  /** makes a cell the active one and brings it into view; nothing happens where it is not shown */
  select(cell: CellRef): void
  /** the uppermost row in view */
  firstRow(): string | null
  undo(): void
  redo(): void
  /** what can be done to what is selected, for menus and the palette */
  readonly commands: readonly GridCommand[]
}

export interface GridCore extends GridHandle {
  setLayout(layout: Layout): void
  setTranslate(t: Translate): void
  destroy(): void
}

/** The grid without React: one selection and one text field over a painter, and a sheet behind them. */
export function createGridCore(
  parts: GridParts,
  given: Sheet,
  first: Layout,
  words: Translate,
  events: GridEvents,
): GridCore {
  const { scroller, field } = parts
  const sheet = outlinedSheet(given)
  const { outline } = sheet
  const { view } = sheet
  let translate = words
  const t: Translate = (key, params) => translate(key, params)
  const cells = createCells(sheet, first)
  const speaker = createSpeaker(parts.bubble, events.onNotice)
  const writer = createWriter(sheet, cells, t, speaker.say)
  let selection: Selection | null = null
  let editing: CellRef | null = null
  let tabLeaves = false
  let adding = false // Shift+F8: the next move begins another range
  let summaryFrame = 0

  // --- what is drawn

  const viewOf = ({ scrollTop, scrollLeft, width, height }: Viewport): View => ({
    layout: cells.layout,
    scrollTop,
    scrollLeft,
    width,
    height: height - cells.layout.headHeight,
  })
  const viewNow = () => viewOf(painter.viewport)
  const panes = { frozen: parts.frozenPane, centre: parts.centrePane }
  const activeFrame = createFrame(panes, 'active')
  const rangeFrames = createFrames(panes, 'range')
  const others = createOthers(
    panes,
    cell => {
      const spot = cells.spotOf(cell)
      return spot && cells.boxAt(spot)
    },
    spot => {
      const ref = cells.refOf(spot)
      return ref !== null && sheet.revision(ref.row, ref.column) !== null
    },
  )
  const canvas = document.createElement('canvas').getContext('2d')!
  const { fontSize, fontFamily } = getComputedStyle(field) // `font` as a whole reads empty beside tabular figures
  canvas.font = `${fontSize} ${fontFamily}`
  let alive = true
  const looks = createLooks(
    sheet,
    createFitText(text => canvas.measureText(text).width),
    t,
    () => queueMicrotask(() => alive && painter.markAll()), // it is met while painting
  )

  const place = (now: View) => {
    others.place(now)
    const box = selection && boxOf(selection)
    const cell = selection && cells.boxAt(selection.active)
    activeFrame.place(cell, now)
    rangeFrames.place(selection ? [...selection.more, ...(box && !isSingle(box) ? [box] : [])] : [], now)
    fillHandle.place(now)
    rowHand.place(now)
    if (!selection || !cell) return
    const { x, y, inView } = placeField(field, cell, now)
    const { headHeight, rowHeight } = cells.layout
    const onStage = (row: number) => headHeight + row * rowHeight - now.scrollTop
    const chosen = isSingle(boxOf(selection)) ? cell : boxOf(selection)
    speaker.place(
      inView
        ? {
            x: Math.min(x, Math.max(0, now.width - BUBBLE)),
            top: onStage(chosen.top),
            bottom: onStage(chosen.bottom + 1),
            from: headHeight,
            to: headHeight + now.height,
          }
        : null,
    )
    choices.place({ x, top: y, bottom: y + rowHeight, end: headHeight + now.height })
    if (choices.marked !== null) return
    const shown = painter.cellElement({ row: Math.max(cell.top, painter.firstRow), at: selection.active.at })
    const id = shown?.id ?? ''
    if (field.getAttribute('aria-activedescendant') !== id) field.setAttribute('aria-activedescendant', id)
  }
  const isSelected = (spot: Spot) =>
    selection !== null &&
    (contains(boxOf(selection), spot) ||
      selection.more.some(box => contains(box, spot)) ||
      (spot.at === selection.active.at && contains(cells.boxAt(selection.active), spot)))

  const choices = createChoiceList(parts.stage, {
    taken(choice) {
      input.set(choice)
      commitAnd(() => undefined)
      input.focus()
    },
    markedElement(option) {
      if (option) field.setAttribute('aria-activedescendant', option.id)
    },
  })

  let ready = false // the first paint comes before there is a painter to ask
  const painter = createPainter(
    parts,
    {
      look: outlineLook(outline, t, looks.look),
      foldOf: row => (outline.has ? { level: outline.depth(row) + 1, collapsed: outline.isCollapsed(row) } : null),
      isOwnRow: row => sheet.isOwnRow(row),
      countLabel: count => t('grid:count-rows', { count }),
      numberOf: row => rowNumber(given, row),
      isRowSelected: row =>
        selection !== null && boxesOf(selection).some(({ top, bottom }) => row >= top && row <= bottom),
      isReadOnly: spot => !cells.decide(spot).allowed,
      isSelected,
      afterPaint: viewport => {
        if (ready) place(viewOf(viewport))
      },
    },
    cells.picture,
  )
  ready = true

  // --- selecting

  const select = (next: Selection, reveal: Spot | null = next.head) => {
    selection = next
    speaker.hush()
    if (reveal) scrollIntoView(reveal)
    selected()
  }
  const activeRef = () => selection && cells.refOf(selection.active)
  const selected = () => {
    const ref = activeRef()
    input.setReadOnly(!ref || !sheet.decide(ref.row, ref.column).allowed)
    field.style.textAlign = ref && looks.isFigure(ref) ? 'right' : 'left'
    sheet.setCursor(ref, editing !== null)
    events.onActiveCell(ref)
    place(viewNow())
    painter.describe()
    const el = selection && painter.cellElement(selection.active)
    if (el && ref) painter.setTitle(el, cellTitle(sheet, ref, t))
    scheduleSummary()
  }
  const scheduleSummary = () => {
    if (summaryFrame) return
    summaryFrame = requestAnimationFrame(() => {
      summaryFrame = 0
      events.onSelection(selection && summarise(boxesOf(selection), cells.number, cells.isBlank))
    })
  }
  const scrollIntoView = ({ row, at }: Spot) => {
    const { rowHeight, headHeight, frozenWidth, columns } = cells.layout
    const top = row * rowHeight
    const page = painter.viewport.height - headHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + rowHeight > scroller.scrollTop + page) scroller.scrollTop = top + rowHeight - page
    const column = columns[at]!
    if (column.frozen) return
    const width = painter.viewport.width - frozenWidth
    const end = column.start + column.size
    if (column.start < scroller.scrollLeft || column.size > width) scroller.scrollLeft = column.start
    else if (end > scroller.scrollLeft + width) scroller.scrollLeft = end - width
  }
  /** Where a keyboard comes in: the first row in view, at the column that names it. */
  const comeIn = () => {
    if (selection || cells.rows === 0) return
    select(
      selectOne({
        row: painter.firstRow,
        at: Math.max(
          0,
          cells.layout.columns.findIndex(({ lead }) => lead),
        ),
      }),
    )
  }
  const rowsPerPage = () => Math.max(1, Math.floor(viewNow().height / cells.layout.rowHeight) - 1)
  /** What a key that changes cells works on: the ranges, or the whole of one merged cell. */
  const targetBoxes = (of: Selection): readonly Box[] =>
    of.more.length === 0 && isSingle(boxOf(of)) ? [cells.boxAt(of.active)] : boxesOf(of)
  /** One step over all ranges. */
  const applyToEach = (boxes: readonly Box[], planOf: (box: Box) => Plan | null, label: string) => {
    const plans = boxes.flatMap(box => planOf(box) ?? [])
    if (plans.length > 0) writer.apply(joined(plans), label)
  }

  // --- editing

  const input = createCellInput(field, {
    mayBegin: () => selection !== null && writer.refusalAt(selection.active) === null,
    began() {
      if (!selection) return
      speaker.hush()
      scrollIntoView(selection.active)
      editing = cells.refOf(selection.active)
      sheet.setCursor(editing, true)
      const column = cells.layout.columns[selection.active.at]?.column
      if (!column || choicesOf(column).length === 0) return
      choices.open(choicesOf(column), input.text, t('grid:choices-of', { title: column.title.replaceAll('\n', '') }))
      place(viewNow())
    },
    typed(text) {
      if (editing === null) return
      choices.filter(text)
      place(viewNow())
    },
    keyForList(key) {
      if (!choices.isOpen) return false
      if (key === 'ArrowDown' || key === 'ArrowUp') choices.step(key === 'ArrowDown' ? 1 : -1)
      else if ((key === 'Enter' || key === 'Tab') && choices.marked !== null) {
        input.set(choices.marked)
        return false // and then the key does what it always does
      } else return false
      return true
    },
    command: command => run(command),
    refused() {
      const refused = selection && writer.refusalAt(selection.active)
      if (refused) speaker.say(refused)
    },
    left() {
      commit()
      parts.stage.classList.remove('focused')
    },
    focused() {
      parts.stage.classList.add('focused')
      comeIn()
    },
  })
  const stopEditing = () => {
    editing = null
    input.end()
    choices.close()
    place(viewNow())
    sheet.setCursor(activeRef(), false)
  }
  const edit = (mode: 'replace' | 'caret', text: string) => {
    if (!selection || editing) return
    const refused = writer.refusalAt(selection.active)
    if (refused) speaker.say(refused)
    else input.begin(mode, text)
  }
  const storedText = () => {
    const stored = selection && cells.value(selection.active)
    return stored === null ? '' : String(stored)
  }
  /** Keeps what was typed. Rights and rows may have changed meanwhile: then it says so. */
  const commit = () => {
    const ref = editing
    if (!ref) return
    const typed = input.text
    stopEditing()
    const spot = cells.spotOf(ref)
    if (!spot) return speaker.say(t('grid:row-gone', { text: quoted(typed) }))
    const before = view.cell(ref.row, ref.column)
    if (typed === (before === null ? '' : String(before))) return
    const refused = writer.refusalAt(spot)
    if (refused) return speaker.say(refused)
    writer.fill([cells.boxAt(spot)], typed, 'type')
  }
  /** Commits and goes on; what the commit had to say stays readable. */
  const commitAnd = (go: () => void) => {
    speaker.hush()
    commit()
    const said = speaker.text
    go()
    if (said) speaker.say(said)
  }
  const goBack = (step: () => readonly CellRef[]) => {
    const { rows } = given.view
    const changed = step()
    const box = boxAround(changed.flatMap(cell => cells.spotOf(cell) ?? []))
    if (box) select(selectBox(box), { row: box.top, at: box.left })
    // rows that came back or went are to be seen themselves
    else if (given.view.rows !== rows) speaker.hush()
    else speaker.say(t('grid:nothing-to-undo'))
  }

  // --- keys

  const run = (command: KeyCommand): 'done' | 'leave-to-browser' => {
    const leaves = tabLeaves && command.kind === 'walk' && command.axis === 'column'
    tabLeaves = false
    if (leaves) return 'leave-to-browser'
    comeIn()
    if (command.kind === 'rows') rowCommands.run(command.what)
    else if (selection) obey(command, selection)
    return 'done'
  }
  const obey = (command: Exclude<KeyCommand, { kind: 'rows' }>, now: Selection): void => {
    switch (command.kind) {
      case 'page':
      case 'move':
      case 'walk':
      case 'edge':
      case 'select-all':
      case 'select-row':
      case 'select-column': {
        // A page moves the sheet as far as the selection, so that the active cell stays at its height.
        if (command.kind === 'page') scroller.scrollTop += command.step * rowsPerPage() * cells.layout.rowHeight
        const next = moved(cells, now, command, rowsPerPage())
        // the first column may be frozen, and so in view all along: who goes there wants the sheet's beginning
        if (command.kind === 'edge' && !command.end) scroller.scrollLeft = 0
        const adds = adding && command.kind !== 'walk' && !('extend' in command && command.extend)
        adding = false
        commitAnd(() => select(adds ? withRange(now, next.selection) : next.selection, next.reveal))
        break
      }
      case 'add-range':
        adding = true
        speaker.say(t('grid:adding-range'))
        break
      case 'edit':
        edit('caret', storedText())
        break
      case 'offer': {
        const placed = cells.layout.columns[now.active.at]
        if (placed === undefined) break
        if (choicesOf(placed.column).length > 0) edit('caret', storedText())
        else if (!editing) events.onColumnView(placed)
        break
      }
      case 'column-view': {
        const placed = cells.layout.columns[now.active.at]
        if (placed) commitAnd(() => events.onColumnView(placed))
        break
      }
      case 'erase-and-edit':
        edit('replace', '')
        break
      case 'today': {
        const date = dayOf(Date.now())
        if (editing) input.insert(date)
        else edit('replace', date)
        break
      }
      case 'cancel':
        if (editing) stopEditing()
        else rest()
        break
      case 'line-break':
        input.insert('\n')
        break
      case 'clear': {
        const refused = now.more.length === 0 && isSingle(boxOf(now)) && writer.refusalAt(now.active)
        if (refused) speaker.say(refused)
        else applyToEach(targetBoxes(now), box => clearPlan(cells, box), 'clear')
        break
      }
      case 'fill-selection': {
        const typed = input.text
        stopEditing()
        writer.fill(targetBoxes(now), typed, 'fill')
        break
      }
      case 'fill-down':
        applyToEach(boxesOf(now), box => fillDownPlan(cells, box), 'fill-down')
        break
      case 'fill-right':
        applyToEach(boxesOf(now), box => fillRightPlan(cells, box), 'fill-right')
        break
      case 'fill-series':
        applyToEach(boxesOf(now), box => seriesWithin(cells, box), 'fill-series')
        break
      case 'menu': {
        const shown = painter.cellElement(now.active)?.getBoundingClientRect() ?? scroller.getBoundingClientRect()
        commitAnd(() => events.onMenu({ x: shown.left + 12, y: Math.min(shown.bottom, innerHeight - 12) }))
        break
      }
      case 'undo':
        goBack(sheet.undo)
        break
      case 'redo':
        goBack(sheet.redo)
        break
    }
  }
  /** Esc outside an edit: one cell is selected, and the next Tab leaves the grid, so that it traps no keyboard. */
  const rest = () => {
    tabLeaves = true
    speaker.hush()
    if (selection) select(selectOne(selection.active), null)
  }

  // --- whole rows

  const rowCommands = createRowCommands(sheet, t, {
    chosen() {
      if (!selection) return []
      if (selection.more.length === 0) return view.rows.slice(boxOf(selection).top, boxOf(selection).bottom + 1)
      const chosen = new Set<number>()
      for (const { top, bottom } of boxesOf(selection)) for (let row = top; row <= bottom; row++) chosen.add(row)
      return [...chosen].sort((a, b) => a - b).flatMap(row => view.rows[row] ?? [])
    },
    say: speaker.say,
    select(row) {
      const at = selection?.active.at ?? cells.layout.columns.findIndex(({ lead }) => lead)
      const index = view.rowIndex(row)
      if (index >= 0) commitAnd(() => select(selectOne({ row: index, at: Math.max(0, at) })))
    },
  })
  const unlistenFolds = listenToFolds(parts.body, el => {
    const row = view.rows[painter.spotOf(el)?.row ?? -1]
    if (row === undefined) return
    const chosen = activeRef()?.row
    outline.collapse([row], outline.isCollapsed(row) === false)
    // who was within it is at it now
    if (chosen !== undefined && outline.shownFor(chosen) === row)
      select(selectOne({ row: view.rowIndex(row), at: selection?.active.at ?? 0 }), null)
    input.focus()
  })

  const rowHand = createRowHand({
    panes,
    sheet: given,
    commands: rowCommands,
    columns: () => cells.columns,
    selection: () => selection,
    select: next => select(next, null),
    ordered: () => speaker.say(t('grid:rows-ordered')),
    viewNow,
  })
  const fillHandle = createFillHandle({
    panes,
    cells,
    writer,
    source() {
      if (!selection || editing || selection.more.length > 0 || writer.refusalAt(selection.active) !== null) return null
      return boxOf(selection)
    },
    filled(box, count) {
      select(selectBox(box, selection?.active), null)
      events.onNotice(t('grid:filled', { count }))
    },
    viewNow,
  })
  const commands = [
    ...editCommands({
      isSelected: () => selection !== null,
      mayUndo: () => sheet.canUndo,
      mayRedo: () => sheet.canRedo,
      run: command => void run(command),
      clipboard(what) {
        input.focus()
        void clipboard.ask(what)
      },
    }),
    ...rowCommands.list,
  ]

  // --- clipboard and pointer

  const clipboard = listenToClipboard(field, {
    cells,
    writer,
    boxes: () => (selection && !editing ? boxesOf(selection) : null),
    copied: count => events.onNotice(t('grid:copied', { count })),
    grow(rows, goOn) {
      if (!rowCommands.mayAppend(rows)) return goOn()
      const question = {
        text: t('grid:paste-grows', { count: rows }),
        yes: t('grid:paste-grows-yes'),
        no: t('grid:paste-grows-no'),
      }
      events.onQuestion(question, answer => {
        if (answer === 'yes') rowCommands.append(rows)
        if (answer !== null) goOn()
        input.focus()
      })
    },
    pasted: box =>
      select(selectBox(box, selection && contains(box, selection.active) ? selection.active : undefined), null),
    say: what => speaker.say(t(`grid:${what}`)),
  })
  const unlistenPointer = listenToPointer(scroller, {
    layout: () => cells.layout,
    rowCount: () => cells.rows,
    pressed(spot, { extend, add }) {
      const now = selection
      if (editing && now && contains(cells.boxAt(now.active), spot)) return
      commitAnd(() => select(now && extend ? extendTo(now, spot) : now && add ? toggled(now, spot) : selectOne(spot)))
      input.focus()
    },
    dragged(head) {
      const now = selection
      if (now && !editing && (now.head.row !== head.row || now.head.at !== head.at)) select(extendTo(now, head), null)
    },
    doubled: () => edit('caret', storedText()),
    pressedHead(left, right, { extend, add }) {
      if (cells.rows === 0) return
      const now = selection
      const from = extend && now ? now.active.at : left
      const box = { top: 0, bottom: cells.rows - 1, left: Math.min(left, from), right: Math.max(right, from) }
      const active = { row: now?.active.row ?? painter.firstRow, at: from }
      const next = { ...selectBox(box), active }
      commitAnd(() => select(add && now ? withRange(now, next) : next, null))
      input.focus()
    },
    pressedNumber(row, keys) {
      let carries = false
      commitAnd(() => {
        carries = rowHand.press(row, keys)
      })
      input.focus()
      return carries
    },
    draggedNumbers: row => rowHand.dragTo(row),
    carried: gap => rowHand.carry(gap),
    dropped: () => rowHand.drop(),
    pressedAllNumbers() {
      run({ kind: 'select-all' })
      input.focus()
    },
    filling: to => fillHandle.drawTo(to),
    filled: other => fillHandle.release(other),
    doubledHandle: () => fillHandle.down(),
    menu(spot, point) {
      const now = selection
      if (spot && !(now && boxesOf(now).some(box => contains(box, spot))))
        commitAnd(() => select(selectOne(spot), null))
      else commitAnd(() => undefined)
      input.focus()
      events.onMenu(point)
    },
  })
  // browsers that do not know `overflow: clip` may scroll the stage: that is meant for the sheet
  const onStageScroll = () => {
    const { scrollLeft, scrollTop } = parts.stage
    if (scrollLeft === 0 && scrollTop === 0) return
    parts.stage.scrollTo(0, 0)
    scroller.scrollBy(scrollLeft, scrollTop)
  }
  parts.stage.addEventListener('scroll', onStageScroll)
  const onOver = (event: Event) => {
    const el = event.target instanceof Element ? event.target.closest('.cell') : null
    const spot = el && painter.spotOf(el)
    const ref = spot && cells.refOf(spot)
    if (el && ref) painter.setTitle(el, cellTitle(sheet, ref, t))
  }
  parts.body.addEventListener('pointerover', onOver)

  // --- what changes under one's hands

  const onChange = (change: SheetChange) => {
    if (change.structure) events.onStructure()
    if (change.rows) rowsChanged(change.arranged ?? false)
    const isCategory = (column: string) =>
      cells.layout.columns.some(placed => placed.column.id === column && placed.column.type === 'category')
    if (change.cells === 'all' || change.columns.length || change.structure) painter.markAll()
    else for (const { row } of change.cells) painter.markRow(view.rowIndex(row))
    if (!change.rows && (change.cells === 'all' || change.cells.some(({ column }) => isCategory(column)))) {
      cells.refreshRuns()
      painter.show(cells.picture)
    }
    others.glow(change.fromOthers, viewNow())
    if (selection) scheduleSummary()
  }
  /** Nothing moves under the eye or the hand: the row at the top stays at the top, the active cell stays itself. */
  const rowsChanged = (arranged: boolean) => {
    const { rowHeight } = cells.layout
    const top = Math.floor(scroller.scrollTop / rowHeight)
    const offset = scroller.scrollTop - top * rowHeight
    const follow = cells.refreshRows()
    painter.show(cells.picture)
    if (!arranged && (top > 0 || offset > 0))
      scroller.scrollTop = Math.max(0, follow({ row: top, at: 0 }).row * rowHeight + offset)
    const was = selection?.active.row ?? 0
    if (selection) selection = cells.rows ? remap(selection, follow) : null
    if (arranged && selection) {
      // a range over rows that stand elsewhere now would be no range any more
      const { row, at } = selection.active
      const from = scroller.scrollTop
      const seen = row * rowHeight >= from && (row + 1) * rowHeight <= from + viewNow().height
      selection = selectOne(seen ? { row, at } : { row: Math.min(was, cells.rows - 1), at })
    }
    painter.paint()
    selected()
  }
  const showPeers = () => others.setPeers(sheet.peers, viewNow())
  const unsubscribe = sheet.subscribe(onChange)
  const unsubscribePeers = sheet.subscribePeers(showPeers)
  showPeers()
  place(viewNow())
  if (document.activeElement === field) comeIn() // another sheet came under the same hands

  const goTo = (cell: CellRef) => {
    while (outline.shownFor(cell.row) !== cell.row) outline.collapse([outline.shownFor(cell.row)], false)
    const spot = cells.spotOf(cell)
    if (spot) commitAnd(() => select(selectOne(spot)))
  }

  return {
    focus: input.focus,
    edit() {
      input.focus()
      edit('caret', storedText())
    },
    select: goTo,
    firstRow: () => view.rows[painter.firstRow] ?? null,
    undo: () => goBack(sheet.undo),
    redo: () => goBack(sheet.redo),
    commands,
    setLayout(next) {
      if (next === cells.layout) return
      const follow = cells.setLayout(next)
      if (selection) selection = remap(selection, follow)
      painter.show(cells.picture)
      selected()
    },
    setTranslate(next) {
      if (next === translate) return
      translate = next
      painter.markAll()
    },
    destroy() {
      alive = false
      cancelAnimationFrame(summaryFrame)
      unsubscribe()
      unsubscribePeers()
      unlistenPointer()
      unlistenFolds()
      clipboard.unlisten()
      parts.body.removeEventListener('pointerover', onOver)
      parts.stage.removeEventListener('scroll', onStageScroll)
      choices.destroy()
      input.destroy()
      others.destroy()
      activeFrame.remove()
      rangeFrames.remove()
      fillHandle.remove()
      rowHand.remove()
      painter.destroy()
      sheet.setCursor(null, false)
    },
  }
}

const BUBBLE = 320 // px, the widest it gets
