import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const RETAIL = '社会消费品零售总额'
const TARGET = '目标'

describe.skipIf(chromiumPath === null)('a year of annual-2024, by people at browsers', () => {
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

  const openReview = async ({ page }: Person) => {
    await page.goto(`${server.url}/tables/annual-2024/review`)
    await page.getByRole('heading', { name: '修订审核' }).waitFor()
  }
  const change = (page: Page, name = RETAIL) => page.locator('tr[data-key]').filter({ hasText: name })
  const state = (page: Page, wanted: string, name = RETAIL) =>
    change(page, name)
      .and(page.locator(`[data-state=${wanted}]`))
      .waitFor()

  it('[REV-20] the department changes a target and submits', async () => {
    await clerk.openTable('annual-2024')
    await clerk.type(RETAIL, TARGET, '6左右')
    await clerk.untilSaveState('saved')
    await openReview(clerk)
    await state(clerk.page, 'open')
    await clerk.page.getByRole('button', { name: '送审' }).click()
    await clerk.page.getByLabel('送审说明（可不填）').fill('消费恢复不及预期')
    await clerk.page.keyboard.press('Enter')
    await clerk.page.getByRole('button', { name: /商务局.*已送审/ }).waitFor()
  })

  it('[REV-40] the office sees what ought to be questioned first, and returns it by keys alone', async () => {
    const { page } = office
    await openReview(office)
    await change(page).getByText('低于上年 6.5').first().waitFor()
    expect(await change(page).innerText()).toMatch(/−0\.7 个百分点/)
    expect(await change(page).innerText()).toMatch(/目标比上年 0\.2 → -0\.5/)
    await change(page).focus()
    await page.keyboard.press('r')
    await page.keyboard.type('不低于上年实绩')
    await page.keyboard.press('Enter')
    await state(page, 'returned')
    await page.keyboard.press('u')
    await state(page, 'open')
    await page.keyboard.press('r')
    await page.keyboard.type('不低于上年实绩')
    await page.keyboard.press('Enter')
    await state(page, 'returned')
    const found = await new AxeBuilder({ page: page as never }).analyze()
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })

  it('[REV-11] the department reads the opinion, answers, and types another value', async () => {
    await openReview(clerk)
    const { page } = clerk
    await page.getByText('周敏 退回：不低于上年实绩').first().waitFor()
    await change(page).getByRole('button', { name: '回复' }).click()
    await page.getByLabel('回复规划办').fill('按 6.8 安排')
    await page.keyboard.press('Enter')
    await page.getByText('黄丽 回复：按 6.8 安排').waitFor()
    await clerk.openTable('annual-2024')
    await clerk.type(RETAIL, TARGET, '6.8左右')
    await clerk.untilSaveState('saved')
  })

  it('[REV-13] what moves while one looks is not decided unseen', async () => {
    const { page } = office
    await openReview(office)
    await state(page, 'moved')
    // the page looks again every few seconds: the value moves between its look and the key
    await page.route('**/review', route => route.abort())
    await clerk.type(RETAIL, TARGET, '6.9左右')
    await clerk.untilSaveState('saved')
    await change(page).getByRole('button', { name: '采纳' }).click()
    await page.getByText('1 处在您查看后又有变化').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('您看到的是 6.8左右，现在是 6.9左右')
    await page.unroute('**/review')
    await page.getByRole('button', { name: '知道了' }).click()
    await change(page).getByText('6.9左右').waitFor()
    await change(page).getByRole('button', { name: '采纳' }).click()
    await state(page, 'accepted')
  })

  it('[REV-23] [REV-24] issued, the table is closed for everybody, and says so in the cell', async () => {
    const { page } = office
    await page.getByRole('button', { name: '下达为新基线' }).click()
    await page.getByLabel('文号', { exact: true }).fill('章府发〔2024〕1号')
    await page.getByRole('button', { name: '下达', exact: true }).click()
    await page.getByText(/已下达为基线 1/).waitFor()
    await clerk.openTable('annual-2024')
    await clerk.type(RETAIL, TARGET, '9左右')
    expect(await clerk.text(RETAIL, TARGET)).toContain('6.9左右')
  })

  it('[REV-30] [REV-33] a revision by request: asked for, approved, in force; compared with the baseline', async () => {
    await openReview(clerk)
    await clerk.page.getByRole('button', { name: '修订申请' }).click()
    await clerk.page.getByRole('button', { name: '提出修订申请' }).click()
    await clerk.page.getByLabel('指标', { exact: true }).selectOption({ label: RETAIL })
    await clerk.page.getByLabel('列', { exact: true }).selectOption({ label: '2024年/2024年目标' })
    await clerk.page.getByLabel('申请改为').fill('6.5左右')
    await clerk.page.getByLabel('事由', { exact: true }).fill('年中调整')
    await clerk.page.getByLabel('理由', { exact: true }).fill('上级下达')
    await clerk.page.getByRole('button', { name: '提交申请' }).click()
    await clerk.page.getByRole('heading', { name: /年中调整.*办理中/ }).waitFor()

    const { page } = office
    await openReview(office)
    await page.getByRole('button', { name: '修订申请' }).click()
    await page.getByRole('button', { name: '通过“规划办意见”' }).click()
    await page.keyboard.type('同意')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /年中调整.*已生效/ }).waitFor()
    await page.getByRole('button', { name: '版本对比' }).click()
    await page.getByText('1 处不同').waitFor()
    expect(await page.locator('tbody tr').first().innerText()).toMatch(/6\.9左右\s+6\.5左右\s+−0\.4 个百分点/)
    await clerk.openTable('annual-2024')
    expect(await clerk.text(RETAIL, TARGET)).toContain('6.5左右')
  })

  it('[REV-30] the baseline comes back as a request, and not by overwriting', async () => {
    const { page } = office
    await openReview(office)
    await page.getByRole('button', { name: '版本对比' }).click()
    await page.getByText('1 处不同').waitFor()
    await page.getByRole('button', { name: '申请恢复为左边的版本' }).click()
    await page.keyboard.type('调整依据撤销')
    await page.keyboard.press('Enter')
    await page.getByText('已提交恢复申请，共 1 格').waitFor()
    await clerk.openTable('annual-2024')
    expect(await clerk.text(RETAIL, TARGET)).toContain('6.5左右')
    await page.getByRole('button', { name: '修订申请' }).click()
    await page.getByRole('heading', { name: /恢复为以前的版本.*办理中/ }).waitFor()
  })

  it('[REV-50] next year’s table is made out of this one', async () => {
    const { page } = office
    await openReview(office)
    await page.getByRole('button', { name: '版本对比' }).click()
    await page.getByRole('button', { name: '结转到下一年' }).click()
    expect(await page.getByLabel('新表的网址名').inputValue()).toBe('annual-2025')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/tables\/annual-2025$/)
    await page.locator('.body [role=gridcell]:visible').first().waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('2025')
    // this year's target, as it is in force, is next year's base; the new target is open
    const answer = await page.request.get(`${server.url}/api/tables/annual-2025/rows?limit=100`)
    const rows = (await answer.json()) as readonly { readonly cells: Record<string, { readonly text: string }> }[]
    const retail = rows.find(({ cells }) => cells.indicator?.text === RETAIL)!.cells
    expect([retail['target-base']?.text, retail.target?.text ?? '', retail.result?.text ?? '']).toEqual([
      '6.5左右',
      '',
      '',
    ])
  })

  it('the table of revisions leaves as a workbook', async () => {
    const response = await office.page.request.get(`${server.url}/api/tables/annual-2024/review/report.xlsx`)
    expect(response.status()).toBe(200)
    expect((await response.body()).subarray(0, 2).toString()).toBe('PK')
  })
})
