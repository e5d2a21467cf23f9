import type { Column } from '../../shared/tables/structure.ts'
import type { ViewSpec } from '../../shared/views/view-spec.ts'
import { shownColumns } from '../grid/column-tree.ts'

/** The columns as the view has them: in its order, with its widths, and with as many of them frozen as it says. */
export function viewedColumns(columns: readonly Column[], spec: ViewSpec): readonly Column[] {
  const { hidden, order, widths, frozen } = spec
  if (hidden.length === 0 && order.length === 0 && frozen === null && Object.keys(widths).length === 0) return columns
  const known = new Map(columns.map(column => [column.id, column]))
  const away = new Set(hidden)
  const ordered = new Set(order.flatMap(id => known.get(id) ?? []))
  for (const column of order.length > 0 ? shownColumns(columns) : columns) ordered.add(column)
  for (const column of columns) ordered.add(column)
  const placed = [...ordered].map((column): Column => {
    const width = widths[column.id]
    return {
      ...column,
      ...(away.has(column.id) ? { hidden: true } : {}),
      ...(width === undefined ? {} : { width }),
    }
  })
  if (frozen === null) return placed
  // what is frozen is what stands in front: one counts along what one sees
  const shown = shownColumns(placed)
  const stay = new Set(shown.slice(0, frozen).map(({ id }) => id))
  const rest = placed.filter(column => column.hidden)
  return [...shown, ...rest].map(column => ({ ...column, frozen: stay.has(column.id) }))
}
