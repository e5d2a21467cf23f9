import { createCalculation } from '../../../shared/formulas/create-calculation.ts'
import type { Prepare } from './engine.ts'
import { FORMULAS, tableOf } from './figures-table.ts'

/** Ours over the table's own model, as browser and server have it: a commit is told to the calculation, a screen asks for texts. */
export const tongchou: Prepare = async figures => {
  const view = tableOf(figures)
  return () => {
    const calculation = createCalculation(view)
    for (const [id] of FORMULAS) calculation.column(id)
    view.subscribe(change => void calculation.apply(change))
    return {
      column(id) {
        const column = calculation.column(id)
        return Float64Array.from({ length: column.size }, (_, row) => {
          const value = column.at(row)
          return typeof value === 'number' ? value : Number.NaN
        })
      },
      edit(column, row, value) {
        view.set('cells', `${view.rows[row]}:${column}`, value)
        view.flush('own')
      },
      read(from, to) {
        for (const row of view.rows.slice(from, to)) for (const [id] of FORMULAS) calculation.text(row, id)
      },
    }
  }
}
