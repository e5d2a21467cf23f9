import { createRoute } from '@hono/zod-openapi'
import { deleteCookie, setCookie } from 'hono/cookie'
import { passwordChange, sessionAnswer, signIn } from '../../shared/protocol/api-session.ts'
import { accountOf, apiRouter, callerOf, failures, json } from '../api.routes.ts'
import { SESSION_COOKIE } from './credentials.ts'
import { type Proof, SESSION_LIFE, type Sessions } from './sessions.ts'

const tags = ['session']

const postSession = createRoute({
  method: 'post',
  path: '/api/session',
  tags,
  summary: 'Sign in; sets the session cookie',
  security: [],
  request: { body: { required: true, content: { 'application/json': { schema: signIn } } } },
  responses: { 200: json('the account', sessionAnswer), ...failures(401, 422, 429) },
})

const getSession = createRoute({
  method: 'get',
  path: '/api/session',
  tags,
  summary: 'Who is signed in',
  responses: { 200: json('the account', sessionAnswer), ...failures(401) },
})

const deleteSession = createRoute({
  method: 'delete',
  path: '/api/session',
  tags,
  summary: 'Sign out; closes the sockets of the session',
  responses: { 204: { description: 'signed out' }, ...failures(401) },
})

const postPassword = createRoute({
  method: 'post',
  path: '/api/session/password',
  tags,
  summary: 'Changes the caller’s own password; ends their other sessions, tokens go on',
  request: { body: { required: true, content: { 'application/json': { schema: passwordChange } } } },
  responses: { 204: { description: 'changed' }, ...failures(401, 422, 429) },
})

export interface SessionRoutesNeeds {
  readonly sessions: Sessions
  /** https: the cookie never travels in the clear */
  readonly secure: boolean
  endSockets(ended: (proof: Proof) => boolean): void
}

export const sessionCookie = (secure: boolean) =>
  ({ httpOnly: true, sameSite: 'Lax', secure, path: '/', maxAge: SESSION_LIFE / 1000 }) as const

export function sessionRoutes({ sessions, secure, endSockets }: SessionRoutesNeeds) {
  return apiRouter()
    .openapi(postSession, async c => {
      const { account: name, password } = c.req.valid('json')
      const { account, secret } = await sessions.signIn(name, password, c.get('address'), c.req.header('user-agent'))
      setCookie(c, SESSION_COOKIE, secret, sessionCookie(secure))
      return c.json(account, 200)
    })
    .openapi(getSession, c => c.json(accountOf(c), 200))
    .openapi(postPassword, async c => {
      const caller = callerOf(c)
      await sessions.changePassword(caller, c.req.valid('json'), c.get('address'))
      const { account, tokenHash } = caller.proof
      endSockets(other => other.kind === 'session' && other.account === account && other.tokenHash !== tokenHash)
      return c.body(null, 204)
    })
    .openapi(deleteSession, async c => {
      const { proof } = callerOf(c)
      if (proof.kind === 'session') {
        await sessions.signOut(proof, c.get('address'))
        endSockets(other => other.tokenHash === proof.tokenHash)
      }
      deleteCookie(c, SESSION_COOKIE, { path: '/', secure })
      return c.body(null, 204)
    })
}
