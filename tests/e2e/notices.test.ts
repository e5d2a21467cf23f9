import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const RETAIL = '社会消费品零售总额'
const TARGET = '目标'

describe.skipIf(chromiumPath === null)('two people at browsers hear of each other', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let office: Person
  let clerk: Person

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      freePort().then(port => startServerProcess({ dataDir, port, env })),
      launchChromium(),
    ])
    office = await signIn(browser, server.url, 'guihua', 'demo')
    clerk = await signIn(browser, server.url, 'shangwu', 'demo')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const bell = ({ page }: Person) => page.getByRole('button', { name: /^通知/ })
  const panel = ({ page }: Person) => page.getByRole('region', { name: '通知' })
  const focused = ({ page }: Person) => page.evaluate(() => document.activeElement?.textContent ?? '')
  const loads = ({ page }: Person) => page.evaluate(() => performance.getEntriesByType('navigation')[0]?.startTime)
  const violations = async ({ page }: Person) => {
    const found = await new AxeBuilder({ page: page as never }).analyze()
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  it('[NOTE-9] the clerk, at another table, sees without loading anew that a cell came back', async () => {
    await clerk.openTable('annual-2024')
    await clerk.type(RETAIL, TARGET, '6左右')
    await clerk.untilSaveState('saved')
    await clerk.openTable('plan-145')
    await clerk.page.evaluate(() => Object.assign(window, { same: true }))
    expect(await bell(clerk).getAttribute('aria-label')).toBe('通知')

    const { page } = office
    await page.goto(`${server.url}/tables/annual-2024/review`)
    const change = page.locator('tr[data-key]').filter({ hasText: RETAIL })
    await change.focus()
    await page.keyboard.press('r')
    await page.keyboard.type('不低于上年实绩')
    await page.keyboard.press('Enter')
    await change.and(page.locator('[data-state=returned]')).waitFor()

    await clerk.page.getByRole('button', { name: '通知，1 条未读' }).waitFor()
    expect(await clerk.page.evaluate(() => 'same' in window)).toBe(true)
    expect(await loads(clerk)).toBe(0)
  })

  it('[NOTE-10] by keys alone she reads it, goes to the cell, and the bell is silent', async () => {
    const { page } = clerk
    await bell(clerk).focus()
    await page.keyboard.press('Enter')
    await panel(clerk).getByText(`周敏退回 1 处：${RETAIL} · 2024年目标`).waitFor()
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('不低于上年实绩'))
    expect(await violations(clerk)).toEqual([])
    await page.keyboard.press('Escape')
    await panel(clerk).waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('通知，1 条未读')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('不低于上年实绩'))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/tables/annual-2024')
    const cell = await clerk.cell(RETAIL, TARGET)
    await page.waitForFunction(([el]) => el?.getAttribute('aria-selected') === 'true', [
      await cell.elementHandle(),
    ] as const)
    await page.getByRole('button', { name: '通知', exact: true }).waitFor()
    // the keys are the table's again
    await page.keyboard.type('6.8左右')
    await page.keyboard.press('Enter')
    await clerk.sees(RETAIL, TARGET, '6.8左右')
  })

  it('[NOTE-10] a mention opens its thread; the arrows walk; the same notice leads there again', async () => {
    const { page } = office
    await office.openTable('annual-2024')
    await (await office.cell(RETAIL, TARGET)).click({ force: true })
    await page.keyboard.press('Shift+F2')
    await page.getByLabel('写批注，@ 提及同事').fill('口径？@黄丽')
    await page.keyboard.press('Control+Enter')
    await page.getByText('口径？@黄丽').waitFor()

    await clerk.page.getByRole('button', { name: '通知，1 条未读' }).waitFor()
    for (let time = 0; time < 2; time++) {
      await bell(clerk).focus()
      await clerk.page.keyboard.press('Enter')
      await panel(clerk).getByText(`周敏在批注中提到了您：${RETAIL} · 2024年目标`).waitFor()
      await clerk.page.waitForFunction(() => document.activeElement?.textContent?.includes('提到了您'))
      await clerk.page.keyboard.press('ArrowDown')
      expect(await focused(clerk)).toContain('退回')
      await clerk.page.keyboard.press('ArrowUp')
      await clerk.page.keyboard.press('Enter')
      await clerk.page.getByRole('complementary', { name: '批注' }).getByText('口径？').waitFor()
      await clerk.page.keyboard.press('Escape')
    }
    await clerk.page.getByRole('button', { name: '通知', exact: true }).waitFor()
  })

  it('[NOTE-20] [NOTE-21] the office sees who is late and urges by one press; the clerk hears; a second press says who urged when', async () => {
    const { page } = office
    await page.goto(server.url)
    const board = page.locator('[data-home=offices]')
    const day = board.locator('input[type=date]').nth(2)
    await day.fill('2020-01-01')
    await board.getByText('逾期未交').first().waitFor()
    const urge = board.getByRole('button', { name: '催办商务局：2024年主要预期目标' })
    await urge.focus()
    await page.keyboard.press('Enter')
    await board.getByText('已催办 1 处。').waitFor()
    await board.getByText(/^周敏 今天 \d\d:\d\d催办$/).waitFor()
    expect(await violations(office)).toEqual([])
    await urge.focus()
    await page.keyboard.press('Enter')
    await board.getByText(/商务局（.*）今天已由周敏催办，今天 \d\d:\d\d。/).waitFor()
    await clerk.page.getByRole('button', { name: '通知，1 条未读' }).waitFor()
    await bell(clerk).click()
    await panel(clerk)
      .getByText(/^周敏催办：请填报并提交商务局的各行/)
      .waitFor()
    await board.getByRole('button', { name: /^催办全部逾期/ }).click()
    // 商务局 has been urged today
    await board.getByText(/^已催办 \d+ 处。.*商务局（.*）今天已由周敏催办/).waitFor()
  })
})
