import { createRoute, z } from '@hono/zod-openapi'
import { listedSession } from '../../shared/protocol/api-accounts.ts'
import { accountOf, apiRouter, callerOf, doneBy, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import { requireAdmin } from '../permissions/table-access.ts'
import type { AccountStore, ListedSession } from '../storage/account-store.ts'
import { type Proof, SESSION_LIFE } from './sessions.ts'

const tags = ['session']
const sessionId = z.string().max(100).meta({ description: 'session id' })
const accountId = z.string().max(100).meta({ description: 'account id' })

const getOwn = createRoute({
  method: 'get',
  path: '/api/sessions',
  tags,
  summary: 'Where the caller is signed in, newest first',
  responses: { 200: json('their sessions', z.array(listedSession)), ...failures(401) },
})

const deleteOthers = createRoute({
  method: 'delete',
  path: '/api/sessions',
  tags,
  summary: 'Ends all sessions of the caller but the one that asks; tokens go on',
  responses: { 204: { description: 'ended' }, ...failures(401) },
})

const deleteOwn = createRoute({
  method: 'delete',
  path: '/api/sessions/{session}',
  tags,
  summary: 'Ends one session of the caller and closes its sockets',
  request: { params: z.object({ session: sessionId }) },
  responses: { 204: { description: 'ended' }, ...failures(401, 404) },
})

const getOf = createRoute({
  method: 'get',
  path: '/api/accounts/{id}/sessions',
  tags,
  summary: 'Where somebody is signed in, newest first (administrator)',
  request: { params: z.object({ id: accountId }) },
  responses: { 200: json('their sessions', z.array(listedSession)), ...failures(401, 403) },
})

const deleteOf = createRoute({
  method: 'delete',
  path: '/api/accounts/{id}/sessions/{session}',
  tags,
  summary: 'Ends one session of somebody and closes its sockets (administrator)',
  request: { params: z.object({ id: accountId, session: sessionId }) },
  responses: { 204: { description: 'ended' }, ...failures(401, 403, 404) },
})

export interface SessionListNeeds {
  readonly accounts: AccountStore
  readonly clock: () => number
  endSockets(ended: (proof: Proof) => boolean): void
}

/** a part of a hash of 256 random bits: enough to name a session, of no use for being it */
const idOf = ({ tokenHash }: Pick<ListedSession, 'tokenHash'>): string => tokenHash.slice(0, 16)

export function sessionListRoutes({ accounts, clock, endSockets }: SessionListNeeds) {
  async function listed(of: string, { tokenHash }: Proof) {
    return (await accounts.listSessions(of, clock())).map(session => ({
      id: idOf(session),
      createdAt: session.createdAt,
      lastUsedAt: session.expiresAt - SESSION_LIFE,
      address: session.address,
      agent: session.agent,
      current: session.tokenHash === tokenHash,
    }))
  }

  /** @throws ApiFailure not-found, where `only` names a session that the account has not */
  async function end(
    of: string,
    which: (session: ListedSession) => boolean,
    by: ReturnType<typeof doneBy>,
    only = false,
  ) {
    const ended = (await accounts.listSessions(of, clock())).filter(which).map(({ tokenHash }) => tokenHash)
    if (only && ended.length === 0) throw new ApiFailure('not-found')
    await accounts.endSessions(of, ended, by)
    const gone = new Set(ended)
    endSockets(proof => gone.has(proof.tokenHash))
  }

  return apiRouter()
    .openapi(getOwn, async c => c.json(await listed(accountOf(c).id, callerOf(c).proof), 200))
    .openapi(deleteOthers, async c => {
      const { proof } = callerOf(c)
      await end(accountOf(c).id, ({ tokenHash }) => tokenHash !== proof.tokenHash, doneBy(c, clock))
      return c.body(null, 204)
    })
    .openapi(deleteOwn, async c => {
      const { session } = c.req.valid('param')
      await end(accountOf(c).id, each => idOf(each) === session, doneBy(c, clock), true)
      return c.body(null, 204)
    })
    .openapi(getOf, async c => {
      requireAdmin(accountOf(c))
      return c.json(await listed(c.req.valid('param').id, callerOf(c).proof), 200)
    })
    .openapi(deleteOf, async c => {
      requireAdmin(accountOf(c))
      const { id, session } = c.req.valid('param')
      await end(id, each => idOf(each) === session, doneBy(c, clock), true)
      return c.body(null, 204)
    })
}
