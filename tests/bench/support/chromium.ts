import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** `CHROMIUM` names another browser. */
export const chromiumPath = (): string => process.env.CHROMIUM ?? CANDIDATES.find(existsSync) ?? 'chromium'

/** A browser that has never been anywhere: profile and HTTP cache are empty, and on disk like anybody's. */
export async function withFreshBrowser<T>(use: (context: BrowserContext) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'tongchou-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
  })
  try {
    return await use(context)
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true })
  }
}

/** MB of JavaScript heap that are still reachable. */
export async function heapMegabytes(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.enable')
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('Performance.enable')
  const { metrics } = await devtools.send('Performance.getMetrics')
  await devtools.detach()
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6
}

/** ms from the start of the navigation to each of the page's marks. @throws where the last one is not set in time */
export async function marksOf(page: Page, names: readonly string[]): Promise<readonly number[]> {
  const last = names.at(-1)!
  await page.waitForFunction(name => performance.getEntriesByName(name).length > 0, last, { timeout: 120_000 })
  return page.evaluate(
    wanted => wanted.map(name => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN),
    names,
  )
}
