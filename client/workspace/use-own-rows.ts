import { useQueries } from '@tanstack/react-query'
import type { TableSummary } from '../../shared/protocol/api-tables.ts'
import { rowOwnersQuery } from '../api/row-owners.ts'

/** How many rows of each table the department answers for, by table id. */
export function useOwnRows(tables: readonly TableSummary[], department: string | null): ReadonlyMap<string, number> {
  const owners = useQueries({
    queries: tables.map(table => ({ ...rowOwnersQuery(table.edition), enabled: department !== null })),
  })
  const counts = new Map<string, number>()
  tables.forEach((table, at) => {
    const list = owners[at]?.data
    if (list) counts.set(table.id, list.filter(owner => owner === department).length)
  })
  return counts
}
