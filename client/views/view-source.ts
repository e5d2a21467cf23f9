import { treeOf } from '../../shared/document/row-tree.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import { expectedUnit } from '../../shared/tables/expected-unit.ts'
import { typedValue } from '../../shared/views/typed-value.ts'
import type { ViewSource } from '../../shared/views/view-source.ts'
import type { Sheet } from '../grid/sheet.ts'

/** A sheet as a view reads it, as it stands now: not to be kept beyond the next change. */
export function viewSourceOf(sheet: Sheet): ViewSource {
  const { view, calculation } = sheet
  const { rows, structure } = view
  const columns = new Map(structure.columns.map(column => [column.id, column]))
  const tree = treeOf(view)

  /** what one has typed once is read once: a column holds the same words over and over */
  const entered = (id: string) => {
    const type = columns.get(id)?.type ?? 'text'
    const known = new Map<string, CellValue>()
    return {
      at(row: number): CellValue {
        const stored = view.cell(rows[row]!, id)
        if (typeof stored !== 'string' || type !== 'value') return stored
        let value = known.get(stored)
        if (value === undefined) known.set(stored, (value = typedValue(stored, type)))
        return value
      },
    }
  }
  return {
    size: rows.length,
    columns: structure.columns.map(({ id }) => id),
    text: (row, column) => sheet.text(rows[row]!, column),
    column(id) {
      if (calculation.isComputed(id)) return calculation.column(id)
      // who fills a row is a fact of the row
      if (columns.get(id)?.type === 'owner') return { at: row => sheet.text(rows[row]!, id) }
      return entered(id)
    },
    unit(row, id) {
      const column = columns.get(id)
      return column?.unit || column?.unitColumn
        ? expectedUnit(column, unitColumn => view.cell(rows[row]!, unitColumn))
        : null
    },
    own: row => sheet.isOwnRow(rows[row]!),
    changed: row => structure.columns.some(({ id }) => sheet.revision(rows[row]!, id) !== null),
    commented: () => false,
    counted: row => tree.depth[row] === 0 && tree.ofWhich[row] === 0,
  }
}
