import type { BrowserContext, Page } from 'playwright-core'
import { getJson, signIn } from '../support/caller.ts'
import { heapMegabytes, marksOf, withFreshBrowser } from '../support/chromium.ts'
import { withDataFolder } from '../support/data-folder.ts'
import { figure, ratio, type Spread, spread, table } from '../support/figures.ts'
import { computingTable, largeTable } from '../support/large-table.ts'
import { type Measure, step } from '../support/measure.ts'
import { DEMO_PASSWORD, residentMegabytes, startServerProcess } from '../support/server-process.ts'
import { startNestedServer } from './nested-server.ts'

/** One opening of a page, all in ms from the start of the navigation. */
interface Opening {
  /** the last byte of the table is here */
  readonly fetched: number
  /** it can be read */
  readonly loaded: number
  /** its first rows are on the screen */
  readonly rows: number
}

interface Pair {
  readonly cold: Opening
  readonly warm: Opening
  /** MB once the page is at rest */
  readonly heap: number
}

const COLD_PATHS = ['/api/editions/', '/api/chunks/']

/** Opening a table of 100,000 × 20 in Chromium: ours, and the same table as nested Y.Maps. */
export const openings: Measure = async ({ quick }) => {
  const rowCount = quick ? 5_000 : 100_000
  const runs = quick ? 1 : 5
  const tables = [largeTable('bench-plain', rowCount), computingTable('bench-computed', rowCount)]
  const nested = await startNestedServer(rowCount)
  step(`nested document: ${figure(nested.bytes / 1e6)} MB, gzipped ${figure(nested.zipped / 1e6)} MB`)
  try {
    return await withDataFolder(tables, async dataDir => {
      const first = await firstOpenings(dataDir, quick ? 1 : 3)
      const server = await startServerProcess(dataDir)
      try {
        const cookie = await signIn(server.url, 'guihua')
        for (const { name } of tables) await getJson(`${server.url}/api/tables/${name}`, cookie)
        const wire = await wireBytes(server.url, cookie, 'bench-plain')
        const plain: Pair[] = []
        const computed: Pair[] = []
        const maps: Pair[] = []
        for (let at = 0; at < runs; at++) {
          plain.push(
            await openTwice(
              page => openOurs(page, server.url, 'bench-plain'),
              context => enter(context, server.url),
            ),
          )
          computed.push(
            await openTwice(
              page => openOurs(page, server.url, 'bench-computed'),
              context => enter(context, server.url),
            ),
          )
          maps.push(await openTwice(page => openNested(page, nested.url)))
          const [a, b, c] = [plain, computed, maps].map(pairs => figure(pairs.at(-1)!.cold.rows))
          step(`first rows, cold: plain ${a} ms, with computed columns ${b} ms, nested maps ${c} ms`)
        }
        return {
          title: `Opening a table of ${rowCount.toLocaleString('en')} rows × 20 columns`,
          text: tell({ plain, computed, maps }, first, wire, nested),
          figures: {
            plain: summary(plain),
            computed: summary(computed),
            nestedMaps: summary(maps),
            serverFirst: first,
            wire,
            nestedBytes: { bytes: nested.bytes, zipped: nested.zipped },
          },
        }
      } finally {
        await server.stop()
      }
    })
  } finally {
    await nested.stop()
  }
}

/** In a browser that has never seen the page, then once more in a new tab. */
async function openTwice(
  open: (page: Page) => Promise<Opening>,
  prepare: (context: BrowserContext) => Promise<void> = async () => {},
): Promise<Pair> {
  return await withFreshBrowser(async context => {
    await prepare(context)
    const first = await context.newPage()
    const cold = await open(first)
    await first.close()
    const second = await context.newPage()
    const warm = await open(second)
    return { cold, warm, heap: await heapMegabytes(second) }
  })
}

async function enter(context: BrowserContext, url: string): Promise<void> {
  const answer = await context.request.post(`${url}/api/session`, {
    data: { account: 'guihua', password: DEMO_PASSWORD },
  })
  if (!answer.ok()) throw new Error(`not signed in: ${answer.status()}`)
}

async function openOurs(page: Page, url: string, name: string): Promise<Opening> {
  await page.goto(`${url}/tables/${name}`, { waitUntil: 'commit' })
  const [loaded, rows] = (await marksOf(page, ['edition-loaded', 'first-rows'])) as [number, number]
  return { fetched: await lastByte(page, COLD_PATHS), loaded, rows }
}

async function openNested(page: Page, url: string): Promise<Opening> {
  await page.goto(url, { waitUntil: 'commit' })
  const [loaded, rows] = (await marksOf(page, ['document-loaded', 'first-rows'])) as [number, number]
  return { fetched: await lastByte(page, ['/document']), loaded, rows }
}

const lastByte = (page: Page, paths: readonly string[]): Promise<number> =>
  page.evaluate(
    wanted =>
      Math.max(
        ...(performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name }) => wanted.some(path => name.includes(path)))
          .map(({ responseEnd }) => responseEnd),
      ),
    paths,
  )

