import { randomUUID } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { setCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { accountRoutes } from './accounts/accounts.routes.ts'
import { bearerOf, cookieValue, identify, SESSION_COOKIE } from './accounts/credentials.ts'
import { departmentRoutes } from './accounts/departments.routes.ts'
import { isOwnOrigin } from './accounts/same-origin.ts'
import { sessionCookie, sessionRoutes } from './accounts/session.routes.ts'
import { sessionListRoutes } from './accounts/session-list.routes.ts'
import type { Proof, Sessions } from './accounts/sessions.ts'
import { tokenRoutes } from './accounts/tokens.routes.ts'
import { type ApiEnv, apiRouter } from './api.routes.ts'
import { auditRoutes } from './audit/audit.routes.ts'
import { createCommentDesk } from './comments/comment-desk.ts'
import { commentRoutes } from './comments/comments.routes.ts'
import { ApiFailure, asFailure, errorBody, statusOf } from './errors.ts'
import { excelRoutes } from './excel/excel.routes.ts'
import { homeRoutes } from './home/home.routes.ts'
import { createTallyShelf } from './home/tally-shelf.ts'
import { linkRoutes } from './links/links.routes.ts'
import { languageOf } from './messages/say.ts'
import { methodsAt } from './methods-at.ts'
import { createDeadlineWatch } from './notices/deadline-watch.ts'
import { createNoticeDesk } from './notices/notice-desk.ts'
import { noticeRoutes } from './notices/notices.routes.ts'
import { tellingReviews } from './notices/telling-reviews.ts'
import { createUrgeDesk } from './notices/urge-desk.ts'
import { urgeRoutes } from './notices/urges.routes.ts'
import { createHealth } from './observability/health.ts'
import type { Log } from './observability/log.ts'
import type { Metrics } from './observability/metrics.ts'
import { observabilityRoutes } from './observability/observability.routes.ts'
import { describeApi } from './open-api.routes.ts'
import { rightsRoutes } from './permissions/rights.routes.ts'
import type { RightsBook } from './permissions/rights-book.ts'
import { proofRoutes } from './proofs/proofs.routes.ts'
import { remoteAddress } from './remote-address.ts'
import { reviewRoutes } from './review/review.routes.ts'
import { createReviewDesk } from './review/review-desk.ts'
import { securityHeaders } from './security-headers.ts'
import { staticRoutes } from './static.routes.ts'
import type { NewNotice } from './storage/notice-store.ts'
import type { Storage } from './storage/storage.ts'
import type { LiveTables } from './sync/live-table.ts'
import { columnRoutes } from './tables/columns.routes.ts'
import { editionRoutes } from './tables/editions.routes.ts'
import { createTableCatalogue } from './tables/table-catalogue.ts'
import { tableRoutes } from './tables/tables.routes.ts'
import { valueRoutes } from './values/values.routes.ts'
import { viewRoutes } from './views/views.routes.ts'

export interface AppNeeds {
  readonly storage: Storage
  readonly live: LiveTables
  readonly sessions: Sessions
  readonly rights: RightsBook
  readonly metrics: Metrics
  readonly log: Log
  readonly clock: () => number
  /** the origin browsers see; null: whatever the Host header says */
  readonly publicOrigin: string | null
  /** the server is on its way out: what comes now is to come again to the next one */
  readonly stopping: () => boolean
  /** something to look at every hour, whether anybody asks or not */
  hourly(look: () => void): void
  /** notices that are on disk, for other machines */
  deliver(notices: readonly NewNotice[]): void
  /** the built client; null: the interface alone is served */
  readonly clientDir: string | null
  /** closes the sockets of sessions that ended and tokens that were withdrawn */
  endSockets(ended: (proof: Proof) => boolean): void
  /** closes the sockets of an account that changed: they come again */
  reopenSockets(account: string): void
  /** open pages of the table ask anew for what has changed */
  tellPages(tableId: string, what: string): void
  /** open pages of these accounts ask anew, whatever table they are of */
  tellPeople(accounts: ReadonlySet<string>, what: string): void
}

/** bytes; 10,000 cells of a paste fit */
const MOST_BODY = 4 * 1024 * 1024
/** bytes of a workbook that comes in */
const MOST_FILE = 20 * 1024 * 1024
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** what may be asked without having signed in; everything else below /api answers 401, whether it exists or not */
const OPEN = new Set(['POST /api/session', 'GET /api/openapi.json'])

/** The HTTP interface, assembled. It listens to nothing. */
export function createApp(needs: AppNeeds): OpenAPIHono<ApiEnv> {
  const {
    storage,
    live,
    sessions,
    rights,
    metrics,
    log,
    clock,
    publicOrigin,
    stopping,
    clientDir,
    endSockets,
    reopenSockets,
    tellPages,
    tellPeople,
  } = needs
  const secure = publicOrigin?.startsWith('https:') ?? false
  const headers = Object.entries(securityHeaders(secure))
  const catalogue = createTableCatalogue(storage.tables, storage.accounts, live, rights)
  const app = apiRouter()

  app.use(async (c, next) => {
    const started = performance.now()
    c.set('language', languageOf(c.req.header('accept-language')))
    await next()
    for (const [name, value] of headers) c.res.headers.set(name, value)
    const seconds = (performance.now() - started) / 1000
    metrics.request(c.req.method, routePath(c, -1), c.res.status, seconds)
    const level = c.res.status >= 500 ? 'warn' : READS.has(c.req.method) ? 'debug' : 'info'
    log[level](
      { method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(seconds * 1000) },
      'request',
    )
  })
  app.use(compress())

  app.use('/api/*', async (_, next) => {
    if (stopping()) throw new ApiFailure('unavailable')
    await next()
  })
  app.use('/api/*', async (c, next) => {
    if (!READS.has(c.req.method)) {
      const from = {
        origin: c.req.header('origin'),
        host: c.req.header('host'),
        fetchSite: c.req.header('sec-fetch-site'),
      }
      if (!isOwnOrigin(from, publicOrigin)) throw new ApiFailure('foreign-origin')
    }
    c.set('address', remoteAddress(getConnInfo(c).remote.address, c.req.header('x-forwarded-for')))
    const caller = await identify(sessions, {
      cookie: c.req.header('cookie') ?? null,
      authorization: c.req.header('authorization') ?? null,
    })
    c.set('caller', caller === null ? null : { ...caller, account: rights.actor(caller.account) })
    if (caller === null && !OPEN.has(`${c.req.method} ${c.req.path}`)) {
      const named = bearerOf(c.req.header('authorization') ?? null) !== null
      throw new ApiFailure(named ? 'token-unknown' : 'sign-in-needed')
    }
    const secret = cookieValue(c.req.header('cookie'), SESSION_COOKIE)
    const extended = caller === null ? null : await sessions.extend(caller.proof)
    if (extended !== null && secret !== null) setCookie(c, SESSION_COOKIE, secret, sessionCookie(secure))
    // answers differ by person: nothing in between may keep them
    c.header('cache-control', 'no-store')
    await next()
  })
  const jsonLimit = bodyLimit({ maxSize: MOST_BODY, onError: () => refuse(new ApiFailure('too-large')) })
  const fileLimit = bodyLimit({
    maxSize: MOST_FILE,
    onError: () => refuse(new ApiFailure('file-too-large', { params: { megabytes: MOST_FILE / 1024 / 1024 } })),
  })
  app.use('/api/*', (c, next) => (c.req.path.endsWith('/import') ? fileLimit : jsonLimit)(c, next))
  app.use('/api/*', async (c, next) => {
    const hasBody = c.req.header('content-length') !== undefined || c.req.header('transfer-encoding') !== undefined
    if (!READS.has(c.req.method) && hasBody && !c.req.path.endsWith('/import')) {
      const type = c.req.header('content-type') ?? ''
      if (!/^application\/json\b/i.test(type) && c.req.header('content-length') !== '0')
        throw new ApiFailure('not-json')
    }
    await next()
  })

  app.route('/', observabilityRoutes(createHealth(storage, clock), metrics))
  app.route('/', sessionRoutes({ sessions, secure, endSockets }))
  app.route('/', sessionListRoutes({ accounts: storage.accounts, clock, endSockets }))
  app.route('/', tokenRoutes({ accounts: storage.accounts, clock, endSockets }))
  app.route(
    '/',
    accountRoutes({
      accounts: storage.accounts,
      clock,
      lockouts: sessions,
      officesOf: id => rights.officesOf(id),
      endSockets,
      reopenSockets,
    }),
  )
  app.route('/', departmentRoutes(storage.accounts, clock))
  app.route('/', tableRoutes({ catalogue, tables: storage.tables, clock, workspace: () => live.workspace() }))
  app.route('/', columnRoutes({ catalogue, live, random: Math.random }))
  app.route('/', linkRoutes({ catalogue, live, tables: storage.tables }))
  app.route('/', editionRoutes(catalogue, storage.tables))
  app.route('/', proofRoutes(catalogue))
  const noticeDesk = createNoticeDesk({
    accounts: storage.accounts,
    mayRead: catalogue.mayRead,
    actor: rights.actor,
    tell: accounts => tellPeople(accounts, 'notices'),
    deliver: needs.deliver,
  })
  const departmentName = async (id: string) => (await catalogue.departmentNames()).get(id) ?? id
  const reviews = tellingReviews(storage.review, { desk: noticeDesk, live, departmentName })
  const desk = createReviewDesk(reviews, storage.tables, rights)
  app.route('/', reviewRoutes({ catalogue, desk, tables: storage.tables, clock, rights, audit: storage.audit }))
  const tallies = createTallyShelf(live, desk, () => new Promise(resolve => setImmediate(resolve)))
  app.route('/', homeRoutes({ catalogue, tables: storage.tables, desk, tallies, notices: storage.notices, clock }))
  const watchDeadlines = createDeadlineWatch({
    desk,
    tallies,
    tables: storage.tables,
    live,
    store: storage.notices,
    notices: noticeDesk,
    clock,
    failed: error => log.warn({ err: error }, 'due days not looked at'),
  })
  needs.hourly(watchDeadlines)
  const { audit } = storage
  app.route('/', excelRoutes({ catalogue, live, tables: storage.tables, clock, rights, audit, desk }))
  app.route('/', rightsRoutes({ catalogue, accounts: storage.accounts, rights, clock }))
  app.route('/', viewRoutes({ catalogue, views: storage.views, rights, clock }))
  const { comments, accounts } = storage
  app.route('/', auditRoutes({ audit, accounts, tables: storage.tables, live, catalogue, rights, clock }))
  const commentDesk = createCommentDesk({
    store: comments,
    accounts,
    mayRead: catalogue.mayRead,
    newId: randomUUID,
    changed: tableId => tellPages(tableId, 'comments'),
    notices: noticeDesk,
  })
  app.route('/', commentRoutes({ catalogue, store: comments, accounts, desk: commentDesk, clock }))
  app.route(
    '/',
    noticeRoutes({ notices: storage.notices, tables: storage.tables, catalogue, clock, asked: watchDeadlines }),
  )
  app.route(
    '/',
    urgeRoutes(createUrgeDesk({ desk, tallies, catalogue, store: storage.notices, notices: noticeDesk }), clock),
  )
  app.route('/', valueRoutes())
  describeApi(app)
  if (clientDir !== null) app.route('/', staticRoutes(clientDir))

  app.notFound(c => {
    const allowed = methodsAt(app.routes, c.req.path)
    if (allowed.length === 0 || allowed.includes(c.req.method)) return answer(c, new ApiFailure('not-found'))
    const allow = allowed.join(', ')
    const params = { method: c.req.method, allowed: allow }
    return answer(c, new ApiFailure('method-not-allowed', { params, headers: { allow } }))
  })
  app.onError((thrown, c) => {
    const failure = stopping() ? whileStopping(failureOf(thrown)) : failureOf(thrown)
    if (statusOf(failure.code) >= 500) log.error({ err: thrown, path: c.req.path }, failure.code)
    return answer(c, failure)
  })
  return app
}

const refuse = (failure: ApiFailure): never => {
  throw failure
}

function failureOf(thrown: unknown): ApiFailure {
  // the framework's own word for a body that is no JSON
  if (thrown instanceof HTTPException && thrown.status === 400) return new ApiFailure('bad-json')
  return asFailure(thrown)
}

/** What was under way when the tables closed finds none, or is turned away by them: neither is the caller's doing. */
const whileStopping = (failure: ApiFailure): ApiFailure =>
  failure.code === 'internal' || failure.code === 'not-found' ? new ApiFailure('unavailable') : failure

function answer(c: Context<ApiEnv>, failure: ApiFailure): Response {
  for (const [name, value] of Object.entries(failure.headers)) c.header(name, value)
  c.header('cache-control', 'no-store')
  return c.json(errorBody(failure, c.get('language') ?? 'zh-CN'), statusOf(failure.code))
}
