import type { Column } from '../../shared/tables/structure.ts'

/** A head above several columns, or a column itself. */
export type ColumnNode =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'group'; readonly id: string; readonly title: string; readonly children: ColumnNode[] }

/**
 * The heads of a table as a tree: neighbours with the same words in `group` share a head.
 * Columns of one group that another column parts get two heads, as they would in print.
 */
export function columnTree(columns: readonly Column[]): readonly ColumnNode[] {
  const roots: ColumnNode[] = []
  for (const column of columns) {
    let siblings = roots
    const path = column.group ? column.group.split('\n') : []
    path.forEach((title, depth) => {
      const last = siblings.at(-1)
      if (last?.kind === 'group' && last.title === title) siblings = last.children
      else {
        const children: ColumnNode[] = []
        siblings.push({ kind: 'group', id: `group:${column.id}:${depth}`, title, children })
        siblings = children
      }
    })
    siblings.push({ kind: 'column', column })
  }
  return roots
}

/** A column's title under its group: what the group says already is not said again, `2023年` above `2023年完成`. */
export function titleUnderGroup({ title, group }: Column): string {
  const above = group?.split('\n').at(-1)
  return above && title.startsWith(above) && title.length > above.length ? title.slice(above.length) : title
}

/** What the grid shows: hidden columns are out, frozen ones come first. */
export function shownColumns(columns: readonly Column[]): readonly Column[] {
  const shown = columns.filter(column => !column.hidden)
  return [...shown.filter(column => column.frozen), ...shown.filter(column => !column.frozen)]
}
