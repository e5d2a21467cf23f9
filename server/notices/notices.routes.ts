import { createRoute, z } from '@hono/zod-openapi'
import type { Account } from '../../shared/accounts/account.ts'
import { noticesAnswer, noticesQuery, readBody } from '../../shared/protocol/api-notices.ts'
import { accountOf, apiRouter, failures, json } from '../api.routes.ts'
import { ApiFailure } from '../errors.ts'
import type { NoticeStore } from '../storage/notice-store.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'

const tags = ['notices']
const done = { 204: { description: 'done, and on disk' } }

const getNotices = createRoute({
  method: 'get',
  path: '/api/notices',
  tags,
  summary: 'What the caller is to hear of, newest first, and how much of it is unread',
  request: { query: noticesQuery },
  responses: { 200: json('the caller’s own notices', noticesAnswer), ...failures(401, 422) },
})
const putAllRead = createRoute({
  method: 'put',
  path: '/api/notices/read',
  tags,
  summary: 'Marks as read whatever the caller has seen',
  request: { body: { required: true, content: { 'application/json': { schema: readBody } } } },
  responses: { ...done, ...failures(401, 422) },
})
const putRead = createRoute({
  method: 'put',
  path: '/api/notices/{notice}/read',
  tags,
  summary: 'Marks one of the caller’s notices as read',
  request: { params: z.object({ notice: z.coerce.number().int() }) },
  responses: { ...done, ...failures(401, 404) },
})

export interface NoticeRoutesNeeds {
  readonly notices: NoticeStore
  readonly tables: Pick<TableStore, 'listTables'>
  readonly catalogue: Pick<TableCatalogue, 'mayRead'>
  readonly clock: () => number
  /** somebody asks: what follows from the clock is looked at, and nobody waits for it */
  readonly asked: () => void
}

export function noticeRoutes({ notices, tables, catalogue, clock, asked }: NoticeRoutesNeeds) {
  async function readable(account: Account): Promise<ReadonlyMap<string, string>> {
    const all = await tables.listTables()
    return new Map(all.flatMap(({ id, name }) => (catalogue.mayRead(account, id) ? [[id, name] as const] : [])))
  }

  return apiRouter()
    .openapi(getNotices, async c => {
      asked()
      const account = accountOf(c)
      const { before, limit } = c.req.valid('query')
      const names = await readable(account)
      const ids = [...names.keys()]
      const [page, unread] = await Promise.all([
        // one more than is asked for tells whether there are older ones
        notices.notices(account.id, { tables: ids, before, limit: limit + 1 }),
        notices.unread(account.id, ids),
      ])
      const shown = page.slice(0, limit).map(({ id, table, byName, at, readAt, what }) => ({
        id,
        at,
        read: readAt !== null,
        table: { id: table, name: names.get(table) ?? table },
        byName,
        what,
      }))
      return c.json({ notices: shown, unread, next: page.length > limit ? (shown.at(-1)?.id ?? null) : null }, 200)
    })
    .openapi(putAllRead, async c => {
      await notices.readUpTo(accountOf(c).id, c.req.valid('json').upTo, clock())
      return c.body(null, 204)
    })
    .openapi(putRead, async c => {
      if (!(await notices.read(accountOf(c).id, c.req.valid('param').notice, clock())))
        throw new ApiFailure('not-found')
      return c.body(null, 204)
    })
}
