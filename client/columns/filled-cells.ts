import type { TableView } from '../../shared/document/table-view.ts'

/** How many cells of a column somebody has filled. */
export const filledCells = (view: TableView, column: string): number =>
  view.rows.reduce((count, row) => count + Number((view.cell(row, column) ?? '') !== ''), 0)
