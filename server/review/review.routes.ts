import { createRoute, z } from '@hono/zod-openapi'
import {
  answerBody,
  baselineAnswer,
  closeBody,
  compareAnswer,
  compareQuery,
  courseBody,
  decidedAnswer,
  decisionsBody,
  issueBody,
  requestAnswer,
  requestBody,
  reviewAnswer,
  rollOverBody,
  stepBody,
  undoBody,
} from '../../shared/protocol/api-review.ts'
import { tableDetail } from '../../shared/protocol/api-tables.ts'
import { rolledOver } from '../../shared/review/roll-over.ts'
import { accountOf, apiRouter, authorOf, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import { recordExport } from '../excel/record-export.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import { requireTableMaker } from '../permissions/table-access.ts'
import type { AuditStore } from '../storage/audit-store.ts'
import type { TableStore } from '../storage/table-store.ts'
import { createTable } from '../tables/create-table.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { tableParams } from '../tables/tables.routes.ts'
import { compareVersions } from './compare-versions.ts'
import { decide } from './decide.ts'
import { issueBaseline, openForRevision } from './issue.ts'
import { readRequests } from './read-requests.ts'
import { readReview } from './read-review.ts'
import { askRevision, closeRequest, passStep } from './requests.ts'
import type { ReviewDesk } from './review-desk.ts'
import { answerDecision, undoDecisions } from './say-of-cell.ts'
import { takeCourseStep } from './take-course-step.ts'

const tags = ['review']
const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } })
const done = { 204: { description: 'done, and on disk' } }
const requestParams = tableParams.extend({ request: z.coerce.number().int() })

const getReview = createRoute({
  method: 'get',
  path: '/api/tables/{id}/review',
  tags,
  summary: 'What changed since the baseline, cell by cell, and where each change and each department stands',
  request: { params: tableParams },
  responses: { 200: json('the review', reviewAnswer), ...failures(401, 404) },
})

const postDecisions = createRoute({
  method: 'post',
  path: '/api/tables/{id}/review/decisions',
  tags,
  summary: 'Decides changes: all of them or none, each only where what was seen still stands',
  request: { params: tableParams, body: body(decisionsBody) },
  responses: {
    200: json('decided, or nothing decided and what moved', decidedAnswer),
    ...failures(401, 403, 404, 409, 413, 422),
  },
})

const postAnswer = createRoute({
  method: 'post',
  path: '/api/tables/{id}/review/answers',
  tags,
  summary: 'The department’s words on a decision',
  request: { params: tableParams, body: body(answerBody) },
  responses: { ...done, ...failures(401, 403, 404, 409, 422) },
})

const postUndo = createRoute({
  method: 'post',
  path: '/api/tables/{id}/review/undo',
  tags,
  summary: 'Takes back one’s own last decisions',
  request: { params: tableParams, body: body(undoBody) },
  responses: { ...done, ...failures(401, 403, 404, 409, 422) },
})

const postCourse = createRoute({
  method: 'post',
  path: '/api/tables/{id}/review/course',
  tags,
  summary: 'A department submits or recalls its rows; the planning office reopens them',
  request: { params: tableParams, body: body(courseBody) },
  responses: { ...done, ...failures(401, 403, 404, 409, 422) },
})

const getBaselines = createRoute({
  method: 'get',
  path: '/api/tables/{id}/baselines',
  tags,
  summary: 'What was issued of the table, by number',
  request: { params: tableParams },
  responses: { 200: json('baselines', z.array(baselineAnswer)), ...failures(401, 404) },
})

const postBaseline = createRoute({
  method: 'post',
  path: '/api/tables/{id}/baselines',
  tags,
  summary: 'Issues the table, or takes a snapshot of it (planning office)',
  request: { params: tableParams, body: body(issueBody) },
  responses: { 201: json('the baseline', baselineAnswer), ...failures(401, 403, 404, 409, 422) },
})

const postReopening = createRoute({
  method: 'post',
  path: '/api/tables/{id}/baselines/open',
  tags,
  summary: 'Opens an issued table for the next round (planning office)',
  request: { params: tableParams },
  responses: { ...done, ...failures(401, 403, 404, 409) },
})