interface First {
  /** ms until the server, just started, has told the first row of the table: it reads the edition for that */
  readonly rowMs: Spread
  /** ms until it has told the list of tables, with two tables of this size and the demo's in it */
  readonly listMs: Spread
  /** MB of the server after the first row */
  readonly memory: Spread
}

/** What the server does the first time that anybody asks. */
async function firstOpenings(dataDir: string, runs: number): Promise<First> {
  const rowMs: number[] = []
  const listMs: number[] = []
  const memory: number[] = []
  for (let at = 0; at < runs; at++) {
    for (const [path, times] of [
      ['/api/tables/bench-plain/rows?offset=0&limit=1', rowMs],
      ['/api/tables', listMs],
    ] as const) {
      const server = await startServerProcess(dataDir)
      const cookie = await signIn(server.url, 'guihua')
      const started = performance.now()
      await getJson(server.url + path, cookie)
      times.push(performance.now() - started)
      if (times === rowMs) memory.push(residentMegabytes(server.pid, 'VmRSS'))
      await server.stop()
    }
  }
  const first = { rowMs: spread(rowMs), listMs: spread(listMs), memory: spread(memory) }
  step(
    `server just started: first row ${figure(first.rowMs.median)} ms, list of tables ${figure(first.listMs.median)} ms`,
  )
  return first
}

/** Bytes of the edition's manifest and chunks as they travel. */
async function wireBytes(url: string, cookie: string, name: string): Promise<{ zipped: number; bytes: number }> {
  const { edition } = await getJson<{ readonly edition: string }>(`${url}/api/tables/${name}`, cookie)
  const manifest = await getJson<{ readonly chunks: Record<string, string> }>(
    `${url}/api/editions/${edition}/manifest`,
    cookie,
  )
  let zipped = 0
  let bytes = 0
  for (const hash of new Set(Object.values(manifest.chunks))) {
    const response = await fetch(`${url}/api/chunks/${hash}`, { headers: { cookie, 'accept-encoding': 'gzip' } })
    zipped += Number(response.headers.get('content-length'))
    bytes += (await response.arrayBuffer()).byteLength
  }
  return { zipped, bytes }
}

const of = (pairs: readonly Pair[], which: (pair: Pair) => number): Spread => spread(pairs.map(which))

const summary = (pairs: readonly Pair[]) => ({
  cold: {
    fetched: of(pairs, p => p.cold.fetched),
    loaded: of(pairs, p => p.cold.loaded),
    rows: of(pairs, p => p.cold.rows),
  },
  warm: {
    fetched: of(pairs, p => p.warm.fetched),
    loaded: of(pairs, p => p.warm.loaded),
    rows: of(pairs, p => p.warm.rows),
  },
  heapMegabytes: of(pairs, ({ heap }) => heap),
})

function tell(
  { plain, computed, maps }: Readonly<Record<'plain' | 'computed' | 'maps', readonly Pair[]>>,
  first: First,
  wire: { readonly zipped: number; readonly bytes: number },
  nested: { readonly zipped: number; readonly bytes: number },
): string {
  const sides = [
    ['Tongchou', plain, wire],
    ['Tongchou, 4 of the columns computed', computed, null],
    ['nested Y.Maps', maps, nested],
  ] as const
  const lines = (['cold', 'warm'] as const).flatMap(cache =>
    sides.map(([name, pairs]) => [
      `${name}, ${cache}`,
      of(pairs, pair => pair[cache].fetched),
      of(pairs, pair => pair[cache].loaded),
      of(pairs, pair => pair[cache].rows),
    ]),
  )
  const rows = (pairs: readonly Pair[], cache: 'cold' | 'warm') => of(pairs, pair => pair[cache].rows)
  return [
    'In headless Chromium without a GPU, 1366 × 768; ms from the start of the navigation. Ours is the real page behind sign-in: script, session, table, edition',
    '(manifest and chunks, each checked against its hash), grid. Beside it the same cells as one Yjs document with a Y.Map per row, fetched as one gzipped update',
    'from a server that does nothing else, applied, and a screenful of rows put into a plain `<table>`: no sign-in, no grid, no sync. Cold: a browser that has',
    'never been there. Warm: a new tab of that browser.',
    '',
    table(['ms', 'last byte', 'readable', 'first rows painted'], lines),
    '',
    `First rows beside nested maps: cold ${ratio(rows(maps, 'cold'), rows(plain, 'cold'))}, warm ${ratio(rows(maps, 'warm'), rows(plain, 'warm'))}.`,
    '',
    table(
      ['', 'JS heap after it, MB', 'on the wire, MB', 'unzipped, MB'],
      sides.map(([name, pairs, size]) => [
        name,
        of(pairs, ({ heap }) => heap),
        size ? figure(size.zipped / 1e6) : '–',
        size ? figure(size.bytes / 1e6) : '–',
      ]),
    ),
    '',
    'A server that was just started reads a table when it is first asked for. Asked over HTTP right after its start:',
    '',
    table(
      ['', 'ms', 'memory then, MB'],
      [
        ['the first row of the table', first.rowMs, first.memory],
        ['the list of tables (this one, the one with computed columns, the demo’s five)', first.listMs, '–'],
      ],
    ),
  ].join('\n')
}
