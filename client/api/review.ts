import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  BaselineAnswer,
  CompareAnswer,
  DecidedAnswer,
  DecisionsBody,
  RequestAnswer,
  RequestBody,
  ReviewAnswer,
} from '../../shared/protocol/api-review.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import { requestJson } from './http.ts'

const at = (table: string, rest: string) => `/api/tables/${encodeURIComponent(table)}/${rest}`

/** ms; others decide and type meanwhile */
const LOOK_AGAIN = 4_000

export const reviewQuery = (table: string) =>
  queryOptions({
    queryKey: ['review', table],
    queryFn: ({ signal }) => requestJson<ReviewAnswer>('GET', at(table, 'review'), undefined, signal),
    refetchInterval: LOOK_AGAIN,
    staleTime: 0,
  })

export const baselinesQuery = (table: string) =>
  queryOptions({
    queryKey: ['baselines', table],
    queryFn: ({ signal }) => requestJson<readonly BaselineAnswer[]>('GET', at(table, 'baselines'), undefined, signal),
    staleTime: 0,
  })

export const requestsQuery = (table: string) =>
  queryOptions({
    queryKey: ['requests', table],
    queryFn: ({ signal }) => requestJson<readonly RequestAnswer[]>('GET', at(table, 'requests'), undefined, signal),
    refetchInterval: LOOK_AGAIN,
    staleTime: 0,
  })

export const compareQuery = (table: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['compare', table, from, to],
    queryFn: ({ signal }) =>
      requestJson<CompareAnswer>('GET', at(table, `compare?${new URLSearchParams({ from, to })}`), undefined, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const decideChanges = (table: string, body: DecisionsBody) =>
  requestJson<DecidedAnswer>('POST', at(table, 'review/decisions'), body)

export const answerDecision = (
  table: string,
  body: { readonly base: string; readonly row: string; readonly column: string; readonly words: string },
) => requestJson<void>('POST', at(table, 'review/answers'), body)

export const undoDecisions = (table: string, base: string, events: readonly number[]) =>
  requestJson<void>('POST', at(table, 'review/undo'), { base, events })

export const takeCourseStep = (
  table: string,
  body: { readonly kind: 'submit' | 'recall' | 'reopen'; readonly department?: string; readonly words: string },
) => requestJson<void>('POST', at(table, 'review/course'), body)

export const issueBaseline = (
  table: string,
  body: Omit<BaselineAnswer, 'id' | 'number' | 'edition' | 'accountName' | 'at'>,
) => requestJson<BaselineAnswer>('POST', at(table, 'baselines'), body)

export const openForRevision = (table: string) => requestJson<void>('POST', at(table, 'baselines/open'))

export const passStep = (
  table: string,
  request: number,
  body: { readonly step: string; readonly document: string; readonly words: string },
) => requestJson<{ state: 'next' | 'approved' | 'stale' }>('POST', at(table, `requests/${request}/steps`), body)

export const closeRequest = (
  table: string,
  request: number,
  body: { readonly as: 'declined' | 'withdrawn'; readonly words: string },
) => requestJson<void>('POST', at(table, `requests/${request}/close`), body)

export const requestRevision = (table: string, body: RequestBody) =>
  requestJson<{ id: number }>('POST', at(table, 'requests'), body)

export const rollOver = (table: string, name: string) =>
  requestJson<TableDetail>('POST', at(table, 'roll-over'), { name })
