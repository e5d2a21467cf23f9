import { createRoute, z } from '@hono/zod-openapi'
import { finderOf } from '../../shared/formulas/language/column-names.ts'
import { linkedColumns } from '../../shared/formulas/language/foreign-names.ts'
import { tableNames } from '../../shared/formulas/workspace/table-names.ts'
import { type ColumnSource, columnSource, formulaTable } from '../../shared/protocol/api-formula-tables.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { LiveTables } from '../sync/live-table.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { tableParams } from '../tables/tables.routes.ts'

const tags = ['tables']

const getFormulaTables = createRoute({
  method: 'get',
  path: '/api/formula-tables',
  tags,
  summary: 'The tables that the caller’s formulas may name, with their columns',
  responses: { 200: json('in no order', z.array(formulaTable)), ...failures(401) },
})

const getSources = createRoute({
  method: 'get',
  path: '/api/tables/{id}/columns/{column}/sources',
  tags,
  summary: 'Where the figures of a column come from whose formula reads other tables',
  request: { params: tableParams.extend({ column: z.string().max(64) }) },
  responses: {
    200: json('in the order in which the formula names them', z.array(columnSource)),
    ...failures(401, 404),
  },
})

export interface LinkRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly live: LiveTables
  readonly tables: TableStore
}

export function linkRoutes({ catalogue, live, tables }: LinkRoutesNeeds) {
  return apiRouter()
    .openapi(getFormulaTables, async c => {
      const { tables: all } = await live.workspace()
      const seen = [...all.values()].filter(({ id }) => catalogue.mayRead(accountOf(c), id))
      const answer = seen.map(({ id, name, structure: { table, columns } }) => ({
        id,
        name,
        title: table.title,
        ...(table.shortTitle ? { shortTitle: table.shortTitle } : {}),
        columns: columns.map(({ id, title, group, formula, order, type }) => ({
          id,
          title,
          group,
          formula,
          order,
          type,
        })),
      }))
      return c.json(answer, 200)
    })
    .openapi(getSources, async c => {
      const account = accountOf(c)
      const { id, column } = c.req.valid('param')
      const { table } = await catalogue.open(account, id)
      const named = linkedColumns(table.view.structure).get(column)
      if (named === undefined) throw new ApiFailure('not-found')
      const { find } = await live.workspace()
      const sources = named.map(async (name): Promise<ColumnSource> => {
        const found = find(name.table)
        // of a table that the caller may not open nothing is told but what the formula says
        if (found.kind !== 'found' || !catalogue.mayRead(account, found.table.id)) return { ...name, open: null }
        const { structure } = found.table
        const read = finderOf(structure)(name.column)
        const columnId = read.kind === 'found' ? read.columnId : null
        const title = structure.columns.find(each => each.id === columnId)?.title ?? name.column
        const source = await live.open(found.table.id)
        const [last] = await tables.changes(found.table.id, {
          limit: 1,
          ...(columnId !== null && { column: columnId }),
        })
        return {
          table: tableNames(found.table)[0] ?? name.table,
          column: title.replaceAll('\n', ''),
          open: source && { name: found.table.name, seq: source.seq, changedAt: last?.at ?? null },
        }
      })
      return c.json(await Promise.all(sources), 200)
    })
}
