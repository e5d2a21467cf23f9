import { queryOptions } from '@tanstack/react-query'
import type { PersonAnswer, ThreadAnswer, ThreadsAnswer } from '../../shared/protocol/api-comments.ts'
import { requestJson } from './http.ts'

const at = (table: string, rest = '') => `/api/tables/${encodeURIComponent(table)}/comments${rest}`

/** Open and settled ones alike: a thread that is settled while one reads it stays in view. The server says when to ask anew. */
export const commentsQuery = (table: string) =>
  queryOptions({
    queryKey: ['comments', table],
    queryFn: ({ signal }) => requestJson<ThreadsAnswer>('GET', at(table, '?state=all'), undefined, signal),
  })

export const mentionableQuery = (table: string) =>
  queryOptions({
    queryKey: ['mentionable', table],
    queryFn: ({ signal }) => requestJson<readonly PersonAnswer[]>('GET', at(table, '/people'), undefined, signal),
    staleTime: 60_000,
  })

/** @throws ApiError, as all of these */
export const postThread = (table: string, cell: { readonly row: string; readonly column: string }, text: string) =>
  requestJson<ThreadAnswer>('POST', at(table), { ...cell, text })
export const postReply = (table: string, thread: string, text: string) =>
  requestJson<ThreadAnswer>('POST', at(table, `/${thread}/replies`), { text })
export const putComment = (table: string, thread: string, comment: string, text: string) =>
  requestJson<ThreadAnswer>('PUT', at(table, `/${thread}/replies/${comment}`), { text })
export const deleteComment = (table: string, thread: string, comment: string) =>
  requestJson<void>('DELETE', at(table, `/${thread}/replies/${comment}`))
export const putResolved = (table: string, thread: string, resolved: boolean) =>
  requestJson<void>('PUT', at(table, `/${thread}/resolved`), { resolved })
