// biome-ignore-all lint/a11y/useSemanticElements: the head belongs to the grid, which cannot be a <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has one focused element, its text field
import type { Header, HeaderGroup } from '@tanstack/react-table'
import type { PointerEvent as ReactPointerEvent } from 'react'
import type { Column } from '../../shared/tables/structure.ts'
import { titleUnderGroup } from './column-tree.ts'
import type { Layout, PlacedColumn } from './geometry.ts'
import type { GridFeatures, NoRow } from './grid-table.ts'

/** What a view does by a column, for its heading. */
export interface HeadMark {
  readonly sort: 'up' | 'down' | null
  /** its place among several sort keys, from 1; null where it is the only one */
  readonly place: number | null
  readonly filtered: boolean
  /** the same in words, for who does not see the marks */
  readonly words: string
}

/** What a person does to their view at the heads; left out, the grid keeps widths to itself. */
export interface HeadView {
  readonly marks: ReadonlyMap<string, HeadMark>
  /** widths were set: nothing stretches any more */
  readonly sized: boolean
  readonly openMenu: (column: Column, anchor: DOMRect) => void
  readonly setWidths: (widths: Readonly<Record<string, number>>) => void
}

interface HeadProps {
  readonly startGroups: readonly HeaderGroup<GridFeatures, NoRow>[]
  readonly centreGroups: readonly HeaderGroup<GridFeatures, NoRow>[]
  readonly layout: Layout
  readonly levelHeight: number
  readonly onResize: (event: ReactPointerEvent, column: PlacedColumn) => void
  /** a column's menu is asked for, by its button; left out: columns have none */
  readonly onMenu: ((column: Column, button: HTMLElement) => void) | undefined
  readonly onFit: (column: PlacedColumn) => void
  readonly view: HeadView | undefined
}

/** The head in all its levels; rows of it are rows of the grid to assistive technology. */
export function Head({ startGroups, centreGroups, layout, levelHeight, onResize, onMenu, onFit, view }: HeadProps) {
  const levels = Math.max(startGroups.length, centreGroups.length, 1)
  const part = (groups: HeadProps['startGroups'], depth: number) =>
    groups[depth]?.headers.map(header => (
      <Heading
        key={header.id}
        header={header}
        layout={layout}
        levelHeight={levelHeight}
        depth={depth}
        levels={levels}
        last={groups.length - 1}
        onResize={onResize}
        onMenu={onMenu}
        onFit={onFit}
        view={view}
      />
    ))
  return Array.from({ length: levels }, (_, depth) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a level of the head is its depth
    <div key={depth} className="row" role="row" aria-rowindex={depth + 1} style={{ top: depth * levelHeight }}>
      <div className="frozen" role="none" style={{ width: layout.frozenWidth, height: (levels - depth) * levelHeight }}>
        {depth === 0 && layout.gutter > 0 && (
          <i className="corner" aria-hidden="true" style={{ width: layout.gutter, height: levels * levelHeight }} />
        )}
        {part(startGroups, depth)}
      </div>
      <div className="middle" role="none" style={{ left: layout.frozenWidth }}>
        {part(centreGroups, depth)}
      </div>
    </div>
  ))
}

interface HeadingProps {
  readonly header: Header<GridFeatures, NoRow, unknown>
  readonly layout: Layout
  readonly levelHeight: number
  readonly depth: number
  readonly levels: number
  /** depth of the deepest level of this part of the head */
  readonly last: number
  readonly onResize: HeadProps['onResize']
  readonly onMenu: HeadProps['onMenu']
  readonly onFit: HeadProps['onFit']
  readonly view: HeadProps['view']
}

function Heading({ header, layout, levelHeight, depth, levels, last, onResize, onMenu, onFit, view }: HeadingProps) {
  if (header.rowSpan === 0) return null
  // a heading that reaches down over several levels is a leaf of each of them
  const leaves = new Set(header.getLeafHeaders().map(leaf => leaf.column.id))
  const placed = layout.columns.filter(({ column }) => leaves.has(column.id))
  const first = placed[0]
  const end = placed.at(-1)
  if (!first || !end) return null
  const isColumn = header.column.columns.length === 0
  // The two parts of the head may be of different depth: the shallower one stretches its lowest level.
  const rowSpan = isColumn ? header.rowSpan + (depth + header.rowSpan - 1 === last ? levels - 1 - last : 0) : 1
  const { column } = first
  const mark = isColumn ? view?.marks.get(column.id) : undefined
  // a group's words stay in view as long as one of its columns does
  const keepInView =
    isColumn || first.frozen ? {} : { paddingLeft: `max(8px, var(--scrolled, 0px) - ${first.start}px)` }
  return (
    <div
      className={isColumn ? `heading ${column.type}` : 'heading group'}
      role="columnheader"
      aria-colindex={first.at + 1}
      aria-colspan={placed.length}
      aria-rowspan={rowSpan}
      aria-sort={mark?.sort ? (mark.sort === 'up' ? 'ascending' : 'descending') : undefined}
      title={
        isColumn ? (column.note ?? (titleUnderGroup(column) === column.title ? undefined : column.title)) : undefined
      }
      style={{
        left: first.start,
        width: end.start + end.size - first.start,
        height: rowSpan * levelHeight,
        ...keepInView,
      }}
    >
      <span>
        {isColumn && column.type === 'computed' && <em aria-hidden="true">ƒ</em>}
        {isColumn ? titleUnderGroup(column) : String(header.column.columnDef.header)}
        {isColumn && column.unit && <small>{column.unit}</small>}
        {mark && <span className="visually-hidden">{mark.words}</span>}
      </span>
      {isColumn && view && (
        // for the pointer: the keyboard has Alt+↓
        <button
          type="button"
          className={mark ? 'filter marked' : 'filter'}
          tabIndex={-1}
          aria-hidden="true"
          aria-haspopup="dialog"
          data-column={column.id}
          onClick={event => view.openMenu(column, event.currentTarget.getBoundingClientRect())}
        >
          <HeadMarkSign mark={mark} />
        </button>
      )}
      {isColumn && onMenu && (
        // for the pointer: the keyboard has the list of columns, and the grid keeps its one focused element
        <button
          type="button"
          className="menu"
          tabIndex={-1}
          aria-hidden="true"
          onClick={event => onMenu(column, event.currentTarget)}
        />
      )}
      {isColumn && (
        <i
          className="edge"
          aria-hidden="true"
          onPointerDown={event => onResize(event, first)}
          onDoubleClick={() => onFit(first)}
        />
      )}
    </div>
  )
}

/** Arrow for the order, funnel for the filter; the arrow of every list that drops where there is neither. */
const HeadMarkSign = ({ mark }: { readonly mark: HeadMark | undefined }) => (
  <>
    {mark?.sort && (
      <b>
        {mark.sort === 'up' ? '↑' : '↓'}
        {mark.place}
      </b>
    )}
    <svg aria-hidden="true" viewBox="0 0 10 10" width="9" height="9">
      <path d={mark?.filtered ? 'M.5 1h9L6 5v4L4 8V5z' : 'M1.5 3.5h7L5 7z'} fill="currentColor" />
    </svg>
  </>
)
