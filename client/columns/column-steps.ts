import type { StructureFacts } from '../../shared/columns/plan-columns.ts'
import { idOf, nameOf } from '../../shared/document/keys.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { shownColumns } from '../grid/column-tree.ts'

/** The column that another comes to stand after, moved by one place; undefined: it is at the end already. */
export function neighbourFor(columns: readonly Column[], id: string, step: -1 | 1): string | null | undefined {
  const at = columns.findIndex(column => column.id === id)
  if (at < 0 || at + step < 0 || at + step >= columns.length) return undefined
  if (step === 1) return columns[at + 1]!.id
  return columns[at - 2]?.id ?? null
}

/** The same as the grid shows it: over hidden columns, and among those that are kept at the left or those that are not. */
export function shownNeighbourFor(columns: readonly Column[], id: string, step: -1 | 1): string | null | undefined {
  const shown = shownColumns(columns)
  const at = shown.findIndex(column => column.id === id)
  const next = shown[at + step]
  if (at < 0 || next === undefined || Boolean(next.frozen) !== Boolean(shown[at]!.frozen)) return undefined
  if (step === 1) return next.id
  return columns[columns.findIndex(column => column.id === next.id) - 1]?.id ?? null
}

/** The column to stand after, to stand before another. */
export const beforeColumn = (columns: readonly Column[], id: string): string | null =>
  columns[columns.findIndex(column => column.id === id) - 1]?.id ?? null

export interface DeletedColumn {
  readonly id: string
  readonly title: string
}

export function deletedColumns(facts: StructureFacts): readonly DeletedColumn[] {
  const deleted: DeletedColumn[] = []
  for (const [key, value] of facts)
    if (nameOf(key) === 'deleted' && value === true && facts.get(`${idOf(key)}:order`) != null) {
      const id = idOf(key)
      deleted.push({ id, title: String(facts.get(`${id}:title`) ?? id).replaceAll('\n', '') })
    }
  return deleted
}
