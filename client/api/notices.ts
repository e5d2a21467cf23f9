import { infiniteQueryOptions } from '@tanstack/react-query'
import type { NoticesAnswer } from '../../shared/protocol/api-notices.ts'
import { requestJson } from './http.ts'

/** One's own notices, page by page. Where no socket tells of new ones the page asks now and then (NOTE-9). */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices'],
  queryFn: ({ pageParam, signal }) =>
    requestJson<NoticesAnswer>(
      'GET',
      `/api/notices${pageParam === null ? '' : `?before=${pageParam}`}`,
      undefined,
      signal,
    ),
  initialPageParam: null as number | null,
  getNextPageParam: ({ next }) => next,
  refetchInterval: 30_000,
  refetchOnWindowFocus: 'always',
})

/** @throws ApiError, as all of these */
export const readNotice = (id: number) => requestJson<void>('PUT', `/api/notices/${id}/read`)
/** whatever is not newer than this one */
export const readNoticesUpTo = (upTo: number) => requestJson<void>('PUT', '/api/notices/read', { upTo })
