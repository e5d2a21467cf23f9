import { HyperFormula } from 'hyperformula'
import type { Engine, Prepare } from './engine.ts'
import { columnSum, computedAt, enteredAt, enteredRow, excelFormula } from './excel-formulas.ts'
import { type Computed, FORMULAS } from './figures-table.ts'

/** It has no RANK, and a COUNTIF in every row would cost rows². */
const LEFT_OUT: Computed = 'rank'

/** HyperFormula, under its GPL licence and for this measurement only. */
export const hyperformula: Prepare = async figures => {
  const rows = figures.plan.length
  const ids = FORMULAS.map(([id]) => id)
  const sheet = Array.from({ length: rows }, (_, row) => [
    ...enteredRow(row, figures),
    ...ids.map(id => (id === LEFT_OUT ? null : excelFormula(id, row, figures))),
    row === 0 ? columnSum(figures) : null,
  ])
  return (): Engine => {
    const engine = HyperFormula.buildFromArray(sheet, { licenseKey: 'gpl-v3', maxRows: rows + 1 })
    const value = (row: number, col: number) => engine.getCellValue({ sheet: 0, row, col })
    return {
      column: id =>
        id === LEFT_OUT
          ? undefined
          : Float64Array.from({ length: rows }, (_, row) => Number(value(row, computedAt(id)))),
      edit: (column, row, figure) => void engine.setCellContents({ sheet: 0, row, col: enteredAt(column) }, [[figure]]),
      read(from, to) {
        for (let row = from; row < to; row++) for (const id of ids) String(value(row, computedAt(id)))
      },
    }
  }
}
