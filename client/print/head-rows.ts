import type { Column } from '../../shared/tables/structure.ts'
import { type ColumnNode, columnTree, titleUnderGroup } from '../grid/column-tree.ts'

export interface HeadCell {
  readonly id: string
  readonly title: string
  readonly unit: string | null
  readonly colSpan: number
  readonly rowSpan: number
}

const depthOf = (node: ColumnNode): number => (node.kind === 'column' ? 1 : 1 + Math.max(...node.children.map(depthOf)))
const widthOf = (node: ColumnNode): number =>
  node.kind === 'column' ? 1 : node.children.reduce((sum, child) => sum + widthOf(child), 0)

/** The head as rows of a printed table: a column reaches down to the lowest level. */
export function headRows(columns: readonly Column[]): readonly (readonly HeadCell[])[] {
  const tree = columnTree(columns)
  const levels = Math.max(1, ...tree.map(depthOf))
  const rows: HeadCell[][] = Array.from({ length: levels }, () => [])
  const place = (node: ColumnNode, level: number) => {
    if (node.kind === 'column') {
      const { column } = node
      const title = titleUnderGroup(column)
      rows[level]!.push({ id: column.id, title, unit: column.unit ?? null, colSpan: 1, rowSpan: levels - level })
      return
    }
    rows[level]!.push({ id: node.id, title: node.title, unit: null, colSpan: widthOf(node), rowSpan: 1 })
    for (const child of node.children) place(child, level + 1)
  }
  for (const node of tree) place(node, 0)
  return rows
}
