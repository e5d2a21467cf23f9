import type { Column, TableStructure } from '../tables/structure.ts'
import { plainErrorCode } from './excel/error-code.ts'
import { type ExcelContext, printExcel } from './excel/print.ts'
import { excelRounding } from './excel/rounding.ts'
import { type StructureFormulas, structureFormulas } from './language/structure-formulas.ts'
import { roundingPolicy } from './rounding-policy.ts'

const analysed = new WeakMap<TableStructure, StructureFormulas>()

/**
 * A computed column's formula for one row in plain Excel, without the leading `=`; recalculated, it gives what the screen
 * shows, the column's rounding included. A broken formula gives an error, a column without a formula an empty text.
 * The qualifier of a target is written into the formula as it stands in the row now: export each row with its own values.
 * @throws NotExpressible when Excel could not hold the formula: write the value instead.
 */
export function formulaToExcel(column: Column, structure: TableStructure, context: ExcelContext): string {
  let formulas = analysed.get(structure)
  if (formulas === undefined) analysed.set(structure, (formulas = structureFormulas(structure)))
  const formula = formulas.formulas.get(column.id)
  if (formula === undefined || formula.source === '') return '""'
  if (formula.error !== null) return plainErrorCode(formula.error.code)
  const columns = structure.columns
  const printing = { context, column: (id: string) => columns.find(candidate => candidate.id === id) }
  return printExcel(formula.bound, printing, excelRounding(roundingPolicy(column)))
}
