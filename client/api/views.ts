import { queryOptions } from '@tanstack/react-query'
import type { SavedView, StandingView, ViewBody, ViewsAnswer } from '../../shared/protocol/api-views.ts'
import { requestJson } from './http.ts'

const path = (table: string) => `/api/tables/${encodeURIComponent(table)}/views`

export const viewsQuery = (table: string) =>
  queryOptions({
    queryKey: ['views', table],
    queryFn: ({ signal }) => requestJson<ViewsAnswer>('GET', path(table), undefined, signal),
    staleTime: 0,
  })

/** @throws ApiError, as all of these */
export const postView = (table: string, view: ViewBody) => requestJson<SavedView>('POST', path(table), view)
export const putView = (table: string, id: number, view: ViewBody) =>
  requestJson<void>('PUT', `${path(table)}/${id}`, view)
export const deleteView = (table: string, id: number) => requestJson<void>('DELETE', `${path(table)}/${id}`)
export const putStanding = (table: string, standing: StandingView) =>
  requestJson<void>('PUT', `${path(table)}/standing`, standing)
