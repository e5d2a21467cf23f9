import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Page } from 'playwright-core'
import { build, preview } from 'vite'
import { heapMegabytes, withFreshBrowser } from '../support/chromium.ts'
import { type Cell, figure, quantile, ratio, type Spread, spread, table } from '../support/figures.ts'
import { type Measure, step } from '../support/measure.ts'
import {
  blankShares,
  type Frames,
  framesWatched,
  scriptedScroll,
  startStorm,
  stopStorm,
  timedFilter,
  timedSort,
  watchFrames,
  watchPress,
} from './in-page.ts'
import type { BenchWindow } from './page/bench-page.ts'

const GRIDS = [
  { page: 'ours', name: 'Tongchou' },
  { page: 'glide', name: 'glide-data-grid 6.0.3' },
  { page: 'ag', name: 'ag-grid-community 36.2.0' },
  { page: 'plain', name: 'TanStack table + virtual' },
] as const
type GridName = (typeof GRIDS)[number]['page']

/** null: the grid has no such thing */
interface Run {
  readonly firstRows: number
  readonly heap: number
  readonly scroll: Frames
  readonly fling: Frames
  readonly wheel: Frames & { readonly blank: number }
  readonly key: number | null
  readonly enter: number | null
  readonly sort: number | null
  readonly filter: number | null
  readonly paste: number | null
  readonly storm: Frames
  /** of 20 keys typed during the storm, how many are not in the cell */
  readonly lostKeys: number | null
}

const LATE = 25 // ms
const PASTE_ROWS = 256
const PASTE_COLUMNS = 39

/** Our grid beside others: built pages, the same table, real Chromium, keys and wheel as the browser itself sends them. */
export const grids: Measure = async ({ quick }) => {
  const rows = quick ? 10_000 : 100_000
  const runs = quick ? 1 : 3
  const root = fileURLToPath(new URL('./page', import.meta.url))
  const outDir = await mkdtemp(join(tmpdir(), 'tongchou-grids-'))
  const common = { configFile: false, root, logLevel: 'error' } as const
  const input = Object.fromEntries(GRIDS.map(({ page }) => [page, join(root, `${page}.html`)]))
  await build({
    ...common,
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2022', rollupOptions: { input } },
  })
  const server = await preview({ ...common, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
  const origin = `http://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`
  try {
    const results = new Map<GridName, Run[]>(GRIDS.map(({ page }) => [page, []]))
    for (let at = 0; at < runs; at++)
      for (const { page, name } of GRIDS) {
        const run = await measured(`${origin}/${page}.html?rows=${rows}`, quick)
        results.get(page)!.push(run)
        step(
          `${name}: first rows ${figure(run.firstRows)} ms, ${figure(run.heap)} MB, fling p95 ${figure(run.fling.p95)} ms, key ${run.key === null ? '–' : figure(run.key)} ms`,
        )
      }
    return {
      title: `Grids of ${rows.toLocaleString('en')} rows × 40 columns`,
      text: tell(results),
      figures: Object.fromEntries(results),
    }
  } finally {
    await server.close()
    await rm(outDir, { recursive: true, force: true })
  }
}

const measured = (url: string, quick: boolean): Promise<Run> =>
  withFreshBrowser(async context => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin })
    // functions that are sent into the page carry a call of this along
    await context.addInitScript('globalThis.__name = given => given')
    const page = await context.newPage()
    await opened(page, url)
    const firstRows = await page.evaluate(() => (window as unknown as BenchWindow).firstRows!)
    await page.waitForTimeout(500)
    const heap = await heapMegabytes(page)
    const ms = quick ? 1_500 : 5_000
    const scroll = framesOf(await page.evaluate(scriptedScroll, [ms, 40] as const))
    const fling = framesOf(await page.evaluate(scriptedScroll, [ms, 1_500] as const))
    const wheel = await wheeled(page, quick)
    const { key, enter } = await typed(page, quick ? 3 : 11)
    const paste = await pasted(page)
    const { storm, lostKeys } = await stormed(page, quick)
    // on figures that nobody has touched
    await page.goto('about:blank')
    await opened(page, url)
    const sort = await page.evaluate(timedSort, 5)
    const filter = await page.evaluate(timedFilter, [7, 300] as const)
    return { firstRows, heap, scroll, fling, wheel, key, enter, sort, filter, paste, storm, lostKeys }
  })

