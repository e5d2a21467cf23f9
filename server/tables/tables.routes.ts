import { createRoute, z } from '@hono/zod-openapi'
import type { Workspace } from '../../shared/formulas/workspace/workspace.ts'
import { newTable } from '../../shared/protocol/api-table-definition.ts'
import {
  cellWrites,
  changesQuery,
  checkpointAnswer,
  patchAnswer,
  rowsQuery,
  tableChange,
  tableDetail,
  tableRow,
  tableSummary,
} from '../../shared/protocol/api-tables.ts'
import { accountOf, apiRouter, authorOf, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import { requireCheckpoint, requireTableMaker } from '../permissions/table-access.ts'
import type { TableStore } from '../storage/table-store.ts'
import { amongTables } from './among-tables.ts'
import { changeLog } from './change-log.ts'
import { checkedDefinition } from './check-definition.ts'
import { createTable } from './create-table.ts'
import { patchCells } from './patch-cells.ts'
import { readRows } from './read-rows.ts'
import type { TableCatalogue } from './table-catalogue.ts'

const tags = ['tables']
export const tableParams = z.object({ id: z.string().max(200).meta({ description: 'the table’s id or its slug' }) })

const listTables = createRoute({
  method: 'get',
  path: '/api/tables',
  tags,
  summary: 'The tables that the caller may read',
  responses: { 200: json('in display order', z.array(tableSummary)), ...failures(401) },
})

const postTable = createRoute({
  method: 'post',
  path: '/api/tables',
  tags,
  summary: 'Makes a table with its columns and rows (planning office, administrator)',
  request: { body: { required: true, content: { 'application/json': { schema: newTable } } } },
  responses: { 201: json('the table', tableDetail), ...failures(401, 403, 409, 413, 422) },
})

const getTable = createRoute({
  method: 'get',
  path: '/api/tables/{id}',
  tags,
  summary: 'A table: columns, phase, notes, room, what the caller may do',
  request: { params: tableParams },
  responses: { 200: json('the table', tableDetail), ...failures(401, 404) },
})

const getRows = createRoute({
  method: 'get',
  path: '/api/tables/{id}/rows',
  tags,
  summary: 'Rows in display order, entered and computed cells alike',
  description: 'The header `x-total-count` says how many rows there are.',
  request: { params: tableParams, query: rowsQuery },
  responses: { 200: json('a page of rows', z.array(tableRow)), ...failures(401, 404, 422) },
})

const patchTable = createRoute({
  method: 'patch',
  path: '/api/tables/{id}/cells',
  tags,
  summary: 'Writes cells: all or nothing, on disk when it answers',
  request: { params: tableParams, body: { required: true, content: { 'application/json': { schema: cellWrites } } } },
  responses: { 200: json('written', patchAnswer), ...failures(401, 403, 404, 413, 422) },
})

const getChanges = createRoute({
  method: 'get',
  path: '/api/tables/{id}/changes',
  tags,
  summary: 'The change log, newest first: who, when, before, after; concurrent writes that lost too',
  request: { params: tableParams, query: changesQuery },
  responses: { 200: json('changes', z.array(tableChange)), ...failures(401, 404, 422) },
})

const postCheckpoint = createRoute({
  method: 'post',
  path: '/api/tables/{id}/checkpoint',
  tags,
  summary: 'Folds the working document into the next edition now (planning office, administrator)',
  request: { params: tableParams },
  responses: { 200: json('the next edition', checkpointAnswer), ...failures(401, 403, 404) },
})

export interface TableRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly tables: TableStore
  readonly clock: () => number
  /** all tables as formulas may name them, those made meanwhile too */
  readonly workspace: () => Promise<Workspace>
}

export function tableRoutes({ catalogue, tables, clock, workspace }: TableRoutesNeeds) {
  return apiRouter()
    .openapi(listTables, async c => c.json(await catalogue.list(accountOf(c)), 200))
    .openapi(postTable, async c => {
      const account = accountOf(c)
      requireTableMaker(account)
      const asked = c.req.valid('json')
      const last = Math.max(-1, ...(await tables.listTables()).map(({ position }) => position))
      const among = await amongTables(id => catalogue.mayRead(account, id), `t-${asked.name}`, workspace)
      const definition = checkedDefinition(asked, last + 1, await catalogue.departmentNames(), among)
      const { name } = definition
      const id = `t-${name}`
      if ((await tables.findTable(name)) !== null || (await tables.findTable(id)) !== null)
        throw new ApiFailure('table-taken', { params: { name } })
      await createTable(tables, definition, { id, now: clock(), by: authorOf(c) })
      await workspace() // formulas of other tables may have named it already
      return c.json(await catalogue.describe(account, id), 201)
    })
    .openapi(getTable, async c => c.json(await catalogue.describe(accountOf(c), c.req.valid('param').id), 200))
    .openapi(getRows, async c => {
      const { table } = await catalogue.open(accountOf(c), c.req.valid('param').id)
      const { offset, limit } = c.req.valid('query')
      c.header('x-total-count', String(table.view.rows.length))
      return c.json(readRows(table, await catalogue.departmentNames(), offset, limit), 200)
    })
    .openapi(patchTable, async c => {
      const { table } = await catalogue.open(accountOf(c), c.req.valid('param').id)
      const writes = c.req
        .valid('json')
        .map(({ reason, ...write }) => ({ ...write, ...(reason !== undefined && { reason }) }))
      await patchCells(table, accountOf(c), writes, c.get('address'))
      return c.json({ written: writes.length, edition: table.hash, room: table.room }, 200)
    })
    .openapi(getChanges, async c => {
      const stored = await catalogue.find(accountOf(c), c.req.valid('param').id)
      const { row, column, since, limit } = c.req.valid('query')
      const filter = {
        limit,
        ...(row !== undefined && { row }),
        ...(column !== undefined && { column }),
        ...(since !== undefined && { since }),
      }
      return c.json(await changeLog(tables, stored.id, filter), 200)
    })
    .openapi(postCheckpoint, async c => {
      const { table } = await catalogue.open(accountOf(c), c.req.valid('param').id)
      requireCheckpoint(accountOf(c))
      await table.fold()
      return c.json({ edition: table.hash, room: table.room, seq: table.seq }, 200)
    })
}
