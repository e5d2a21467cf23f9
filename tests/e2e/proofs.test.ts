import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const GDP = '地区生产总值(GDP)'
const RETAIL = '社会消费品零售总额'

describe.skipIf(chromiumPath === null)('核验 beside the table', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let planning: Person

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      freePort().then(port => startServerProcess({ dataDir, port, env })),
      launchChromium(),
    ])
    planning = await signIn(browser, server.url, 'guihua', 'demo')
    await planning.openTable('plan-145')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const panel = () => planning.page.getByRole('complementary', { name: '核验', exact: true })
  const counts = (text: string) => panel().getByRole('status').filter({ hasText: text }).waitFor()
  const activeCell = () =>
    planning.page.evaluate(() => {
      const field = document.querySelector('textarea[aria-activedescendant]')
      return document.getElementById(field?.getAttribute('aria-activedescendant') ?? '')?.textContent ?? null
    })

  it('says what differs and why, and leads to the cell by keys alone', async () => {
    const { page } = planning
    await page.getByRole('button', { name: '核验', exact: true }).press('Enter')
    await counts('不符 1不能判断 7相符 43')
    const gdp = panel().getByRole('button', { name: GDP })
    expect(await gdp.innerText()).toMatch(/公布 7\.8左右\s*复算 8\.20\s*差 \+0\.4[\s\S]*现价/)
    await page.waitForFunction(name => document.activeElement?.textContent?.startsWith(name), GDP)
    await page.keyboard.press('Enter')
    expect(await activeCell()).toContain('7.8')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await activeCell()).toContain('8左右')
  })

  it('follows what is typed at once, and other tables when the changes have settled', async () => {
    await planning.type(RETAIL, '2025年目标值', '130')
    await counts('不符 2不能判断 7相符 42')
    expect(await panel().getByRole('button', { name: RETAIL }).first().innerText()).toContain('差 +1.32')
    await planning.type('出口总额', '2020年基期值', '30')
    const across = panel().getByRole('button', { name: '他表同名指标' }).first()
    await across.waitFor()
    expect(await across.innerText()).toMatch(/出口总额[\s\S]*折算率约为 6\.8493/)
    expect(await panel().getByRole('link', { name: '“十三五”完成情况' }).first().isVisible()).toBe(true)
  })

  it('takes the place of the cell’s details, and Escape goes back to the table', async () => {
    const { page } = planning
    const details = page.getByRole('complementary', { name: '单元格详情' })
    await page.getByRole('button', { name: '展开单元格详情' }).click()
    await details.waitFor()
    expect(await panel().count()).toBe(0)
    await page.getByRole('button', { name: '核验', exact: true }).click()
    await panel().waitFor()
    expect(await details.count()).toBe(0)
    await page.keyboard.press('Escape')
    await details.waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  })
})
