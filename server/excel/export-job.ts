import type { Locale } from './form-labels.ts'
import type { FormulaWriter } from './live-formulas.ts'
import type { Pacer } from './pacing.ts'
import type { Snapshot } from './snapshot.ts'

/** Where the table stands in the sheet: all that a formula's references need. */
export interface TablePlace {
  /** one-based sheet rows */
  readonly firstRow: number
  readonly lastRow: number
  /** one-based sheet column of a table column, or 0 */
  place(columnId: string): number
}

/** One export under way, whatever its form. */
export interface ExportJob {
  readonly snapshot: Snapshot
  readonly table: { readonly name: string; readonly title: string }
  readonly locale: Locale
  readonly printedAt: Date
  readonly pacer: Pacer
  readonly departmentName: (id: string) => string | null
  formulas(place: TablePlace): FormulaWriter
}
