import { createRoute } from '@hono/zod-openapi'
import { urgeBody, urgedAnswer } from '../../shared/protocol/api-notices.ts'
import { apiRouter, authorOf, failures, json } from '../api.routes.ts'
import type { UrgeDesk } from './urge-desk.ts'

const postUrges = createRoute({
  method: 'post',
  path: '/api/urges',
  tags: ['notices'],
  summary: 'Urges departments to fill and submit, each once a day and table (planning office)',
  request: { body: { required: true, content: { 'application/json': { schema: urgeBody } } } },
  responses: { 200: json('what became of each', urgedAnswer), ...failures(401, 403, 404, 422) },
})

export function urgeRoutes(desk: UrgeDesk, clock: () => number) {
  return apiRouter().openapi(postUrges, async c =>
    c.json(await desk.urge(c.req.valid('json').parts, authorOf(c), clock()), 200),
  )
}
