import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const RETAIL = '社会消费品零售总额'

describe.skipIf(chromiumPath === null)('a column that looks up another table', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let planning: Person
  let commerce: Person

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-linked-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      startServerProcess({ dataDir, port: await freePort(), env }),
      launchChromium(),
    ])
    planning = await signIn(browser, server.url, 'guihua', 'demo')
    commerce = await signIn(browser, server.url, 'shangwu', 'demo')
    await planning.openTable('annual-2024')
    await commerce.openTable('plan-145')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  it('is written with completion, previewed by the server and applied', async () => {
    const { page } = planning
    const head = page.getByRole('columnheader').filter({ hasText: '目标比上年' }).last()
    await head.hover()
    await head.locator('button.menu').click()
    await page.getByRole('menuitem', { name: '在右边加列…', exact: true }).click()
    await page.getByLabel('标题', { exact: true }).fill('五年目标')
    const formula = page.getByLabel('公式', { exact: true })
    await formula.press('End')
    await page.keyboard.type("XLOOKUP([@指标],'十四五")
    await page.getByRole('option', { name: /“十四五”主要指标/ }).waitFor()
    await page.keyboard.press('Enter')
    await formula.fill("=COUNTA('“十四五”主要指标'[没有此列])")
    await page.getByText('表““十四五”主要指标”中没有列“没有此列”').waitFor()
    await formula.fill("=XLOOKUP([@指标],'“十四五”主要指标'[指标],'“十四五”主要指标'[2025")
    await formula.press('End')
    await page.keyboard.type('年')
    await page.getByRole('option', { name: /2025年目标值/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(',"")')
    expect(await formula.inputValue()).toBe(
      "=XLOOKUP([@指标],'“十四五”主要指标'[指标],'“十四五”主要指标'[2025年目标值],\"\")",
    )
    const previewed = page
      .getByRole('region', { name: '预览' })
      .getByRole('row', { name: RETAIL })
      .getByRole('cell')
      .last()
    await previewed.getByText('122', { exact: true }).waitFor()
    await page.keyboard.press('Control+Enter')
    await planning.sees(RETAIL, '五年目标', '122')
  })

  it('moves when a clerk writes in the other table, in another browser', async () => {
    await commerce.type(RETAIL, '2025年目标值', '131.5')
    await planning.sees(RETAIL, '五年目标', '131.5')
  })

  it('says in the inspector where it comes from, with a way there', async () => {
    const { page } = planning
    await (await planning.cell(RETAIL, '五年目标')).click({ force: true })
    await page.getByRole('button', { name: '展开单元格详情' }).click()
    const from = page.getByRole('region', { name: '取自其他表' })
    await from.getByText('2025年目标值').waitFor()
    expect(await from.getByRole('link').first().getAttribute('href')).toBe('/tables/plan-145')
  })

  it('a column that is renamed there keeps its name here', async () => {
    const renamed = await planning.page.request.post(`${server.url}/api/tables/plan-145/columns`, {
      data: { commands: [{ kind: 'change-column', column: 'target', facts: { title: '2025年目标' } }] },
    })
    expect(renamed.status()).toBe(200)
    const { page } = planning
    await page.getByText("'“十四五”主要指标'[2025年目标]", { exact: false }).first().waitFor()
    await planning.sees(RETAIL, '五年目标', '131.5')
  })
})