const getRequests = createRoute({
  method: 'get',
  path: '/api/tables/{id}/requests',
  tags,
  summary: 'Requests to revise what was issued, newest first',
  request: { params: tableParams },
  responses: { 200: json('requests', z.array(requestAnswer)), ...failures(401, 404) },
})

const postRequest = createRoute({
  method: 'post',
  path: '/api/tables/{id}/requests',
  tags,
  summary: 'Asks for another value of issued cells',
  request: { params: tableParams, body: body(requestBody) },
  responses: { 201: json('its number', z.object({ id: z.number().int() })), ...failures(401, 403, 404, 409, 422) },
})

const postStep = createRoute({
  method: 'post',
  path: '/api/tables/{id}/requests/{request}/steps',
  tags,
  summary: 'Passes the step that a request waits for; the last one writes its cells',
  request: { params: requestParams, body: body(stepBody) },
  responses: {
    200: json('what came of it', z.object({ state: z.enum(['next', 'approved', 'stale']) })),
    ...failures(401, 403, 404, 409, 422),
  },
})

const postClose = createRoute({
  method: 'post',
  path: '/api/tables/{id}/requests/{request}/close',
  tags,
  summary: 'Declines a request, or withdraws one’s own',
  request: { params: requestParams, body: body(closeBody) },
  responses: { ...done, ...failures(401, 403, 404, 409, 422) },
})

const getComparison = createRoute({
  method: 'get',
  path: '/api/tables/{id}/compare',
  tags,
  summary: 'Two versions of the table, cell by cell: baselines, editions, moments, live',
  request: { params: tableParams, query: compareQuery },
  responses: { 200: json('what differs', compareAnswer), ...failures(401, 404, 422) },
})

const postRollOver = createRoute({
  method: 'post',
  path: '/api/tables/{id}/roll-over',
  tags,
  summary: 'Next year’s table out of this one: target becomes base, result and new target are open (planning office)',
  request: { params: tableParams, body: body(rollOverBody) },
  responses: { 201: json('the new table', tableDetail), ...failures(401, 403, 404, 409, 422) },
})

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const getReport = createRoute({
  method: 'get',
  path: '/api/tables/{id}/review/report.xlsx',
  tags,
  summary: 'The changes since the baseline as a table for print: before, after, difference, reason, opinion, decision',
  request: { params: tableParams },
  responses: {
    200: { description: 'the workbook', content: { [XLSX]: { schema: z.string().meta({ format: 'binary' }) } } },
    ...failures(401, 404),
  },
})

export interface ReviewRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly desk: ReviewDesk
  readonly tables: TableStore
  readonly clock: () => number
  readonly rights: RightsBook
  readonly audit: AuditStore
}

