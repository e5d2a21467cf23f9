import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community'
import { measureFirstRows, ROWS, rootElement } from './bench-page.ts'
import { COLUMNS, countBelow, nameOfLargest, type Row, rowObjects, widthOf } from './data.ts'

ModuleRegistry.registerModules([AllCommunityModule])
const rows = rowObjects(ROWS)

measureFirstRows(() => {
  const api = createGrid<Row>(rootElement(), {
    rowData: rows,
    columnDefs: COLUMNS.map((field, at) => ({
      field,
      width: widthOf(at),
      editable: true,
      sortable: true,
      filter: at === 0 ? 'agTextColumnFilter' : 'agNumberColumnFilter',
      ...(at === 0 && { pinned: 'left' as const }),
    })),
    getRowId: ({ data }) => String(data.id),
    rowHeight: 30,
    headerHeight: 40,
    animateRows: false,
  })
  const fieldOf = (at: number) => COLUMNS[at]!
  return {
    scroller: () =>
      document.querySelector<HTMLElement>('.ag-body-viewport, .ag-grid-viewport, [class*=body-viewport]')!,
    focusCell(row, at) {
      api.ensureIndexVisible(row)
      api.setFocusedCell(row, fieldOf(at))
    },
    read: (row, at) => rows[row]![fieldOf(at)] ?? null,
    update: (row, at, value) => void api.getRowNode(String(row))?.setDataValue(fieldOf(at), value),
    sort(at) {
      api.applyColumnState({ state: [{ colId: fieldOf(at), sort: 'desc' }], defaultState: { sort: null } })
      return nameOfLargest(ROWS, at)
    },
    filter(at, below) {
      api.setFilterModel({ [fieldOf(at)]: { filterType: 'number', type: 'lessThan', filter: below } })
      return countBelow(ROWS, at, below)
    },
    topName: () => document.querySelector('.ag-row[row-index="0"] [col-id="name"]')?.textContent ?? null,
    rowCount: () => api.getDisplayedRowCount(),
    isDrawn: () => document.querySelector('.ag-row .ag-cell') !== null,
  }
})
