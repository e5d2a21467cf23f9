import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const RETAIL = '社会消费品零售总额'

describe.skipIf(chromiumPath === null)('the auditor’s page', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let clerk: Person
  let auditor: Person

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      freePort().then(port => startServerProcess({ dataDir, port, env })),
      launchChromium(),
    ])
    clerk = await signIn(browser, server.url, 'shangwu', 'demo')
    auditor = await signIn(browser, server.url, 'shenji', 'demo')
    await clerk.openTable('plan-145')
    await clerk.type(RETAIL, '2025年目标值', '131')
    await clerk.untilSaveState('saved')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const lines = () => auditor.page.locator('tr[data-kind]')

  it('an edit is told in words, newest first: who, when, from where, before, after', async () => {
    const { page } = auditor
    await page.getByRole('link', { name: '审计日志' }).click()
    await page.getByRole('heading', { name: '审计日志' }).waitFor()
    const first = lines().and(page.locator('[data-kind=cells]')).first()
    expect((await first.innerText()).replace(/\s+/g, ' ')).toMatch(
      /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d 黄丽 商务局 127\.0\.0\.1 修改 社会消费品零售总额 · .*2025年目标值.*主要指标.* 122 131$/,
    )
  })

  it('filters by keys; the address carries the filter, and it stands after loading anew', async () => {
    const { page } = auditor
    await page.getByRole('combobox', { name: '做了什么' }).selectOption({ label: '登录被拒' })
    await page.getByText('没有这样的记录。').waitFor()
    await page.getByRole('button', { name: '清除筛选' }).press('Enter')
    await page.getByRole('searchbox', { name: '文字' }).focus()
    await page.keyboard.type('零售 131')
    await page.keyboard.press('Enter')
    await page.getByText('已显示全部 1 条').waitFor()
    expect(new URL(page.url()).searchParams.get('text')).toBe('零售 131')
    await page.reload()
    await page.getByText('已显示全部 1 条').waitFor()
    await page.getByLabel('从', { exact: true }).fill('2099-01-01')
    await page.getByText('没有这样的记录。').waitFor()
    await page.getByRole('button', { name: '清除筛选' }).press('Enter')
    await lines().nth(5).waitFor()
  })

  it('older lines come page by page', async () => {
    await clerk.page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' }
      for (let at = 0; at < 101; at++)
        await fetch('/api/tokens', { method: 'POST', headers, body: JSON.stringify({ name: `脚本 ${at}` }) })
    })
    const { page } = auditor
    await page.goto(`${server.url}/audit?kind=token-created`)
    await page.getByText('已显示 100 条').waitFor()
    await page.getByRole('button', { name: '更早的记录' }).press('Enter')
    await page.getByText('已显示全部 101 条').waitFor()
    expect(await lines().count()).toBe(101)
  })

  it('a line leads to its cell', async () => {
    const { page } = auditor
    await page.goto(`${server.url}/audit?kind=cells`)
    await page.getByRole('link', { name: /修改 社会消费品零售总额/ }).click()
    await page.locator('.body [role=gridcell][aria-selected=true]').first().waitFor({ state: 'attached' })
    await page.waitForFunction(() => {
      const at = document.querySelector('.tc-grid')?.getAttribute('aria-activedescendant') ?? ''
      return (
        document.getElementById(at) ?? document.querySelector('[role=gridcell][aria-selected=true]')
      )?.textContent?.includes('131')
    })
  })

  it('what is filtered leaves as a workbook, and that is a line of the log', async () => {
    const { page } = auditor
    await page.goto(`${server.url}/audit?kind=cells`)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 Excel' }).press('Enter'),
    ])
    expect(file.suggestedFilename()).toBe('审计日志.xlsx')
    await page.goto(`${server.url}/audit?kind=exported`)
    await page.getByText(/导出审计日志（\d+ 条）/).waitFor()
  })

  it('others have no way there, and are told what to do instead', async () => {
    const { page } = clerk
    expect(await page.getByRole('link', { name: '审计日志' }).count()).toBe(0)
    await page.goto(`${server.url}/audit`)
    await page.getByText('只有审计和管理员可以查看').waitFor()
  })
})
