import type { Scalar } from '../core/scalar.ts'
import type { CellValue } from '../formulas/cell-value.ts'
import type { ColumnType } from '../tables/structure.ts'
import { parseValue } from '../values/parse.ts'

/** An entered cell as a view reads it: as typed, whatever unit it names (a formula would refuse one that is not the cell's). */
export function typedValue(stored: Scalar, type: ColumnType): CellValue {
  if (typeof stored !== 'string' || type !== 'value') return stored
  const parsed = parseValue(stored)
  return parsed.kind === 'blank' ? null : parsed.kind === 'text' ? parsed.text : parsed
}
