import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TableView } from '../../shared/document/table-view.ts'
import type { CellValue } from '../../shared/formulas/cell-value.ts'
import { PENDING } from '../../shared/formulas/errors.ts'
import { linkedColumns } from '../../shared/formulas/language/foreign-names.ts'
import type { ColumnCommand } from '../../shared/tables/column-command.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import { postColumns } from '../api/columns.ts'

/** ms that the writing rests before the server is asked */
const REST = 250

type Preview = Readonly<Record<string, Readonly<Record<string, CellValue>>>>

export type LinkedPreview = (row: string, column: string) => CellValue

/**
 * What columns that read other tables would show in these rows, as the server says; null where the table would have none. What has not
 * come yet is pending.
 */
export function useLinkedPreview(
  tableId: string,
  command: ColumnCommand,
  view: TableView,
  structure: TableStructure,
  rows: readonly string[],
): { readonly preview: Preview | undefined; readonly read: LinkedPreview | null } {
  const linked = linkedColumns(structure).size > 0
  // what the rows hold may be what is looked up
  const inputs = linked ? rows.map(row => structure.columns.map(({ id }) => view.cell(row, id))) : []
  const { data } = useQuery({
    queryKey: ['column-preview', tableId, JSON.stringify([command, rows, inputs])],
    enabled: linked,
    retry: false,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Preview> => {
      await new Promise(resolve => setTimeout(resolve, REST))
      signal.throwIfAborted()
      const request = { commands: [command], dryRun: true, previewRows: [...rows] }
      return (await postColumns(tableId, request)).preview ?? {}
    },
  })
  return { preview: data, read: linked ? (row, column) => data?.[column]?.[row] ?? PENDING : null }
}
