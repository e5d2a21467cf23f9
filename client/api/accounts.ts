import { queryOptions } from '@tanstack/react-query'
import type { Acting, Role } from '../../shared/accounts/account.ts'
import type { ListedSession, ManagedAccount } from '../../shared/protocol/api-accounts.ts'
import { requestJson } from './http.ts'

const at = (account: string, rest = '') => `/api/accounts/${encodeURIComponent(account)}${rest}`

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) =>
    requestJson<readonly ManagedAccount[]>('GET', '/api/accounts?disabled=true', undefined, signal),
  staleTime: 0,
})

export interface AccountFacts {
  readonly name: string
  readonly department: string | null
  readonly roles: readonly Role[]
}

export const addAccount = (facts: AccountFacts & { readonly account: string }) =>
  requestJson<{ id: string; password?: string }>('POST', '/api/accounts', facts)

export const changeAccount = (account: string, change: Partial<AccountFacts> & { readonly disabled?: false }) =>
  requestJson<unknown>('PATCH', at(account), change)

export const disableAccount = (account: string) => requestJson<void>('DELETE', at(account))
export const resetPassword = (account: string) =>
  requestJson<{ password: string }>('POST', at(account, '/password'), {})
export const liftLockout = (account: string) => requestJson<void>('DELETE', at(account, '/lockout'))

export const giveOffice = (account: string, office: Pick<Acting, 'department' | 'role' | 'deputy' | 'until'>) =>
  requestJson<unknown>('POST', at(account, '/offices'), office)
export const endOffice = (account: string, office: number) =>
  requestJson<unknown>('DELETE', at(account, `/offices/${office}`))

/** null: one's own */
export const sessionsQuery = (account: string | null) =>
  queryOptions({
    queryKey: ['sessions', account],
    queryFn: ({ signal }) =>
      requestJson<readonly ListedSession[]>(
        'GET',
        account === null ? '/api/sessions' : at(account, '/sessions'),
        undefined,
        signal,
      ),
    staleTime: 0,
  })

export const endSession = (account: string | null, session: string) =>
  requestJson<void>('DELETE', account === null ? `/api/sessions/${session}` : at(account, `/sessions/${session}`))
export const endOtherSessions = () => requestJson<void>('DELETE', '/api/sessions')
export const changePassword = (change: { readonly old: string; readonly new: string }) =>
  requestJson<void>('POST', '/api/session/password', change)
