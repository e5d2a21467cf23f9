import type { Scalar } from '../../shared/core/scalar.ts'
import type { TableView } from '../../shared/document/table-view.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import type { ReviewAnswer } from '../../shared/protocol/api-review.ts'
import { cellKey } from '../../shared/review/change.ts'
import type { RequestCell } from '../../shared/review/request.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { effectsOn } from './effects-on.ts'

/** What the computed cells of the same rows would read, were these values written. Nothing is. */
export function whatIf(table: LiveTable, cells: readonly RequestCell[]): ReviewAnswer['effects'] {
  const asked = new Map<string, Scalar>(cells.map(cell => [cellKey(cell), cell.value]))
  const view = table.view
  const then: TableView = {
    get structure() {
      return view.structure
    },
    get rows() {
      return view.rows
    },
    rowIndex: row => view.rowIndex(row),
    rowFact: (row, fact) => view.rowFact(row, fact),
    subscribe: listener => view.subscribe(listener),
    cell(row, column) {
      const value = asked.get(`${row}:${column}`)
      return value === undefined ? view.cell(row, column) : value
    },
  }
  const rows = [...new Set(cells.map(({ row }) => row))]
  return effectsOn(rows, table.calculation, { calculation: createCalculation(then) }, view.structure.columns)
}
