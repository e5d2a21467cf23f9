import {
  CompactSelection,
  DataEditor,
  type DataEditorRef,
  type GridCell,
  GridCellKind,
  type GridSelection,
} from '@glideapps/glide-data-grid'
import { createRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import '@glideapps/glide-data-grid/dist/index.css'
import { measureFirstRows, ROWS, rootElement } from './bench-page.ts'
import { COLUMNS, cellOf, widthOf } from './data.ts'

const edits = new Map<number, string | number>()
const keyOf = (row: number, at: number) => row * COLUMNS.length + at
const read = (row: number, at: number) => edits.get(keyOf(row, at)) ?? cellOf(row, at)
const columns = COLUMNS.map((title, at) => ({ id: title, title, width: widthOf(at) }))
const editor = createRef<DataEditorRef>()
let select: (row: number, at: number) => void = () => undefined

const cellAt = ([at, row]: readonly [number, number]): GridCell => {
  const value = String(read(row, at))
  return {
    kind: GridCellKind.Text,
    data: value,
    displayData: value,
    allowOverlay: true,
    ...(at > 0 && { contentAlign: 'right' as const }),
  }
}

function Page() {
  const [selection, setSelection] = useState<GridSelection>({
    columns: CompactSelection.empty(),
    rows: CompactSelection.empty(),
  })
  select = (row, at) =>
    setSelection({
      columns: CompactSelection.empty(),
      rows: CompactSelection.empty(),
      current: { cell: [at, row], range: { x: at, y: row, width: 1, height: 1 }, rangeStack: [] },
    })
  return (
    <DataEditor
      ref={editor}
      columns={columns}
      rows={ROWS}
      rowHeight={30}
      headerHeight={40}
      freezeColumns={1}
      width="100%"
      height="100%"
      getCellContent={cellAt}
      getCellsForSelection={true}
      gridSelection={selection}
      onGridSelectionChange={setSelection}
      onPaste={true}
      onCellEdited={([at, row], cell) => {
        if (cell.kind === GridCellKind.Text) edits.set(keyOf(row, at), cell.data)
      }}
      onCellsEdited={cells => {
        for (const { location, value } of cells)
          if (value.kind === GridCellKind.Text) edits.set(keyOf(location[1], location[0]), value.data)
        return true
      }}
    />
  )
}

/** Ink in the middle of the canvas: it is white until rows are drawn. */
function hasInk(): boolean {
  const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-testid="data-grid-canvas"]')
  if (!canvas || canvas.width === 0) return false
  const copy = document.createElement('canvas')
  copy.width = 200
  copy.height = 200
  const context = copy.getContext('2d')!
  context.drawImage(canvas, 0, 80, 200, 200, 0, 0, 200, 200)
  const { data } = context.getImageData(0, 0, 200, 200)
  for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > 0 && data[at]! < 120) return true
  return false
}

measureFirstRows(() => {
  createRoot(rootElement()).render(<Page />)
  return {
    scroller: () => document.querySelector<HTMLElement>('.dvn-scroller')!,
    focusCell(row, at) {
      // or the grid's own choice on being focused comes after
      flushSync(() => select(row, at))
      editor.current?.scrollTo(at, row)
      editor.current?.focus()
    },
    read,
    update(row, at, value) {
      edits.set(keyOf(row, at), value)
      editor.current?.updateCells([{ cell: [at, row] }])
    },
    sort: null,
    filter: null,
    topName: () => null,
    rowCount: () => ROWS,
    isDrawn: hasInk,
  }
})
