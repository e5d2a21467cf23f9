import { queryOptions } from '@tanstack/react-query'
import type { TableChange, TableDetail, TableRow, TableSummary } from '../../shared/protocol/api-tables.ts'
import { request, requestJson } from './http.ts'

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

/** rows of the print view, which is read by people: a longer table leaves as a workbook */
const MOST_PRINTED = 2_000

/** Rows as the server has them, with every cell's text. */
export const tableRowsQuery = (name: string) =>
  queryOptions({
    queryKey: ['rows', name],
    queryFn: async ({ signal }) => {
      const path = `/api/tables/${encodeURIComponent(name)}/rows?limit=${MOST_PRINTED}`
      const response = await request('GET', path, undefined, signal)
      const rows = (await response.json()) as readonly TableRow[]
      return { rows, total: Number(response.headers.get('x-total-count') ?? rows.length) }
    },
    staleTime: 0,
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
