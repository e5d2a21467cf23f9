import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import i18next from 'i18next'
import type { AuditPage, AuditPerson } from '../../shared/protocol/api-audit.ts'
import { download } from './download.ts'
import { requestJson } from './http.ts'

/** what the server filters by, as it travels */
export type AuditFilter = Readonly<Record<string, string>>

export const auditLinesQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    // the sentences are the server's, in the reader's language
    queryKey: ['audit', i18next.language, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, ...(pageParam !== '' && { after: pageParam }) })
      return requestJson<AuditPage>('GET', `/api/audit/lines?${query}`, undefined, signal)
    },
    initialPageParam: '',
    getNextPageParam: (page: AuditPage) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

export const auditPeopleQuery = queryOptions({
  queryKey: ['audit-people'],
  queryFn: ({ signal }) => requestJson<readonly AuditPerson[]>('GET', '/api/audit/people', undefined, signal),
})

/** @returns the file's name. @throws ApiError */
export const exportAudit = (filter: AuditFilter) =>
  download(`/api/audit/export.xlsx?${new URLSearchParams(filter)}`, 'audit.xlsx')
