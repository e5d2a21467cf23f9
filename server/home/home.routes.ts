import { createRoute, z } from '@hono/zod-openapi'
import { can } from '../../shared/permissions/can.ts'
import { dueBody, homeAnswer, homeQuery } from '../../shared/protocol/api-home.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import { type HomeNeeds, readHome } from './read-home.ts'

const getHome = createRoute({
  method: 'get',
  path: '/api/home',
  tags: ['tables'],
  summary: 'What the first page says: who has filled what of which table, what was returned, what changed since',
  request: { query: homeQuery },
  responses: { 200: json('for the caller', homeAnswer), ...failures(401, 422) },
})

const putDue = createRoute({
  method: 'put',
  path: '/api/tables/{id}/due',
  tags: ['tables'],
  summary: 'Sets the day by whose end a table is to be filled (planning office)',
  request: {
    params: z.object({ id: z.string().min(1) }),
    body: { required: true, content: { 'application/json': { schema: dueBody } } },
  },
  responses: { 200: json('as set', dueBody), ...failures(401, 403, 404, 422) },
})

export function homeRoutes(needs: HomeNeeds) {
  return apiRouter()
    .openapi(getHome, async c => c.json(await readHome(needs, accountOf(c), c.req.valid('query').since), 200))
    .openapi(putDue, async c => {
      const account = accountOf(c)
      const { table } = await needs.catalogue.open(account, c.req.valid('param').id)
      const { phase } = table.view.structure.table
      const subject = { tableId: table.id, phase, rowOwner: null, fills: 'planning' } as const
      if (!can(account, 'write-structure', subject).allowed) throw new ApiFailure('not-allowed')
      const { due } = c.req.valid('json')
      await table.command(account, [{ key: 'table:due', value: due }], c.get('address'))
      return c.json({ due }, 200)
    })
}
