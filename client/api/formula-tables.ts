import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ColumnSource, FormulaTable } from '../../shared/protocol/api-formula-tables.ts'
import { requestJson } from './http.ts'

/** The tables that formulas may name; asked for when somebody works on columns. */
export const formulaTablesQuery = queryOptions({
  queryKey: ['formula-tables'],
  queryFn: ({ signal }) => requestJson<readonly FormulaTable[]>('GET', '/api/formula-tables', undefined, signal),
  staleTime: 10_000,
})

/** @param version goes up when the figures may be others */
export const columnSourcesQuery = (table: string, column: string, version: string) =>
  queryOptions({
    queryKey: ['column-sources', table, column, version],
    queryFn: ({ signal }) =>
      requestJson<readonly ColumnSource[]>(
        'GET',
        `/api/tables/${encodeURIComponent(table)}/columns/${encodeURIComponent(column)}/sources`,
        undefined,
        signal,
      ),
    placeholderData: keepPreviousData,
  })
