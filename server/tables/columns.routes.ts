import { createRoute } from '@hono/zod-openapi'
import type { BrokenFormula } from '../../shared/columns/formula-effects.ts'
import { structureMark } from '../../shared/columns/structure-mark.ts'
import { columnsAnswer, columnsRequest } from '../../shared/protocol/api-columns.ts'
import { accountOf, apiRouter, authorOf, failures, json } from '../api.routes.ts'
import type { LiveTables } from '../sync/live-table.ts'
import { columnChanger } from './change-columns.ts'
import type { TableCatalogue } from './table-catalogue.ts'
import { tableParams } from './tables.routes.ts'

const postColumns = createRoute({
  method: 'post',
  path: '/api/tables/{id}/columns',
  tags: ['tables'],
  summary: 'Adds, changes, moves, deletes and restores columns: all or nothing (planning office)',
  description:
    'Formulas that name a renamed column are spelled anew. A deleted column keeps its cells and can be restored. Formulas that would break are refused unless `acceptBroken` is set; `dryRun` tells beforehand.',
  request: {
    params: tableParams,
    body: { required: true, content: { 'application/json': { schema: columnsRequest } } },
  },
  responses: {
    200: json('what was done, or with `dryRun` would be', columnsAnswer),
    ...failures(401, 403, 404, 409, 413, 422),
  },
})

export interface ColumnRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly live: LiveTables
  /** 0 ≤ x < 1 */
  readonly random: () => number
}

export function columnRoutes({ catalogue, live, random }: ColumnRoutesNeeds) {
  const change = columnChanger(live, random, catalogue.mayRead)
  return apiRouter().openapi(postColumns, async c => {
    const { table } = await catalogue.open(accountOf(c), c.req.valid('param').id)
    const { plan, written, preview } = await change(authorOf(c), table, c.req.valid('json'))
    const seen = ({ tableId }: { readonly tableId?: string }) =>
      tableId === undefined || catalogue.mayRead(accountOf(c), tableId)
    return c.json(
      {
        written,
        mark: structureMark(table.view.structure),
        added: [...plan.added],
        rewritten: plan.rewrites.filter(seen).map(({ tableId: _, ...rewrite }) => rewrite),
        broken: plan.broken.filter(seen).map(told),
        ...(preview && { preview }),
        elsewhere: [...plan.rewrites, ...plan.broken].filter(effect => !seen(effect)).length,
        shifted: plan.shifted.map(({ gains, loses, ...rest }) => ({ ...rest, gains: [...gains], loses: [...loses] })),
      },
      200,
    )
  })
}

const told = ({ issue, tableId: _, ...rest }: BrokenFormula) => ({ ...rest, error: issue.code })
