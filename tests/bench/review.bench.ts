import type { ReviewAnswer } from '../../shared/protocol/api-review.ts'
import type { TableDetail } from '../../shared/protocol/api-tables.ts'
import { RawClient } from './propagation/raw-client.ts'
import { getJson, newToken, signIn } from './support/caller.ts'
import { marksOf, withFreshBrowser } from './support/chromium.ts'
import { withDataFolder } from './support/data-folder.ts'
import { figure, type Spread, spread, table } from './support/figures.ts'
import { largeTable } from './support/large-table.ts'
import { type Measure, step } from './support/measure.ts'
import { DEMO_PASSWORD, startServerProcess } from './support/server-process.ts'

const CLERKS = ['gongxin', 'shangwu'] as const
const CLIENTS = 50

interface Times {
  readonly answer: number
  readonly page: number
  readonly decide: number
  readonly issue: number
}

/** A large table under review: opening the page, deciding 500 cells at once, issuing while 50 clients stay connected. */
export const reviewing: Measure = async ({ quick }) => {
  const rows = quick ? 5_000 : 100_000
  const changes = quick ? 200 : 2_000
  const decided = quick ? 50 : 500
  const runs = quick ? 1 : 3
  const tables = Array.from({ length: runs }, (_, at) => largeTable(`review-${at}`, rows))
  return await withDataFolder(tables, async dataDir => {
    const server = await startServerProcess(dataDir)
    try {
      const times: Times[] = []
      for (const { name } of tables) {
        times.push(await once(server.url, name, changes, decided))
        const { answer, page, decide, issue } = times.at(-1)!
        step(
          `answer ${figure(answer)}, page ${figure(page)}, ${decided} decided ${figure(decide)}, issued ${figure(issue)} ms`,
        )
      }
      const of = (which: (one: Times) => number): Spread => spread(times.map(which))
      return {
        title: `Reviewing ${changes.toLocaleString('en')} changes in ${rows.toLocaleString('en')} rows × 20 columns`,
        text: [
          `Clerks of two departments changed ${changes} cells since the first edition; ${CLIENTS} stock clients are in the table all the while. The server is built and runs as one`,
          'process on SQLite; a decision counts when its answer is here, which is after it is on disk.',
          '',
          table(
            ['ms', 'median (least-most)', 'aim'],
            [
              ['the review as JSON', of(({ answer }) => answer), '–'],
              [
                'review page in a fresh Chromium: navigation → first changes painted',
                of(({ page }) => page),
                '< 1,000',
              ],
              [`${decided} cells decided at once, to durable`, of(({ decide }) => decide), '< 1,000'],
              [`baseline issued, ${CLIENTS} clients connected`, of(({ issue }) => issue), '< 3,000'],
            ],
          ),
        ].join('\n'),
        figures: { times },
      }
    } finally {
      await server.stop()
    }
  })
}

async function once(url: string, name: string, changes: number, decided: number): Promise<Times> {
  const office = await signIn(url, 'guihua')
  const { room } = await getJson<TableDetail>(`${url}/api/tables/${name}`, office)
  for (const [at, clerk] of CLERKS.entries())
    await change(url, name, await signIn(url, clerk), at, changes / CLERKS.length)

  const token = await newToken(url, office, 'bench')
  const address = { url: `${url.replace('http', 'ws')}/sync/${encodeURIComponent(room)}?token=${token}` }
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => RawClient.open(address)))
  try {
    const [answer, review] = await timed(() => getJson<ReviewAnswer>(`${url}/api/tables/${name}/review`, office))
    if (review.changes.length !== changes) throw new Error(`${review.changes.length} changes, not ${changes}`)
    const page = await openPage(url, name)
    const cells = review.changes
      .slice(0, decided)
      .map(({ row, column, after, lastEvent }) => ({ row, column, seen: after, lastEvent }))
    const body = { base: review.base.hash, verdict: 'accept', cells }
    const [decide] = await timed(() => send(url, office, `/api/tables/${name}/review/decisions`, body))
    const [issue] = await timed(() =>
      send(url, office, `/api/tables/${name}/baselines`, {
        kind: 'snapshot',
        title: '测量',
        document: '',
        issuer: '',
        dated: '2026-01-01',
        note: '',
      }),
    )
    return { answer, page, decide, issue }
  } finally {
    for (const client of clients) client.close()
  }
}

/** The clerk's own rows, one cell after the other down the table, in batches. */
async function change(url: string, name: string, cookie: string, department: number, count: number): Promise<void> {
  const writes = Array.from({ length: count }, (_, at) => ({
    row: `r${(at % 400) * 5 + department}`,
    column: `v${Math.floor(at / 400)}`,
    value: at + 0.5,
    reason: '测量',
  }))
  for (let from = 0; from < writes.length; from += 500)
    await send(url, cookie, `/api/tables/${name}/cells`, writes.slice(from, from + 500), 'PATCH')
}

async function send(url: string, cookie: string, path: string, body: unknown, method = 'POST'): Promise<void> {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok || text.includes('"status":"refused"'))
    throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 400)}`)
}

async function timed<T>(run: () => Promise<T>): Promise<readonly [number, T]> {
  const started = performance.now()
  const answer = await run()
  return [performance.now() - started, answer]
}

const openPage = (url: string, name: string): Promise<number> =>
  withFreshBrowser(async context => {
    await context.addInitScript('globalThis.__name = given => given')
    const answer = await context.request.post(`${url}/api/session`, {
      data: { account: 'guihua', password: DEMO_PASSWORD },
    })
    if (!answer.ok()) throw new Error(`not signed in: ${answer.status()}`)
    // noted within the page: asking from outside would be part of what is measured
    await context.addInitScript(() => {
      const look = () => {
        if (document.querySelector('[data-key]') === null) return requestAnimationFrame(look)
        return requestAnimationFrame(() => performance.mark('first-changes'))
      }
      requestAnimationFrame(look)
    })
    const page = await context.newPage()
    await page.goto(`${url}/tables/${name}/review`, { waitUntil: 'commit' })
    const [painted] = await marksOf(page, ['first-changes'])
    return painted!
  })
