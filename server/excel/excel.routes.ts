import { createRoute, z } from '@hono/zod-openapi'
import { apiError } from '../../shared/protocol/api-error.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { tableParams } from '../tables/tables.routes.ts'

const tags = ['excel']
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const file = z.string().meta({ format: 'binary' })

const getExport = createRoute({
  method: 'get',
  path: '/api/tables/{id}/export.xlsx',
  tags,
  summary: 'The table as an Excel workbook with live formulas',
  request: { params: tableParams, query: z.object({ form: z.enum(['official', 'grid']).default('official') }) },
  responses: {
    200: { description: 'the workbook', content: { [XLSX]: { schema: file } } },
    ...failures(401, 404, 422),
  },
})

const postImport = createRoute({
  method: 'post',
  path: '/api/tables/{id}/import',
  tags,
  summary: 'A workbook in, a reviewable diff out. Not there yet: answers 501, it comes with the Excel issue.',
  request: { params: tableParams, body: { content: { [XLSX]: { schema: file } } } },
  responses: { ...failures(401, 404), 501: json('not there yet', apiError) },
})

export interface ExcelRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly clock: () => number
}

export function excelRoutes({ catalogue, clock }: ExcelRoutesNeeds) {
  return apiRouter()
    .openapi(getExport, async c => {
      const { stored, table } = await catalogue.open(accountOf(c), c.req.valid('param').id)
      const { form } = c.req.valid('query')
      const departments = await catalogue.departmentNames()
      const { title } = table.view.structure.table
      // loaded when first needed: the workbook library is half of what the server would load at its start
      const { exportTable } = await import('./export-table.ts')
      const bytes = await exportTable({
        view: table.view,
        calculation: table.calculation,
        form,
        table: { name: stored.name, title },
        locale: c.get('language'),
        printedAt: new Date(clock()),
        departmentName: id => departments.get(id) ?? null,
        signal: c.req.raw.signal,
      })
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': XLSX,
        'content-disposition': `attachment; filename="${stored.name}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`,
        'cache-control': 'no-store',
      }) as never
    })
    .openapi(postImport, async c => {
      await catalogue.find(accountOf(c), c.req.valid('param').id)
      throw new ApiFailure('not-available-yet')
    })
}
