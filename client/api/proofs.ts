import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ProofsAnswer } from '../../shared/protocol/api-proofs.ts'
import { requestJson } from './http.ts'

/** @param version another one asks again; until the answer is there the last one stays */
export const proofsQuery = (table: string, version: number) =>
  queryOptions({
    queryKey: ['proofs', table, version],
    queryFn: ({ signal }) =>
      requestJson<ProofsAnswer>('GET', `/api/tables/${encodeURIComponent(table)}/proofs`, undefined, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
