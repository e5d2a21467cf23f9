import { createRoute, z } from '@hono/zod-openapi'
import { apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import type { Metrics } from './metrics.ts'

const tags = ['running']

const getHealth = createRoute({
  method: 'get',
  path: '/healthz',
  tags,
  summary: '200 when the server can read and write its data',
  security: [],
  responses: { 200: json('it serves', z.object({ status: z.literal('ok') })), ...failures(503) },
})

const getMetrics = createRoute({
  method: 'get',
  path: '/metrics',
  tags,
  summary: 'Numbers for Prometheus',
  security: [],
  responses: { 200: { description: 'in Prometheus’s text format', content: { 'text/plain': { schema: z.string() } } } },
})

export const observabilityRoutes = (healthy: () => Promise<boolean>, metrics: Metrics) =>
  apiRouter()
    .openapi(getHealth, async c => {
      c.header('cache-control', 'no-store')
      if (!(await healthy())) throw new ApiFailure('unavailable')
      return c.json({ status: 'ok' as const }, 200)
    })
    .openapi(getMetrics, async c => c.body(await metrics.text(), 200, { 'content-type': metrics.contentType }) as never)
