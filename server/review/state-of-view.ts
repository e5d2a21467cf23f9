import { TableModel } from '../../shared/document/table-model.ts'
import type { TableView } from '../../shared/document/table-view.ts'
import type { TableState } from '../../shared/review/changes-between.ts'

/** The live table, or an edition, as a state that is compared. */
export const stateOfView = (view: TableView): TableState => ({
  structure: view.structure,
  rows: view.rows,
  hasRow: row => view.rowIndex(row) >= 0,
  cell: (row, column) => view.cell(row, column),
  ...(view instanceof TableModel && { model: view }),
})
