import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'

/** No pointer is touched in this file: everything is done by keys, as by somebody who cannot use a mouse. */
describe.skipIf(chromiumPath === null)('the main job by keyboard alone', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      freePort().then(port => startServerProcess({ dataDir, port, env })),
      launchChromium(),
    ])
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
    page = await context.newPage()
    page.setDefaultTimeout(30_000)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const type = (text: string) => page.keyboard.type(text)
  const active = () => page.locator('[data-bar] button').first().textContent()
  const value = () => page.locator('[data-bar] button + *').textContent()
  const axe = async () => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)
  }
  const palette = () => page.getByRole('dialog', { name: /查找表、行、列|转到行或列/ })

  it('signs in', async () => {
    await page.goto(server.url)
    await page.getByLabel('账号', { exact: true }).waitFor()
    // the first field has the keyboard, or is one Tab away
    const isAccount = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name ?? '')
    for (let i = 0; i < 5 && (await isAccount()) !== 'account'; i++) await press('Tab')
    await type('shangwu')
    await press('Tab')
    await type('demo')
    await press('Enter')
    await page.getByRole('heading', { name: '工作台' }).first().waitFor()
  })

  it('opens a table by the palette, by pinyin initials', async () => {
    await press('Control+k')
    await palette().waitFor()
    expect(await axe()).toEqual([])
    await type('ssw')
    await page
      .getByRole('option', { name: /十四五/ })
      .first()
      .waitFor()
    await press('Enter')
    await page.locator('.body [role=gridcell]:visible').first().waitFor()
    await page.locator('[data-save-state=saved]').waitFor()
    expect(await palette().count()).toBe(0)
  })

  it('goes to a row by its name and to a column by its title', async () => {
    await press('Control+g')
    await palette().waitFor()
    await type('实际利用外资')
    await page
      .getByRole('option', { name: /实际利用外资/ })
      .first()
      .waitFor()
    await press('Enter')
    await expect.poll(value).toBe('实际利用外资')
    await press('Control+g')
    await type('2025年目标')
    await page
      .getByRole('option', { name: /2025年目标值/ })
      .first()
      .waitFor()
    await press('Enter')
    await expect.poll(active).toMatch(/实际利用外资 · 2025年目标值/)
  })

  it('fills the cell, sees it saved, takes it back and does it again', async () => {
    const before = await value()
    await type('12')
    await press('Control+Enter')
    await expect.poll(value).toBe('12')
    await page.locator('[data-save-state=saved]').waitFor()
    await press('Control+z')
    await expect.poll(value).toBe(before)
    await press('Control+y')
    await expect.poll(value).toBe('12')
  })

  it('finds, goes on, and comes back to the table where it was found', async () => {
    await press('Control+f')
    const bar = page.getByRole('search')
    await bar.waitFor()
    expect(await axe()).toEqual([])
    await type('增长')
    await press('Enter')
    await expect.poll(() => bar.getByRole('status').textContent()).toMatch(/^第 \d+ 个，共 \d+ 个$/)
    const first = await bar.getByRole('status').textContent()
    await press('Enter')
    await expect.poll(() => bar.getByRole('status').textContent()).not.toBe(first)
    await press('Shift+Enter')
    await expect.poll(() => bar.getByRole('status').textContent()).toBe(first)
    const place = await active()
    await press('Escape')
    await bar.waitFor({ state: 'detached' })
    await press('ArrowRight')
    await expect.poll(active).not.toBe(place)
  })

  it('replaces what is one’s own, says what is not, and one step takes it all back', async () => {
    await press('Control+h')
    const bar = page.getByRole('search')
    await type('12')
    await press('Tab', 'Tab', 'Tab') // the two arrows have no keyboard before there is a text
    await page.getByRole('textbox', { name: '替换为' }).focus()
    await type('13')
    await page.getByRole('button', { name: '全部替换' }).focus()
    await press('Enter')
    await expect.poll(() => bar.getByRole('status').textContent()).toMatch(/^已替换 \d+ 格/)
    await press('Escape', 'Control+z')
    await press('Control+g')
    await type('实际利用外资')
    await page
      .getByRole('option', { name: /实际利用外资/ })
      .first()
      .waitFor()
    await press('Enter')
    await expect.poll(active).toContain('实际利用外资')
  })

  it('sorts and filters from the column, and takes it off', async () => {
    await press('Control+Shift+l')
    await page.getByRole('dialog', { name: /2025年目标值/ }).waitFor()
    await press('Enter')
    await expect.poll(() => page.locator('section[aria-label=视图] [role=status]').textContent()).toMatch(/↑|↓/)
    await press('Control+Shift+l')
    await page.getByRole('dialog', { name: /2025年目标值/ }).waitFor()
    await press('Enter')
    await page.locator('section[aria-label=视图]').waitFor({ state: 'detached' })
  })

  it('reads the key map, which names what is done here', async () => {
    await press('F1')
    const map = page.getByRole('dialog', { name: '键盘操作' })
    await map.waitFor()
    expect(await axe()).toEqual([])
    for (const name of ['填充序列', '再选一处', '转到行或列', '上移']) expect(await map.textContent()).toContain(name)
    await press('Escape')
    await map.waitFor({ state: 'detached' })
  })

  it('runs a command by the palette: the whole row as a form, and back', async () => {
    await press('Control+k')
    await type('zhtx')
    await page.getByRole('option', { name: /整行填写/ }).waitFor()
    await press('Enter')
    await page
      .getByRole('complementary')
      .or(page.getByRole('region'))
      .filter({ hasText: '实际利用外资' })
      .first()
      .waitFor()
    await press('Escape')
  })

  it('prints, and comes back', async () => {
    await press('Control+p')
    await page.waitForURL(/\/print\//)
    await page.getByRole('table').waitFor()
    expect(await axe()).toEqual([])
  })
})
