import type { Scalar } from '../../../shared/core/scalar.ts'
import type { CellValue } from '../../../shared/formulas/cell-value.ts'
import { createCalculation } from '../../../shared/formulas/create-calculation.ts'
import { PlainTable } from './plain-table.ts'

/** What a formula gives in a row of these cells; columns are called as the cells are. */
function evaluate(formula: string, cells: Readonly<Record<string, Scalar>> = {}): CellValue {
  const columns = Object.keys(cells).map(id => ({ id }))
  const table = new PlainTable([...columns, { id: 'result', formula }], [cells])
  return createCalculation(table).value('r0', 'result')
}

/** As `evaluate`, errors as their codes and planning numbers as their texts: what a table of cases can hold. */
export function shown(formula: string, cells: Readonly<Record<string, Scalar>> = {}): string | number | boolean | null {
  const value = evaluate(formula, cells)
  if (typeof value !== 'object' || value === null)
    return typeof value === 'number' ? Number(value.toPrecision(15)) : value
  return value.kind === 'error' ? value.code : value.text
}
