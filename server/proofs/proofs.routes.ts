import { createRoute } from '@hono/zod-openapi'
import { proofsAnswer } from '../../shared/protocol/api-proofs.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { tableParams } from '../tables/tables.routes.ts'
import { proveTable } from './prove-table.ts'

const getProofs = createRoute({
  method: 'get',
  path: '/api/tables/{id}/proofs',
  tags: ['tables'],
  summary: 'The published figures recomputed: what agrees, what differs, and the likely reason',
  description:
    'Growth, cumulative change, shares, quotients, totals, counts, completion, and the same indicators in other tables that the caller may read. Above 5,000 rows only what looks at each row by itself.',
  request: { params: tableParams },
  responses: { 200: json('the findings', proofsAnswer), ...failures(401, 404) },
})

export const proofRoutes = (catalogue: TableCatalogue) =>
  apiRouter().openapi(getProofs, async c =>
    c.json(await proveTable(catalogue, accountOf(c), c.req.valid('param').id), 200),
  )
