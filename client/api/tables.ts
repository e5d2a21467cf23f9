import { queryOptions } from '@tanstack/react-query'
import type { TableChange, TableDetail, TableSummary } from '../../shared/protocol/api-tables.ts'
import { requestJson } from './http.ts'

export const tablesQuery = queryOptions({
  queryKey: ['tables'],
  queryFn: ({ signal }) => requestJson<readonly TableSummary[]>('GET', '/api/tables', undefined, signal),
})

/** `name` is the slug or the id. */
export const tableQuery = (name: string) =>
  queryOptions({
    queryKey: ['table', name],
    queryFn: ({ signal }) =>
      requestJson<TableDetail>('GET', `/api/tables/${encodeURIComponent(name)}`, undefined, signal),
  })

const changes = (table: string, query: Readonly<Record<string, string>>, signal: AbortSignal) =>
  requestJson<readonly TableChange[]>(
    'GET',
    `/api/tables/${encodeURIComponent(table)}/changes?${new URLSearchParams(query)}`,
    undefined,
    signal,
  )

/** How many changes of a cell the inspector shows. */
export const SHOWN_CHANGES = 30

/** A cell's log, newest first; one more than is shown, to know whether there are more. */
export const cellChangesQuery = (table: string, row: string, column: string) =>
  queryOptions({
    queryKey: ['changes', table, row, column],
    queryFn: ({ signal }) => changes(table, { row, column, limit: String(SHOWN_CHANGES + 1) }, signal),
    staleTime: 0,
  })
