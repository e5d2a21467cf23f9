import { viewUnder } from '../../shared/document/view-under.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { linkedColumns } from '../../shared/formulas/language/foreign-names.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import type { LiveTable, LiveTables } from '../sync/live-table.ts'

/** by column id and row id */
export type Preview = Record<string, Record<string, CellValue>>

/** What linked columns would show in some rows under a structure that nobody has applied yet. */
export async function previewLinked(
  table: LiveTable,
  structure: TableStructure,
  rows: readonly string[],
  live: LiveTables,
): Promise<Preview> {
  const linked = [...linkedColumns(structure).keys()]
  if (linked.length === 0) return {}
  const outside = await live.outside(table.id, structure)
  const calculation = createCalculation(viewUnder(table.view, structure), outside)
  const shown = rows.filter(row => table.view.rowIndex(row) >= 0)
  return Object.fromEntries(
    linked.map(id => [id, Object.fromEntries(shown.map(row => [row, calculation.value(row, id)]))]),
  )
}
