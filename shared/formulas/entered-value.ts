import type { Scalar } from '../core/scalar.ts'
import type { ColumnType } from '../tables/structure.ts'
import { parseValue } from '../values/parse.ts'
import { unitMisfit } from '../values/unit-misfit.ts'
import type { CellValue } from './cell-value.ts'

/**
 * An entered cell as formulas see it. Only columns of planning values are parsed: in a column of names or choices
 * `5020` and `三个清单` are words. Plain numbers are themselves, so that whole columns of them stay fast. A figure with another
 * unit than its cell's counts as words.
 * @param expectedUnit asked only where a unit was typed
 */
export function enteredValue(
  stored: Scalar,
  type: ColumnType,
  expectedUnit: () => string | null = () => null,
): CellValue {
  if (typeof stored !== 'string') return stored
  if (type !== 'value') return stored
  const parsed = parseValue(stored)
  switch (parsed.kind) {
    case 'blank':
      return null
    case 'text':
      return parsed.text
    case 'number':
    case 'range':
      return parsed.unit !== undefined && unitMisfit(parsed, expectedUnit()) !== null ? parsed.text : parsed
    case 'ratio':
    case 'none':
      return parsed
  }
}
