import { createRoute, z } from '@hono/zod-openapi'
import { valueIssue } from '../../shared/values/issue.ts'
import { valueJson, valueToJson } from '../../shared/values/json.ts'
import { parseValue } from '../../shared/values/parse.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { say } from '../messages/say.ts'

const parsedValue = valueJson
  .extend({
    issue: z
      .object({ code: z.string(), message: z.string() })
      .optional()
      .meta({ description: 'it reads as words, but looks like a figure that went wrong' }),
  })
  .meta({ id: 'PlanningValue' })

const getParsed = createRoute({
  method: 'get',
  path: '/api/values/parse',
  tags: ['values'],
  summary: 'How a text reads as a planning value, and why the grid would mark it in a value column',
  request: { query: z.object({ text: z.string().max(2_000) }) },
  responses: { 200: json('the planning value', parsedValue), ...failures(401, 422) },
})

export const valueRoutes = () =>
  apiRouter().openapi(getParsed, c => {
    accountOf(c)
    const value = parseValue(c.req.valid('query').text)
    const issue = valueIssue(value, 'value')
    const told = issue && { code: issue.code, message: say(c.get('language'), `issue.${issue.code}`, issue.params) }
    return c.json({ ...valueToJson(value), ...(told && { issue: told }) }, 200)
  })
