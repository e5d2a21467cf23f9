import { createRoute, z } from '@hono/zod-openapi'
import type { Account } from '../../shared/accounts/account.ts'
import { savedView, standingView, viewBody, viewsAnswer } from '../../shared/protocol/api-views.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import type { StoredView, ViewStore } from '../storage/view-store.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { tableParams } from '../tables/tables.routes.ts'
import { readSpec } from './read-spec.ts'

const tags = ['views']
const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } })
const done = { 204: { description: 'done, and on disk' } }
const viewParams = tableParams.extend({ view: z.coerce.number().int() })

const getViews = createRoute({
  method: 'get',
  path: '/api/tables/{id}/views',
  tags,
  summary: 'The caller’s views of a table, the shared ones, and how the caller looked at it last',
  request: { params: tableParams },
  responses: { 200: json('the views', viewsAnswer), ...failures(401, 404) },
})
const postView = createRoute({
  method: 'post',
  path: '/api/tables/{id}/views',
  tags,
  summary: 'Saves a view under a name; a shared one is the planning office’s',
  request: { params: tableParams, body: body(viewBody) },
  responses: { 201: json('the view', savedView), ...failures(401, 403, 404, 413, 422) },
})
const putStanding = createRoute({
  method: 'put',
  path: '/api/tables/{id}/views/standing',
  tags,
  summary: 'How the caller looks at the table now, for the next time',
  request: { params: tableParams, body: body(standingView) },
  responses: { ...done, ...failures(401, 404, 413, 422) },
})
const putView = createRoute({
  method: 'put',
  path: '/api/tables/{id}/views/{view}',
  tags,
  summary: 'Changes a view: its maker’s, a shared one also the planning office’s',
  request: { params: viewParams, body: body(viewBody) },
  responses: { ...done, ...failures(401, 403, 404, 413, 422) },
})
const deleteView = createRoute({
  method: 'delete',
  path: '/api/tables/{id}/views/{view}',
  tags,
  summary: 'Deletes a view; whoever has it before them keeps what they see',
  request: { params: viewParams },
  responses: { ...done, ...failures(401, 403, 404) },
})

/** of one person in one table */
const MOST_VIEWS = 100

export interface ViewRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly views: ViewStore
  readonly rights: RightsBook
  readonly clock: () => number
}

export function viewRoutes({ catalogue, views, rights, clock }: ViewRoutesNeeds) {
  const mayShare = (account: Account) => rights.actor(account).roles.includes('planning')
  const saved = (view: StoredView, account: Account) => ({
    id: view.id,
    name: view.name,
    shared: view.shared,
    own: view.account === account.id,
    accountName: view.accountName,
    spec: readSpec(view.spec),
  })
  /** @throws ApiFailure not-found, not-allowed */
  async function changeable(account: Account, tableId: string, id: number): Promise<StoredView> {
    const found = (await views.views(tableId, account.id)).find(view => view.id === id)
    if (found === undefined) throw new ApiFailure('not-found')
    if (found.shared ? !mayShare(account) : found.account !== account.id) throw new ApiFailure('not-allowed')
    return found
  }

  return apiRouter()
    .openapi(getViews, async c => {
      const account = accountOf(c)
      const { id } = await catalogue.find(account, c.req.valid('param').id)
      const [list, standing] = await Promise.all([views.views(id, account.id), views.standing(id, account.id)])
      return c.json(
        {
          views: list.map(view => saved(view, account)),
          standing: standing && { view: standing.view, spec: readSpec(standing.spec) },
          mayShare: mayShare(account),
        },
        200,
      )
    })
    .openapi(postView, async c => {
      const account = accountOf(c)
      const { id: tableId } = await catalogue.find(account, c.req.valid('param').id)
      const { name, shared, spec } = c.req.valid('json')
      if (shared && !mayShare(account)) throw new ApiFailure('not-allowed')
      const own = (await views.views(tableId, account.id)).filter(view => view.account === account.id)
      if (own.length >= MOST_VIEWS) throw new ApiFailure('too-large')
      const view = { account: account.id, name, shared, spec: JSON.stringify(spec) }
      const id = await views.addView(tableId, { ...view, at: clock() })
      return c.json(saved({ ...view, id, accountName: account.name }, account), 201)
    })
    .openapi(putStanding, async c => {
      const account = accountOf(c)
      const { id } = await catalogue.find(account, c.req.valid('param').id)
      const { view, spec } = c.req.valid('json')
      await views.setStanding(id, account.id, { view, spec: JSON.stringify(spec), at: clock() })
      return c.body(null, 204)
    })
    .openapi(putView, async c => {
      const account = accountOf(c)
      const { id, view } = c.req.valid('param')
      const { id: tableId } = await catalogue.find(account, id)
      await changeable(account, tableId, view)
      const { name, shared, spec } = c.req.valid('json')
      if (shared && !mayShare(account)) throw new ApiFailure('not-allowed')
      await views.changeView(tableId, view, { name, shared, spec: JSON.stringify(spec), at: clock() })
      return c.body(null, 204)
    })
    .openapi(deleteView, async c => {
      const account = accountOf(c)
      const { id, view } = c.req.valid('param')
      const { id: tableId } = await catalogue.find(account, id)
      await changeable(account, tableId, view)
      await views.deleteView(tableId, view)
      return c.body(null, 204)
    })
}
