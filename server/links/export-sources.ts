import type { ColumnReader } from '../../shared/formulas/evaluate/column-reader.ts'
import { finderOf } from '../../shared/formulas/language/column-names.ts'
import { foreignKey } from '../../shared/formulas/language/foreign-key.ts'
import { linkedColumns } from '../../shared/formulas/language/foreign-names.ts'
import type { LiveTable, LiveTables } from '../sync/live-table.ts'

/**
 * The columns of other tables that go into a workbook beside a table, by their names as its formulas write them: those that whoever
 * exports it may export. A formula that reads others leaves as its values.
 */
export async function exportSources(
  mayExport: (tableId: string) => boolean,
  table: LiveTable,
  live: LiveTables,
): Promise<ReadonlyMap<string, ColumnReader>> {
  const sources = new Map<string, ColumnReader>()
  const linked = linkedColumns(table.view.structure)
  if (linked.size === 0) return sources
  const { find } = await live.workspace()
  for (const { table: name, column } of [...linked.values()].flat()) {
    const found = find(name)
    if (found.kind !== 'found' || !mayExport(found.table.id)) continue
    const source = await live.open(found.table.id)
    const named = finderOf(found.table.structure)(column)
    const reader = source !== null && named.kind === 'found' ? source.calculation.reader(named.columnId) : undefined
    if (reader !== undefined) sources.set(foreignKey(name, column), reader)
  }
  return sources
}