async function opened(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForFunction(() => (window as unknown as BenchWindow).firstRows !== undefined, null, {
    timeout: 120_000,
  })
}

const framesOf = (intervals: readonly number[]): Frames => ({
  p95: quantile(intervals, 0.95),
  late: intervals.filter(interval => interval > LATE).length,
  count: intervals.length,
})

/** The wheel as the browser gets it from the hand, fast; pictures of what it showed meanwhile say how much of it was blank. */
async function wheeled(page: Page, quick: boolean): Promise<Run['wheel']> {
  await page.evaluate(() => ((window as unknown as BenchWindow).grid!.scroller().scrollTop = 0))
  await page.mouse.move(600, 400)
  const devtools = await page.context().newCDPSession(page)
  const pictures: string[] = []
  devtools.on('Page.screencastFrame', ({ data, sessionId }) => {
    pictures.push(data)
    void devtools.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined)
  })
  await page.evaluate(watchFrames)
  await devtools.send('Page.startScreencast', {
    format: 'jpeg',
    quality: 60,
    maxWidth: 1366,
    maxHeight: 768,
    everyNthFrame: 2,
  })
  const until = performance.now() + (quick ? 1_000 : 3_000)
  let turns = 0
  while (performance.now() < until) {
    await page.mouse.wheel(0, turns++ % 120 < 80 ? 900 : -900)
    await new Promise(resolve => setTimeout(resolve, 16))
  }
  await devtools.send('Page.stopScreencast')
  const frames = framesOf(await page.evaluate(framesWatched))
  await devtools.detach()
  const shares = await page.evaluate(blankShares, pictures.slice(2, 60))
  return { ...frames, blank: shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length) }
}

const hasCursor = (page: Page) => page.evaluate(() => (window as unknown as BenchWindow).grid!.focusCell !== null)
const focusCell = async (page: Page, row: number, at: number) => {
  await page.evaluate(() => ((window as unknown as BenchWindow).grid!.scroller().scrollTop = 0))
  await page.evaluate(([r, c]) => (window as unknown as BenchWindow).grid!.focusCell!(r, c), [row, at] as const)
  await page.waitForTimeout(150)
}
const pressMeasured = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => (window as unknown as { pressed: number | null }).pressed !== null, null, {
    timeout: 10_000,
  })
  return page.evaluate(() => (window as unknown as { pressed: number }).pressed)
}

async function typed(
  page: Page,
  times: number,
): Promise<{ readonly key: number | null; readonly enter: number | null }> {
  if (!(await hasCursor(page))) return { key: null, enter: null }
  const keys: number[] = []
  const enters: number[] = []
  for (let at = 0; at < times; at++) {
    const row = 2 + at
    const digit = String(1 + (at % 9))
    await focusCell(page, row, 3)
    await page.evaluate(watchPress, [row, 3, digit, true] as const)
    await page.keyboard.press(digit)
    keys.push(await pressMeasured(page))
    await page.evaluate(watchPress, [row, 3, digit, false] as const)
    await page.keyboard.press('Enter')
    enters.push(await pressMeasured(page))
  }
  return { key: spread(keys).median, enter: spread(enters).median }
}

