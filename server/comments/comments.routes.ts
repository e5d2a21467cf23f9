import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { mayResolve } from '../../shared/comments/rules.ts'
import {
  commentBody,
  commentsQuery,
  newThreadBody,
  personAnswer,
  resolvedBody,
  threadAnswer,
  threadsAnswer,
} from '../../shared/protocol/api-comments.ts'
import { type ApiEnv, accountOf, apiRouter, authorOf, failures, json } from '../api.routes.ts'
import type { AccountStore } from '../storage/account-store.ts'
import type { CommentStore } from '../storage/comment-store.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import { tableParams } from '../tables/tables.routes.ts'
import { type CommentDesk, MOST_OPEN, type Speaker } from './comment-desk.ts'
import { readThreads } from './read-threads.ts'

const tags = ['comments']
const body = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } })
const done = { 204: { description: 'done, and on disk' } }
const threadParams = tableParams.extend({ thread: z.string().max(200) })
const commentParams = threadParams.extend({ comment: z.string().max(200) })

const getThreads = createRoute({
  method: 'get',
  path: '/api/tables/{id}/comments',
  tags,
  summary: 'Threads of comments on the table’s cells, also of rows that are gone',
  request: { params: tableParams, query: commentsQuery },
  responses: { 200: json('the threads', threadsAnswer), ...failures(401, 404, 422) },
})
const postThread = createRoute({
  method: 'post',
  path: '/api/tables/{id}/comments',
  tags,
  summary: 'Begins a thread on a cell (whoever may read the table)',
  request: { params: tableParams, body: body(newThreadBody) },
  responses: { 201: json('the thread', threadAnswer), ...failures(401, 404, 413, 422) },
})
const getPeople = createRoute({
  method: 'get',
  path: '/api/tables/{id}/comments/people',
  tags,
  summary: 'Who can be mentioned: those who may read the table',
  request: { params: tableParams },
  responses: { 200: json('people, by name', z.array(personAnswer)), ...failures(401, 404) },
})
const postReply = createRoute({
  method: 'post',
  path: '/api/tables/{id}/comments/{thread}/replies',
  tags,
  summary: 'Answers in a thread that is open',
  request: { params: threadParams, body: body(commentBody) },
  responses: { 201: json('the thread', threadAnswer), ...failures(401, 404, 409, 413, 422) },
})
const putComment = createRoute({
  method: 'put',
  path: '/api/tables/{id}/comments/{thread}/replies/{comment}',
  tags,
  summary: 'Puts one’s own comment otherwise, the first of a thread included',
  request: { params: commentParams, body: body(commentBody) },
  responses: { 200: json('the thread', threadAnswer), ...failures(401, 403, 404, 422) },
})
const deleteComment = createRoute({
  method: 'delete',
  path: '/api/tables/{id}/comments/{thread}/replies/{comment}',
  tags,
  summary: 'Takes one’s own comment back; a thread goes with its last one',
  request: { params: commentParams },
  responses: { ...done, ...failures(401, 403, 404) },
})
const putResolved = createRoute({
  method: 'put',
  path: '/api/tables/{id}/comments/{thread}/resolved',
  tags,
  summary: 'Says that a thread is settled, or open again (whoever fills or reviews)',
  request: { params: threadParams, body: body(resolvedBody) },
  responses: { ...done, ...failures(401, 403, 404, 422) },
})

/** settled threads of one answer; the open ones are all there */
const MOST_SETTLED = 200

export interface CommentRoutesNeeds {
  readonly catalogue: TableCatalogue
  readonly store: CommentStore
  readonly accounts: Pick<AccountStore, 'listAccounts'>
  readonly desk: CommentDesk
  readonly clock: () => number
}

export function commentRoutes({ catalogue, store, accounts, desk, clock }: CommentRoutesNeeds) {
  const speaker = (c: Context<ApiEnv>): Speaker => ({ ...authorOf(c), at: clock() })

  return apiRouter()
    .openapi(getThreads, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      const { state, row, column } = c.req.valid('query')
      const cell = row === undefined || column === undefined ? undefined : { row, column }
      const listed = async (of: 'open' | 'resolved', limit: number) =>
        state === of || state === 'all' ? await store.threads(table.id, { state: of, cell, limit }) : []
      const [open, settled] = await Promise.all([listed('open', MOST_OPEN), listed('resolved', MOST_SETTLED + 1)])
      const threads = await readThreads(store, table.view, account, [...open, ...settled.slice(0, MOST_SETTLED)])
      return c.json({ threads, more: settled.length > MOST_SETTLED, mayResolve: mayResolve(account, clock()) }, 200)
    })
    .openapi(postThread, async c => {
      const account = accountOf(c)
      const { table } = await catalogue.open(account, c.req.valid('param').id)
      const { text, ...cell } = c.req.valid('json')
      const thread = await desk.begin(table, cell, text, speaker(c))
      return c.json((await readThreads(store, table.view, account, [thread]))[0]!, 201)
    })
    .openapi(getPeople, async c => {
      const { id } = await catalogue.find(accountOf(c), c.req.valid('param').id)
      const people = (await accounts.listAccounts()).filter(person => catalogue.mayRead(person, id))
      const byName = people.map(({ id, name, departmentName }) => ({ id, name, departmentName }))
      return c.json(
        byName.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
        200,
      )
    })
    .openapi(postReply, async c => {
      const account = accountOf(c)
      const { id, thread } = c.req.valid('param')
      const { table } = await catalogue.open(account, id)
      const now = await desk.reply(table.id, thread, c.req.valid('json').text, speaker(c))
      return c.json((await readThreads(store, table.view, account, [now]))[0]!, 201)
    })
    .openapi(putComment, async c => {
      const account = accountOf(c)
      const { id, thread, comment } = c.req.valid('param')
      const { table } = await catalogue.open(account, id)
      const now = await desk.edit(table.id, thread, comment, c.req.valid('json').text, speaker(c))
      return c.json((await readThreads(store, table.view, account, [now]))[0]!, 200)
    })
    .openapi(deleteComment, async c => {
      const { id, thread, comment } = c.req.valid('param')
      const table = await catalogue.find(accountOf(c), id)
      await desk.remove(table.id, thread, comment, speaker(c))
      return c.body(null, 204)
    })
    .openapi(putResolved, async c => {
      const { id, thread } = c.req.valid('param')
      const table = await catalogue.find(accountOf(c), id)
      await desk.resolve(table.id, thread, c.req.valid('json').resolved, speaker(c))
      return c.body(null, 204)
    })
}
