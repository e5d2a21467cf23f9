import {
  type ColumnDef,
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  filterFn_lessThan,
  rowSortingFeature,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useReducer, useRef } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { measureFirstRows, ROWS, rootElement } from './bench-page.ts'
import { COLUMNS, countBelow, nameOfLargest, type Row, rowObjects, widthOf } from './data.ts'

/** TanStack's table and virtualizer as their manuals put them together; no editing, which they have none of. */
const features = tableFeatures({
  columnFilteringFeature,
  rowSortingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  filterFns: { lessThan: filterFn_lessThan },
  sortFns: { basic: sortFn_basic },
})
const rows = rowObjects(ROWS)
const columns: ColumnDef<typeof features, Row>[] = COLUMNS.map((id, at) => ({
  id,
  header: id,
  accessorFn: row => row[id],
  size: widthOf(at),
  sortFn: 'basic',
  filterFn: 'lessThan',
}))
let sortBy: (at: number) => void = () => undefined
let filterBy: (at: number, below: number) => void = () => undefined
let shown = () => ROWS
let repaint: () => void = () => undefined

function Page() {
  const table = useTable({ features, columns, data: rows })
  const parent = useRef<HTMLDivElement>(null)
  const [, again] = useReducer((n: number) => n + 1, 0)
  repaint = again
  const model = table.getRowModel().rows
  shown = () => table.getRowModel().rows.length
  sortBy = at => flushSync(() => table.setSorting([{ id: COLUMNS[at]!, desc: true }]))
  filterBy = (at, below) => flushSync(() => table.setColumnFilters([{ id: COLUMNS[at]!, value: below }]))
  const vertical = useVirtualizer({
    count: model.length,
    getScrollElement: () => parent.current,
    estimateSize: () => 30,
    overscan: 5,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: COLUMNS.length,
    getScrollElement: () => parent.current,
    estimateSize: widthOf,
    overscan: 2,
  })
  return (
    <div ref={parent} className="plain" style={{ height: '100%', overflow: 'auto' }}>
      <div style={{ position: 'relative', height: vertical.getTotalSize(), width: across.getTotalSize() }}>
        {vertical.getVirtualItems().map(item => (
          <div
            key={item.key}
            className="plain-row"
            data-index={item.index}
            style={{ position: 'absolute', top: 0, height: 30, transform: `translateY(${item.start}px)` }}
          >
            {across.getVirtualItems().map(({ index, start, size }) => (
              <div
                key={index}
                className="plain-cell"
                style={{ position: 'absolute', left: start, width: size, height: 30, borderBottom: '1px solid #ddd' }}
              >
                {model[item.index]?.getAllCells()[index]?.getValue() as string | number}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

measureFirstRows(() => {
  createRoot(rootElement()).render(<Page />)
  return {
    scroller: () => document.querySelector<HTMLElement>('.plain')!,
    focusCell: null,
    read: (row, at) => rows[row]![COLUMNS[at]!] ?? null,
    update(row, at, value) {
      rows[row] = { ...rows[row]!, [COLUMNS[at]!]: value }
      repaint()
    },
    sort(at) {
      sortBy(at)
      return nameOfLargest(ROWS, at)
    },
    filter(at, below) {
      filterBy(at, below)
      return countBelow(ROWS, at, below)
    },
    topName: () => document.querySelector('.plain-row[data-index="0"] .plain-cell')?.textContent ?? null,
    rowCount: () => shown(),
    isDrawn: () => document.querySelector('.plain-cell') !== null,
  }
})
