import type { Scalar } from '../core/scalar.ts'
import { differingRows } from '../document/differing-rows.ts'
import type { TableModel } from '../document/table-model.ts'
import type { Column, TableStructure } from '../tables/structure.ts'
import type { CellChange, Changes, RowChange } from './change.ts'

/** All that a comparison asks of a state of the table: the live view, an edition, a moment of the past. */
export interface TableState {
  readonly structure: TableStructure
  /** shown rows, in display order */
  readonly rows: readonly string[]
  hasRow(row: string): boolean
  cell(row: string, column: string): Scalar
  /** where the state is read from a model of the table as it is: rows that cannot differ are not looked at */
  readonly model?: TableModel
}

/**
 * What the later state says differently than the base (REV-3). Columns that either of them shows are compared, computed and owner columns
 * left out; cells of removed rows are not listed one by one.
 */
export function changesBetween(base: TableState, now: TableState): Changes {
  const columns = comparedColumns(base.structure, now.structure)
  const cells: CellChange[] = []
  const rows: RowChange[] = []
  const touched = base.model && now.model ? differingRows(base.model, now.model, columns) : null
  for (const row of now.rows) {
    const isNew = !base.hasRow(row)
    if (isNew) rows.push({ row, kind: 'added' })
    else if (touched !== null && !touched.has(row)) continue
    for (const column of columns) {
      const before = isNew ? null : base.cell(row, column)
      const after = now.cell(row, column)
      if (before !== after) cells.push({ row, column, before, after })
    }
  }
  for (const row of base.rows) if (!now.hasRow(row)) rows.push({ row, kind: 'removed' })
  return { cells, rows }
}

/** Those of the later state in its order, then what only the earlier one has. */
function comparedColumns(base: TableStructure, now: TableStructure): readonly string[] {
  const entered = ({ type }: Column) => type !== 'computed' && type !== 'owner'
  const ids = now.columns.filter(entered).map(({ id }) => id)
  const known = new Set(now.columns.map(({ id }) => id))
  return [...ids, ...base.columns.filter(column => entered(column) && !known.has(column.id)).map(({ id }) => id)]
}
