import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Account } from '../shared/accounts/account.ts'
import { apiError } from '../shared/protocol/api-error.ts'
import type { Caller } from './accounts/sessions.ts'
import type { Author } from './audit/author.ts'
import { ApiFailure } from './errors.ts'
import { fieldProblem } from './field-problems.ts'
import type { Language } from './messages/say.ts'
import type { DoneAt } from './storage/audit-entry.ts'

/** What the middleware has found out before a route is asked. */
export interface ApiEnv {
  Variables: {
    readonly language: Language
    readonly caller: Caller | null
    /** the other end of the line, for slowing down guesses and for the audit log */
    readonly address: string
  }
}

/** @throws ApiFailure sign-in-needed */
export function callerOf(c: Context<ApiEnv>): Caller {
  const caller = c.get('caller')
  if (caller === null) throw new ApiFailure('sign-in-needed')
  return caller
}

export const accountOf = (c: Context<ApiEnv>): Account => callerOf(c).account

/** who asks and from where, for the audit log */
export const authorOf = (c: Context<ApiEnv>): Author & { readonly address: string } => ({
  account: accountOf(c),
  address: c.get('address'),
})

/** the same, for the store */
export const doneBy = (c: Context<ApiEnv>, clock: () => number): DoneAt => ({
  at: clock(),
  account: accountOf(c).id,
  address: c.get('address'),
})

/** A router whose bad requests are failures like all others. */
export const apiRouter = () =>
  new OpenAPIHono<ApiEnv>({
    defaultHook(result) {
      if (result.success) return
      throw new ApiFailure('bad-request', { fields: result.error.issues.slice(0, 3).map(fieldProblem) })
    },
  })

const DESCRIPTION = {
  401: 'not signed in',
  403: 'not permitted',
  404: 'not found, or not to be seen by the caller',
  409: 'the table has changed since, or more would change than was asked for',
  413: 'too large',
  415: 'not of the kind that is asked for',
  422: 'not as it should be',
  429: 'too many attempts',
  503: 'cannot serve now',
} as const

type ErrorStatus = keyof typeof DESCRIPTION

/** The failures of a route, for its description. */
export const failures = <const S extends readonly ErrorStatus[]>(...statuses: S) =>
  Object.fromEntries(
    statuses.map(status => [
      status,
      { description: DESCRIPTION[status], content: { 'application/json': { schema: apiError } } },
    ]),
  ) as { [K in S[number]]: { description: string; content: { 'application/json': { schema: typeof apiError } } } }

/** A JSON answer, for a route's description. */
export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
})