export function reviewRoutes({ catalogue, desk, tables, clock, rights, audit }: ReviewRoutesNeeds) {
  const { reviews } = desk

  async function requestOf(tableId: string, id: number) {
    const found = (await reviews.requests(tableId)).find(request => request.id === id)
    if (found === undefined) throw new ApiFailure('not-found')
    return found
  }

  return apiRouter()
    .openapi(getReview, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      const standings = await desk.standings(table)
      const departments = await catalogue.departmentNames()
      return c.json(await readReview(reviews, { account, table, standings, departments }), 200)
    })
    .openapi(getReport, async c => {
      const account = accountOf(c)
      const { table, stored } = await catalogue.open(account, c.req.valid('param').id)
      const facts = { form: 'revisions', edition: table.hash }
      await recordExport({ rights, audit, clock }, account, stored.id, c.get('address'), facts)
      const departments = await catalogue.departmentNames()
      const standings = await desk.standings(table)
      const review = await readReview(reviews, { account, table, standings, departments })
      // loaded when first needed, like every workbook
      const { revisionReport } = await import('./revision-report.ts')
      const bytes = await revisionReport({
        review,
        columns: table.view.structure.columns,
        departmentName: id => departments.get(id) ?? id,
        language: c.get('language'),
        printedAt: new Date(clock()),
      })
      return c.body(new Uint8Array(bytes), 200, {
        'content-type': XLSX,
        'content-disposition': `attachment; filename="${stored.name}-revisions.xlsx"; filename*=UTF-8''${encodeURIComponent(`${review.title} 修订对照表.xlsx`)}`,
        'cache-control': 'no-store',
      }) as never
    })
    .openapi(postDecisions, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      const decided = await desk.inTurn(table, authorOf(c), async () =>
        decide(
          { reviews, table, standings: await desk.standings(table), ...authorOf(c), now: clock() },
          c.req.valid('json'),
        ),
      )
      return c.json(decided, 200)
    })
    .openapi(postAnswer, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      await desk.inTurn(table, authorOf(c), async () =>
        answerDecision(
          { reviews, table, standings: await desk.standings(table), account, now: clock() },
          c.req.valid('json'),
        ),
      )
      return c.body(null, 204)
    })
    .openapi(postUndo, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      await desk.inTurn(table, authorOf(c), async () =>
        undoDecisions(
          { reviews, table, standings: await desk.standings(table), account, now: clock() },
          c.req.valid('json'),
        ),
      )
      return c.body(null, 204)
    })
    .openapi(postCourse, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      await desk.inTurn(table, authorOf(c), async () =>
        takeCourseStep(reviews, table, await desk.standings(table), account, clock(), c.req.valid('json')),
      )
      return c.body(null, 204)
    })
    .openapi(getBaselines, async c => {
      const { id } = await catalogue.find(accountOf(c), c.req.valid('param').id)
      return c.json([...(await reviews.baselines(id))], 200)
    })
    .openapi(postBaseline, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      const baseline = await desk.inTurn(table, authorOf(c), () =>
        issueBaseline(reviews, table, () => desk.standings(table), authorOf(c), clock(), c.req.valid('json')),
      )
      return c.json(baseline, 201)
    })
    .openapi(postReopening, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      await desk.inTurn(table, authorOf(c), () => openForRevision(table, authorOf(c)))
      return c.body(null, 204)
    })
    .openapi(getRequests, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      return c.json(readRequests(await reviews.requests(table.id), table, account), 200)
    })
    .openapi(postRequest, async c => {
      const account = accountOf(c)
      const { table, stored } = await catalogue.open(account, c.req.valid('param').id)
      const asked = c.req.valid('json')
      const id = await desk.inTurn(table, authorOf(c), () =>
        askRevision(reviews, table, stored.section, account, clock(), asked),
      )
      return c.json({ id }, 201)
    })
    .openapi(postStep, async c => {
      const account = accountOf(c)
      const { id, request } = c.req.valid('param')
      const { table } = await catalogue.open(account, id)
      const state = await desk.inTurn(table, authorOf(c), async () =>
        passStep(reviews, table, await requestOf(table.id, request), authorOf(c), clock(), c.req.valid('json')),
      )
      return c.json({ state }, 200)
    })
    .openapi(postClose, async c => {
      const account = accountOf(c)
      const { id, request } = c.req.valid('param')
      const { table } = await catalogue.open(account, id)
      const { as, words } = c.req.valid('json')
      await desk.inTurn(table, authorOf(c), async () =>
        closeRequest(reviews, await requestOf(table.id, request), account, clock(), as, words),
      )
      return c.body(null, 204)
    })
    .openapi(postRollOver, async c => {
      const account = accountOf(c)
      requireTableMaker(account)
      const { table, stored } = await catalogue.open(account, c.req.valid('param').id)
      const { name } = c.req.valid('json')
      const id = `t-${name}`
      if ((await tables.findTable(name)) !== null || (await tables.findTable(id)) !== null)
        throw new ApiFailure('table-taken', { params: { name } })
      const position = Math.max(-1, ...(await tables.listTables()).map(each => each.position)) + 1
      const { kind, section } = stored
      await createTable(tables, rolledOver(table.view, { name, kind, section, position }), {
        id,
        now: clock(),
        by: authorOf(c),
      })
      return c.json(await catalogue.describe(account, id), 201)
    })
    .openapi(getComparison, async c => {
      const { table } = await catalogue.open(accountOf(c), c.req.valid('param').id)
      const { from, to } = c.req.valid('query')
      return c.json(await compareVersions(desk, table, from, to), 200)
    })
}
