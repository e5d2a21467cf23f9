import { createRoute, z } from '@hono/zod-openapi'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import { importAnswer } from '../../shared/protocol/api-import.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import { exportSources } from '../links/export-sources.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import { issuedState } from '../review/issued-state.ts'
import type { ReviewDesk } from '../review/review-desk.ts'
import type { AuditStore } from '../storage/audit-store.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { LiveTables } from '../sync/live-table.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { tableParams } from '../tables/tables.routes.ts'
import { cellsAt } from './import/cells-at.ts'
import { ImportSlots } from './import/import-slots.ts'
import { importTable } from './import/import-table.ts'
import { uploadedFile } from './import/uploaded-file.ts'
import { openReader } from './reading/reader-thread.ts'
import { Unreadable } from './reading/unreadable.ts'
import { mayExport, recordExport } from './record-export.ts'

const tags = ['excel']
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const file = z.string().meta({ format: 'binary' })

/** `heap` in MB, `time` in ms */
const READER_LIMITS = { heap: 512, time: 60_000 }

const getExport = createRoute({
  method: 'get',
  path: '/api/tables/{id}/export.xlsx',
  tags,
  summary: 'The table as an Excel workbook with live formulas',
  description: 'It carries row and column ids out of sight, by which an import finds its way back.',
  request: {
    params: tableParams,
    query: z.object({
      form: z.enum(['official', 'grid']).default('official'),
      baseline: z.coerce.number().int().positive().optional().meta({ description: 'as it was issued, by its number' }),
    }),
  },
  responses: {
    200: { description: 'the workbook', content: { [XLSX]: { schema: file } } },
    ...failures(401, 404, 422),
  },
})

const postImport = createRoute({
  method: 'post',
  path: '/api/tables/{id}/import',
  tags,
  summary: 'A workbook in, a reviewable diff out; nothing is written',
  description: [
    'Compares the entered columns of the file with the table and answers what differs. To apply changes, send the chosen ones to `PATCH /api/tables/{id}/cells` as `{row, column, value: after.value}`.',
    'Our own exports carry ids and match exactly; a file typed by hand is matched by the titles of its columns and the names of its rows. What is ambiguous is reported, never guessed. The file is an .xlsx of at most 20 MB: the body itself, or the one file of a form.',
  ].join('\n\n'),
  request: {
    params: tableParams,
    body: {
      required: true,
      content: {
        [XLSX]: { schema: file },
        // a plain description: a schema of the validator's would read the whole form before anybody may refuse it
        'multipart/form-data': {
          schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
        },
      },
    },
  },
  responses: {
    200: json('what the file says differently', importAnswer),
    ...failures(401, 404, 413, 415, 422, 503),
  },
})

export interface ExcelRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly live: LiveTables
  readonly tables: TableStore
  readonly clock: () => number
  readonly rights: RightsBook
  readonly audit: AuditStore
  readonly desk: Pick<ReviewDesk, 'reviews' | 'shelf'>
}

export function excelRoutes({ catalogue, live, tables, clock, rights, audit, desk }: ExcelRoutesNeeds) {
  const slots = new ImportSlots()
  return apiRouter()
    .openapi(getExport, async c => {
      const { stored, table } = await catalogue.open(accountOf(c), c.req.valid('param').id)
      const { form, baseline } = c.req.valid('query')
      const account = accountOf(c)
      const issued = baseline === undefined ? null : await issuedState(desk, stored.id, baseline)
      const facts = { form, edition: issued?.hash ?? table.hash }
      await recordExport({ rights, audit, clock }, account, stored.id, c.get('address'), facts)
      const departments = await catalogue.departmentNames()
      const { title } = (issued?.state ?? table.view).structure.table
      // loaded when first needed: the workbook library is half of what the server would load at its start
      const { exportTable } = await import('./export-table.ts')
      const bytes = await exportTable({
        ...(issued === null
          ? { view: table.view, calculation: table.calculation, origin: { table: stored.id, edition: table.hash } }
          : {
              view: issued.state,
              calculation: createCalculation(issued.state),
              issued: { ...issued.baseline, hash: issued.hash },
            }),
        form,
        table: { name: stored.name, title },
        locale: c.get('language'),
        printedAt: new Date(clock()),
        departmentName: id => departments.get(id) ?? null,
        ...(issued === null && { sources: await exportSources(id => mayExport(rights, account, id), table, live) }),
        signal: c.req.raw.signal,
      })
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': XLSX,
        'content-disposition': `attachment; filename="${stored.name}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`,
        'cache-control': 'no-store',
      }) as never
    })
    .openapi(postImport, async c => {
      const account = accountOf(c)
      const { id } = c.req.valid('param')
      const stored = await catalogue.find(account, id)
      const { signal } = c.req.raw
      const answer = await slots
        .take(account.id, async () => {
          const bytes = uploadedFile(await c.req.arrayBuffer(), c.req.header('content-type') ?? '')
          return await slots.read(signal, async () => {
            const reader = await openReader(bytes, READER_LIMITS, signal)
            try {
              const { table } = await catalogue.open(account, id)
              const departments = await catalogue.departmentNames()
              return await importTable({
                reader,
                table,
                name: stored.name,
                account,
                language: c.get('language'),
                departmentName: department => departments.get(department) ?? null,
                cellsAt: moment => cellsAt(tables, stored.id, moment),
                signal,
              })
            } finally {
              await reader.close()
            }
          })
        })
        .catch(thrown => {
          throw thrown instanceof Unreadable ? new ApiFailure(thrown.problem) : thrown
        })
      return c.json(answer, 200)
    })
}
