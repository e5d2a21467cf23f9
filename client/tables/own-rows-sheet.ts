import type { TableView } from '../../shared/document/table-view.ts'
import type { Sheet } from '../grid/sheet.ts'

/** The same sheet with only the rows of one's own department: for the grid, the others are not there. */
export const ownRowsSheet = (sheet: Sheet): Sheet =>
  Object.create(sheet, { view: { value: ownRowsView(sheet) } }) as Sheet

function ownRowsView(sheet: Sheet): TableView {
  const all = sheet.view
  let rows: readonly string[] | null = null
  let index: ReadonlyMap<string, number> | null = null
  const own = () => (rows ??= all.rows.filter(row => sheet.isOwnRow(row)))
  // heard before the grid hears it, which subscribes later and will then read the rows
  sheet.subscribe(change => {
    if (change.rows) rows = index = null
  })
  return {
    get structure() {
      return all.structure
    },
    get rows() {
      return own()
    },
    rowIndex: row => (index ??= new Map(own().map((id, at) => [id, at]))).get(row) ?? -1,
    cell: (row, column) => all.cell(row, column),
    rowFact: (row, fact) => all.rowFact(row, fact),
    subscribe: listener => all.subscribe(listener),
  }
}
