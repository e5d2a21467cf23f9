import type { Scalar } from '../core/scalar.ts'
import type { Column } from './structure.ts'

/** The unit that a cell counts in: the row's where a column says it, else the column's; null where nobody has said one. */
export function expectedUnit(
  column: Pick<Column, 'unit' | 'unitColumn'>,
  cellOfRow: (column: string) => Scalar,
): string | null {
  const ofRow = column.unitColumn ? cellOfRow(column.unitColumn) : null
  return typeof ofRow === 'string' && ofRow !== '' ? ofRow : (column.unit ?? null)
}
