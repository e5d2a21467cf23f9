import { queryOptions } from '@tanstack/react-query'
import type { HomeAnswer } from '../../shared/protocol/api-home.ts'
import type { UrgeBody, UrgedAnswer } from '../../shared/protocol/api-notices.ts'
import { requestJson } from './http.ts'

/** @param since ms since 1970 */
export const homeQuery = (since: number) =>
  queryOptions({
    queryKey: ['home', since],
    queryFn: ({ signal }) => requestJson<HomeAnswer>('GET', `/api/home?since=${since}`, undefined, signal),
  })

/** @param due YYYY-MM-DD; null: none */
export const setDue = (table: string, due: string | null) =>
  requestJson<{ due: string | null }>('PUT', `/api/tables/${encodeURIComponent(table)}/due`, { due })

/** Asks departments to fill and submit; each hears of it once a day and table. @throws ApiError */
export const urge = (parts: UrgeBody['parts']) => requestJson<UrgedAnswer>('POST', '/api/urges', { parts })
