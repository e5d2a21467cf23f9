// biome-ignore-all lint/a11y/useSemanticElements: 100,000 rows cannot be a <table>; roles say what the elements are
import { useTable } from '@tanstack/react-table'
import {
  type PointerEvent as ReactPointerEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { shownColumns } from './column-tree.ts'
import type { GridCommand } from './commands/grid-command.ts'
import { fittingWidth } from './fitting-width.ts'
import { gutterWidth, layOut, naturalWidth, type PlacedColumn, stretched } from './geometry.ts'
import { createGridCore, type GridCore, type GridHandle, type GridQuestion } from './grid-core.ts'
import { GridMenu } from './grid-menu.tsx'
import { columnDefinitions, gridFeatures, NO_ROWS } from './grid-table.ts'
import { Head, type HeadView } from './head.tsx'
import { keepKeyboard } from './keep-keyboard.ts'
import { Question } from './question.tsx'
import { dragEdge } from './resize.ts'
import type { Sheet } from './sheet.ts'
import type { SelectionSummary } from './summary.ts'
import type { Translate } from './words.ts'
import './grid.css'

export interface GridProps {
  readonly sheet: Sheet
  /** what the table is called, for assistive technology */
  readonly label: string
  /** px; 26 dense, 38 roomy */
  readonly rowHeight?: number
  readonly onActiveCell?: (cell: CellRef | null) => void
  readonly onSelection?: (summary: SelectionSummary | null) => void
  /** the grid says it itself, near the cell; this is for a status line, which need not be a live region */
  readonly onNotice?: (message: string) => void
  /** a column's menu is asked for; left out: columns have none */
  readonly onColumnMenu?: ((column: Column, button: HTMLElement) => void) | undefined
  /** what a person's view does by columns */
  readonly view?: HeadView | undefined
  /** what else can be done to the active cell, for the menu */
  readonly more?: readonly GridCommand[]
  readonly handle?: Ref<GridHandle>
}

const LEVEL = 27 // px, one level of the head
const ONE_LEVEL = 40 // px, where there is only one: titles may take two lines

/** The table as people see and fill it. */
export function Grid({
  sheet,
  label,
  rowHeight = 30,
  onActiveCell,
  onSelection,
  onNotice,
  onColumnMenu,
  view,
  more = [],
  handle,
}: GridProps) {
  const { t } = useTranslation()
  const translate = t as unknown as Translate
  const [, structureChanged] = useReducer((n: number) => n + 1, 0)
  const [room, setRoom] = useState(0)
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const { structure } = sheet.view
  const columns = useMemo(() => shownColumns(structure.columns), [structure])
  const definitions = useMemo(() => columnDefinitions(columns), [columns])
  const pinned = useMemo(
    () => ({ start: columns.filter(({ frozen }) => frozen).map(({ id }) => id), end: [] }),
    [columns],
  )
  const table = useTable({
    features: gridFeatures,
    columns: definitions,
    data: NO_ROWS,
    initialState: { columnPinning: pinned },
  })
  useLayoutEffect(() => table.setColumnPinning(pinned), [table, pinned])

  const { columnSizing } = table.state
  const startGroups = table.getStartHeaderGroups()
  const centreGroups = table.getCenterHeaderGroups()
  const levels = Math.max(startGroups.length, centreGroups.length, 1)
  const levelHeight = levels === 1 ? ONE_LEVEL : LEVEL
  const sized = view?.sized ?? false
  const gutter = gutterWidth((sheet.rows?.view ?? sheet.view).rows.length)
  const layout = useMemo(() => {
    // Whoever sets a width means it: from then on nothing stretches.
    const asked = sized || Object.keys(columnSizing).length > 0
    const widths = columns.map(column => columnSizing[column.id] ?? naturalWidth(column))
    const sizes = { rowHeight, headHeight: levels * levelHeight, gutter }
    return layOut(columns, asked ? widths : stretched(widths, room - gutter), sizes)
  }, [columns, columnSizing, sized, room, rowHeight, levels, levelHeight, gutter])

  const gridId = useId()
  const frame = useRef<HTMLDivElement>(null)
  const core = useRef<GridCore | null>(null)
  const events = useRef({ onActiveCell, onSelection, onNotice, view })
  useEffect(() => {
    events.current = { onActiveCell, onSelection, onNotice, view }
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: layout and words reach a living core by its setters
  useLayoutEffect(() => {
    const part = <T extends HTMLElement>(name: string) => frame.current!.querySelector<T>(`.${name}`)!
    core.current = createGridCore(
      {
        scroller: part('scroller'),
        sizer: part('sizer'),
        grid: part('cells'),
        stage: part('stage'),
        body: part('body'),
        head: part('head'),
        frozenPane: part('frozen-pane'),
        centrePane: part('centre-pane'),
        field: part<HTMLTextAreaElement>('field'),
        bubble: part('bubble'),
      },
      sheet,
      layout,
      translate,
      {
        onActiveCell: cell => events.current.onActiveCell?.(cell),
        onSelection: summary => events.current.onSelection?.(summary),
        onNotice: message => events.current.onNotice?.(message),
        onStructure: structureChanged,
        onMenu: setMenuAt,
        onQuestion: (question, answer) => setAsked({ question, answer }),
        onColumnView({ column, at }) {
          const heading = frame.current?.querySelector(`.heading:not(.group)[aria-colindex="${at + 1}"]`)
          if (heading) events.current.view?.openMenu(column, heading.getBoundingClientRect())
        },
      },
    )
    return () => {
      core.current?.destroy()
      core.current = null
    }
  }, [sheet])
  useLayoutEffect(() => core.current?.setLayout(layout), [layout])
  useLayoutEffect(() => core.current?.setTranslate(translate), [translate])
  useImperativeHandle(
    handle,
    () => ({
      focus: () => core.current?.focus(),
      edit: () => core.current?.edit(),
      select: cell => core.current?.select(cell),
      firstRow: () => core.current?.firstRow() ?? null,
      undo: () => core.current?.undo(),
      redo: () => core.current?.redo(),
      get commands() {
        return core.current?.commands ?? []
      },
    }),
    [],
  )
  useEffect(() => keepKeyboard(frame.current!, () => core.current?.focus()), [])
  useLayoutEffect(() => {
    const scroller = frame.current!.querySelector('.scroller')!
    const measure = () => setRoom(scroller.clientWidth)
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    measure()
    return () => observer.disconnect()
  }, [])

  const resized = ({ column: { id } }: PlacedColumn, width: number) => {
    const shown = Object.fromEntries(layout.columns.map(({ column, size }) => [column.id, size]))
    if (view) view.setWidths({ ...shown, [id]: width })
    else table.setColumnSizing({ ...shown, [id]: width })
  }
  const onResize = (event: ReactPointerEvent, column: PlacedColumn) =>
    dragEdge(event.nativeEvent, frame.current!, column, width => resized(column, width))
  const onFit = (column: PlacedColumn) => resized(column, fittingWidth(sheet, column.column, frame.current!))

  return (
    <>
      <div className="tc-grid" ref={frame} style={{ '--row': `${rowHeight}px` } as React.CSSProperties}>
        <div className="scroller">
          <div className="sizer" role="none">
            <div className="stage" role="none">
              <div
                className="cells"
                id={gridId}
                role="grid"
                aria-label={label}
                aria-multiselectable="true"
                aria-colcount={layout.columns.length}
              >
                <div className="head" role="rowgroup" style={{ height: layout.headHeight }}>
                  <Head
                    startGroups={startGroups}
                    centreGroups={centreGroups}
                    layout={layout}
                    levelHeight={levelHeight}
                    onResize={onResize}
                    onMenu={onColumnMenu}
                    onFit={onFit}
                    view={view}
                  />
                </div>
                <div className="body" role="rowgroup" />
              </div>
              <div
                className="pane frozen-pane"
                aria-hidden="true"
                style={{ top: layout.headHeight, width: layout.frozenWidth }}
              />
              <div
                className="pane centre-pane"
                aria-hidden="true"
                style={{ top: layout.headHeight, left: layout.frozenWidth }}
              />
              <textarea
                className="field"
                rows={1}
                aria-label={translate('grid:field')}
                aria-description={translate('grid:field-help')}
                aria-controls={gridId}
                autoComplete="off"
                spellCheck={false}
              />
              <div className="bubble silent" role="status" />
            </div>
          </div>
        </div>
      </div>
      {menuAt && (
        <GridMenu
          commands={[...(core.current?.commands ?? []), ...more]}
          at={menuAt}
          close={() => {
            setMenuAt(null)
            core.current?.focus()
          }}
        />
      )}
      {asked && (
        <Question
          {...asked.question}
          answer={given => {
            setAsked(null)
            asked.answer(given)
          }}
        />
      )}
    </>
  )
}

interface Asked {
  readonly question: GridQuestion
  readonly answer: (given: 'yes' | 'no' | null) => void
}
