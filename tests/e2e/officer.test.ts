import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const TABLE = 'annual-2024'

/** Nine changes of one morning. Six are what a department may well want; three ought to be asked about. */
const CHANGES: readonly (readonly [who: string, row: string, name: string, value: Scalar, ask: string | null])[] = [
  ['nongye', 'r007', '农村居民人均可支配收入', '8.9左右', null],
  ['nongye', 'r023', '休闲农业经营主体', 85, null],
  ['gongxin', 'r014', '医药健康产业营收', '突破285', null],
  ['gongxin', 'r015', '数字信息产业营收', '突破315', null],
  ['gongxin', 'r016', '稀金材料产业营收', '突破345', null],
  ['shangwu', 'r017', '签约/引进项目', 32, null],
  // below what was reached last year
  ['shangwu', 'r005', '社会消费品零售总额', '6左右', '6.5'],
  // a digit lost
  ['gongxin', 'r018', '规上工业营收', '突破44', '突破440'],
  // “at least” has become “about”
  ['gongxin', 'r003', '规模以上工业增加值', '7.5左右', '7.5以上'],
]

describe.skipIf(chromiumPath === null)('[REV-40] who opens the review page for the first time', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let office: Person

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      freePort().then(port => startServerProcess({ dataDir, port, env })),
      launchChromium(),
    ])
    for (const who of new Set(CHANGES.map(([account]) => account))) {
      const { page } = await signIn(browser, server.url, who, 'demo')
      const data = CHANGES.filter(([account]) => account === who).map(([, row, , value]) => ({
        row,
        column: 'target',
        value,
      }))
      const answer = await page.request.fetch(`${server.url}/api/tables/${TABLE}/cells`, { method: 'PATCH', data })
      expect([who, answer.status()]).toEqual([who, 200])
      await page.context().close()
    }
    office = await signIn(browser, server.url, 'guihua', 'demo')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const questioned = CHANGES.filter(([, , , , ask]) => ask !== null)
  const lines = () => office.page.locator('tr[data-key]').allTextContents()

  it('has before their eyes, first and with the reason in words, the three that ought to be asked about, and no other', async () => {
    await office.page.goto(`${server.url}/tables/${TABLE}/review`)
    await expect.poll(async () => (await lines()).length).toBe(CHANGES.length)
    const shown = await lines()
    expect(
      shown
        .slice(0, questioned.length)
        .map(text => questioned.find(([, , name]) => text.includes(name))?.[2])
        .sort(),
    ).toEqual(questioned.map(([, , name]) => name).sort())
    for (const [, , name, , rests] of questioned) {
      const chip = office.page.locator('tr[data-key]').filter({ hasText: name }).locator('[data-hint]')
      expect([name, await chip.count()]).not.toEqual([name, 0])
      expect((await chip.allTextContents()).join() + (await chip.first().getAttribute('title'))).toContain(rests)
    }
    const rest = office.page.locator('tr[data-key]').filter({ hasNot: office.page.locator('[data-hint]') })
    expect(await rest.count()).toBe(CHANGES.length - questioned.length)
    // all of it without scrolling, at the size of an office screen
    for (const [, , name] of questioned) {
      const box = await office.page.locator('tr[data-key]').filter({ hasText: name }).boundingBox()
      expect(box!.y + box!.height).toBeLessThan(768)
    }
  })
})
