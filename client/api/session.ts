import { queryOptions } from '@tanstack/react-query'
import type { Account } from '../../shared/accounts/account.ts'
import { ApiError } from './api-error.ts'
import { requestJson } from './http.ts'

/** The account signed in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Account | null> => {
    try {
      return await requestJson<Account>('GET', '/api/session', undefined, signal)
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** @throws ApiError with a sentence that says what to do */
export const signIn = (account: string, password: string): Promise<Account> =>
  requestJson<Account>('POST', '/api/session', { account, password })

export const signOut = (): Promise<void> => requestJson<void>('DELETE', '/api/session')