/** null where a paste does nothing. */
async function pasted(page: Page): Promise<number | null> {
  if (!(await hasCursor(page))) return null
  const block = Array.from({ length: PASTE_ROWS }, (_, row) =>
    Array.from({ length: PASTE_COLUMNS }, (_, at) => row * 100 + at).join('\t'),
  ).join('\n')
  await page.evaluate(text => navigator.clipboard.writeText(text), block)
  await focusCell(page, 0, 1)
  const last = String((PASTE_ROWS - 1) * 100 + PASTE_COLUMNS - 1)
  await page.evaluate(watchPress, [PASTE_ROWS - 1, PASTE_COLUMNS, last, false] as const)
  await page.keyboard.press('Control+v')
  return await pressMeasured(page).catch(() => null)
}

async function stormed(
  page: Page,
  quick: boolean,
): Promise<{ readonly storm: Frames; readonly lostKeys: number | null }> {
  await page.evaluate(startStorm)
  const storm = framesOf(await page.evaluate(scriptedScroll, [quick ? 1_000 : 5_000, 40] as const))
  let lostKeys: number | null = null
  if (await hasCursor(page)) {
    await focusCell(page, 3, 15) // none of the storm's own
    const keys = '12345678901234567890'.slice(0, 15)
    for (const key of keys) {
      await page.keyboard.press(key)
      await page.waitForTimeout(40)
    }
    await page.keyboard.press('Enter')
    await page.waitForTimeout(200)
    const held = String(await page.evaluate(() => (window as unknown as BenchWindow).grid!.read(3, 15)))
    lostKeys = held === keys ? 0 : keys.length - [...keys].filter((key, at) => held[at] === key).length
  }
  await page.evaluate(stopStorm)
  return { storm, lostKeys }
}

function tell(results: ReadonlyMap<GridName, readonly Run[]>): string {
  const ours = results.get('ours')!
  const line = (what: string, of: (run: Run) => number | null): readonly Cell[] => {
    const cells = GRIDS.map(({ page }): Spread | null => {
      const values = results.get(page)!.flatMap(run => of(run) ?? [])
      return values.length > 0 ? spread(values) : null
    })
    const [own, ...peers] = cells
    const best = peers.flatMap(peer => peer ?? []).sort((a, b) => a.median - b.median)[0]
    return [what, ...cells.map(cell => cell ?? '–'), own && best && best.median > 0 ? ratio(best, own) : '–']
  }
  const frames = ours[0]!.fling.count
  return [
    'Built pages in headless Chromium without a GPU, 1366 × 768, each run in a browser of its own; data are there before the clock starts. glide draws on a canvas, which',
    'neither a screen reader nor the browser’s own search sees into; the plain table has no editing, glide no sorting or filtering, ag-grid’s paste is not in its community edition.',
    `A frame is late after ${LATE} ms. Keys and wheel come from the browser’s input, not from a script; blank is the share of rows without any ink in pictures taken while the wheel turns fast.`,
    '',
    table(
      ['', ...GRIDS.map(({ name }) => name), 'ours of the best other'],
      [
        line('first rows, ms', run => run.firstRows),
        line('heap, MB', run => run.heap),
        line('scrolling 40 px a frame, p95 frame, ms', run => run.scroll.p95),
        line('… late frames', run => run.scroll.late),
        line('flinging 1,500 px a frame, p95 frame, ms', run => run.fling.p95),
        line(`… late frames (ours of ${frames})`, run => run.fling.late),
        line('wheel, p95 frame, ms', run => run.wheel.p95),
        line('… blank rows, %', run => run.wheel.blank * 100),
        line('key → painted in the editor, ms', run => run.key),
        line('Enter → kept and painted, ms', run => run.enter),
        line('sorting by a column of figures, ms', run => run.sort),
        line('filtering it, ms', run => run.filter),
        line(`pasting ${(PASTE_ROWS * PASTE_COLUMNS).toLocaleString('en')} cells, ms`, run => run.paste),
        line('200 remote edits a second while scrolling, p95 frame, ms', run => run.storm.p95),
        line('… late frames', run => run.storm.late),
        line('… of 15 keys typed meanwhile, lost', run => run.lostKeys),
      ],
    ),
  ].join('\n')
}
