import { createRoute, z } from '@hono/zod-openapi'
import { valueJson, valueToJson } from '../../shared/values/json.ts'
import { parseValue } from '../../shared/values/parse.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'

const getParsed = createRoute({
  method: 'get',
  path: '/api/values/parse',
  tags: ['values'],
  summary: 'How a text reads as a planning value',
  request: { query: z.object({ text: z.string().max(2_000) }) },
  responses: { 200: json('the planning value', valueJson.meta({ id: 'PlanningValue' })), ...failures(401, 422) },
})

export const valueRoutes = () =>
  apiRouter().openapi(getParsed, c => {
    accountOf(c)
    return c.json(valueToJson(parseValue(c.req.valid('query').text)), 200)
  })
