import type { Column } from '../../shared/tables/structure.ts'

/** A computed column's formula as Excel writes it, for one row. */
export interface FormulaWriter {
  /** without `=`; null where Excel has no equivalent or the column's formula is in error */
  formula(column: Column, rowIndex: number): string | null
}
