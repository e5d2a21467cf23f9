import {
  type ColumnDef,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
} from '@tanstack/react-table'
import type { Column } from '../../shared/tables/structure.ts'
import { type ColumnNode, columnTree } from './column-tree.ts'
import { naturalWidth } from './geometry.ts'

export const gridFeatures = tableFeatures({ columnPinningFeature, columnSizingFeature, columnVisibilityFeature })
export type GridFeatures = typeof gridFeatures

/** The table describes columns only. Cells are read from the sheet: a row object for each of 100,000 rows would cost more than all the rest. */
export type NoRow = Readonly<Record<string, never>>
export const NO_ROWS: NoRow[] = []

const definition = (node: ColumnNode): ColumnDef<GridFeatures, NoRow> =>
  node.kind === 'group'
    ? { id: node.id, header: node.title, columns: node.children.map(definition) }
    : {
        id: node.column.id,
        header: node.column.title,
        size: naturalWidth(node.column),
        minSize: 24,
        accessorFn: () => null,
      }

export const columnDefinitions = (columns: readonly Column[]): ColumnDef<GridFeatures, NoRow>[] =>
  columnTree(columns).map(definition)
