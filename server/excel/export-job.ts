import type { IssuedAs, Locale } from './form-labels.ts'
import type { TableMark } from './import-marks.ts'
import type { FormulaWriter } from './live-formulas.ts'
import type { Pacer } from './pacing.ts'
import type { Snapshot } from './snapshot.ts'
import type { TablePlace } from './table-place.ts'

/** One export under way, whatever its form. */
export interface ExportJob {
  readonly snapshot: Snapshot
  readonly table: { readonly name: string; readonly title: string }
  readonly locale: Locale
  readonly printedAt: Date
  readonly pacer: Pacer
  readonly mark: TableMark | null
  /** null: the table as it is */
  readonly issued: IssuedAs | null
  readonly departmentName: (id: string) => string | null
  formulas(place: TablePlace): FormulaWriter
}
