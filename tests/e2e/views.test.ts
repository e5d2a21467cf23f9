import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const TABLE = 'plan-145'

describe.skipIf(chromiumPath === null)('views, by people at browsers', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let clerk: Person
  let planning: Person

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      freePort().then(port => startServerProcess({ dataDir, port, env })),
      launchChromium(),
    ])
    clerk = await signIn(browser, server.url, 'shangwu', 'demo')
    planning = await signIn(browser, server.url, 'guihua', 'demo')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  /** the first rows as they stand on the screen, whatever order their recycled elements have in the page */
  const names = (page: Page) =>
    page.locator('.body .row').evaluateAll(rows =>
      rows
        .map(row => [Number(row.getAttribute('aria-rowindex')), row.querySelector('.cell.lead')?.textContent] as const)
        .sort((a, b) => a[0] - b[0])
        .slice(0, 10)
        .map(([, name]) => name),
    )
  const bar = (page: Page) => page.locator('section[aria-label=视图] [role=status]')
  const menu = (page: Page) => page.getByRole('button', { name: /^视图：/ })

  it('the planning office shares a sorted view; a clerk looks through it, and finds it again the next time', async () => {
    await planning.openTable(TABLE)
    const { page } = planning
    await menu(page).click()
    await page.getByRole('button', { name: '添加排序列' }).click()
    await page.getByRole('combobox', { name: '第 1 排序列', exact: true }).selectOption({ label: '指标' })
    await page.getByRole('combobox', { name: '第 1 排序列的方向' }).selectOption('down')
    expect(await bar(page).textContent()).toContain('指标↓')
    await expect.poll(async () => (await names(page))[0]).toBe('战略性新兴产业增加值占规上工业比重')
    const sorted = await names(page)
    await page.getByRole('textbox', { name: '另存为视图…' }).fill('按指标倒排')
    await page.getByRole('checkbox', { name: '共享给所有人' }).check()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('button', { name: '视图：按指标倒排' }).waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])

    await clerk.openTable(TABLE)
    const before = await names(clerk.page)
    expect(before).not.toEqual(sorted)
    await menu(clerk.page).click()
    const told = clerk.page.waitForResponse(response => response.url().endsWith('/views/standing') && response.ok())
    await clerk.page.getByRole('button', { name: /^按指标倒排/ }).click()
    await expect.poll(() => names(clerk.page)).toEqual(sorted)
    expect(await clerk.page.getByRole('button', { name: '更新' }).count()).toBe(0)
    await told
    await clerk.openTable(TABLE)
    await expect.poll(() => names(clerk.page)).toEqual(sorted)
    await menu(clerk.page).click()
    await clerk.page.getByRole('button', { name: '整张表' }).click()
    await expect.poll(() => names(clerk.page)).toEqual(before)
  })

  it('a clerk’s own rows alone: as many as the button says, and all of them again', async () => {
    const { page } = clerk
    await clerk.openTable(TABLE)
    const all = await names(page)
    const button = page.getByRole('button', { name: /^只看本单位/ })
    const count = Number(await button.locator('b').textContent())
    await button.click()
    await expect.poll(() => bar(page).textContent()).toContain(`已筛选 ${count}/`)
    expect((await names(page)).length).toBe(Math.min(10, count))
    await page.getByRole('button', { name: '清除筛选' }).click()
    await expect.poll(() => names(page)).toEqual(all)
  })
})
