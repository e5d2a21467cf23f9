import type { Scalar } from '../core/scalar.ts'

/** A cell that reads differently than in the base. */
export interface CellChange {
  readonly row: string
  readonly column: string
  readonly before: Scalar
  readonly after: Scalar
}

/** A row that the base does not have, or that the table no longer has. */
export interface RowChange {
  readonly row: string
  readonly kind: 'added' | 'removed'
}

export interface Changes {
  /** by row in display order (removed rows last), then by column in display order */
  readonly cells: readonly CellChange[]
  readonly rows: readonly RowChange[]
}

/** One key for a cell, as the document has it. */
export const cellKey = ({ row, column }: { readonly row: string; readonly column: string }): string =>
  `${row}:${column}`
