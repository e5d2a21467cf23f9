import { createRoute, z } from '@hono/zod-openapi'
import { createdToken, newToken, tokenFactsAnswer } from '../../shared/protocol/api-session.ts'
import { accountOf, apiRouter, doneBy, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import type { AccountStore } from '../storage/account-store.ts'
import { newSecret, secretHash } from './secrets.ts'
import type { Proof } from './sessions.ts'

const tags = ['tokens']

const postToken = createRoute({
  method: 'post',
  path: '/api/tokens',
  tags,
  summary: 'A token for a script: `Authorization: Bearer …`, and `?token=` on the socket',
  request: { body: { required: true, content: { 'application/json': { schema: newToken } } } },
  responses: { 201: json('the token, shown this once', createdToken), ...failures(401, 422) },
})

const getTokens = createRoute({
  method: 'get',
  path: '/api/tokens',
  tags,
  summary: 'The caller’s tokens, newest first',
  responses: { 200: json('without the tokens themselves', z.array(tokenFactsAnswer)), ...failures(401) },
})

const deleteToken = createRoute({
  method: 'delete',
  path: '/api/tokens/{id}',
  tags,
  summary: 'Withdraws a token and closes its sockets',
  request: { params: z.object({ id: z.string().max(100) }) },
  responses: { 204: { description: 'withdrawn' }, ...failures(401, 404) },
})

export interface TokenRoutesNeeds {
  readonly accounts: AccountStore
  readonly clock: () => number
  endSockets(ended: (proof: Proof) => boolean): void
}

export function tokenRoutes({ accounts, clock, endSockets }: TokenRoutesNeeds) {
  return apiRouter()
    .openapi(postToken, async c => {
      const token = newSecret()
      const { id, name, createdAt } = await accounts.createToken({
        name: c.req.valid('json').name,
        tokenHash: secretHash(token),
        account: accountOf(c).id,
        createdAt: clock(),
        address: c.get('address'),
      })
      return c.json({ id, name, createdAt, token }, 201)
    })
    .openapi(getTokens, async c => c.json([...(await accounts.listTokens(accountOf(c).id))], 200))
    .openapi(deleteToken, async c => {
      const { id } = c.req.valid('param')
      if (!(await accounts.deleteToken(accountOf(c).id, id, doneBy(c, clock)))) throw new ApiFailure('not-found')
      endSockets(proof => proof.kind === 'token' && proof.id === id)
      return c.body(null, 204)
    })
}
