import type { Scalar } from '../core/scalar.ts'
import type { ColumnType } from '../tables/structure.ts'
import { parseValue } from '../values/parse.ts'
import type { CellValue } from './cell-value.ts'

/**
 * An entered cell as formulas see it. Only columns of planning values are parsed: in a column of names or choices
 * `5020` and `三个清单` are words. Plain numbers are themselves, so that whole columns of them stay fast.
 */
export function enteredValue(stored: Scalar, type: ColumnType): CellValue {
  if (typeof stored !== 'string') return stored
  if (type !== 'value') return stored
  const parsed = parseValue(stored)
  switch (parsed.kind) {
    case 'blank':
      return null
    case 'text':
      return parsed.text
    case 'number':
    case 'ratio':
    case 'range':
    case 'none':
      return parsed
  }
}
