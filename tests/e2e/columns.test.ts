import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

const GDP = '地区生产总值(GDP)'
const RETAIL = '社会消费品零售总额'

describe.skipIf(chromiumPath === null)('the planning office edits columns while others watch', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let planning: Person
  let commerce: Person

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-columns-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      startServerProcess({ dataDir, port: await freePort(), env }),
      launchChromium(),
    ])
    planning = await signIn(browser, server.url, 'guihua', 'demo')
    commerce = await signIn(browser, server.url, 'shangwu', 'demo')
    for (const person of [planning, commerce]) await person.openTable('plan-145')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const head = (person: Person, title: string) =>
    person.page.getByRole('columnheader').filter({ hasText: title }).last()
  const openMenu = async (title: string) => {
    await head(planning, title).hover()
    await head(planning, title).locator('button.menu').click()
  }
  const choose = (name: string) => planning.page.getByRole('menuitem', { name, exact: true }).click()
  const formula = () => planning.page.getByLabel('公式', { exact: true })
  /** what the preview says of a row, in its last column */
  const previewed = (row: string) =>
    planning.page.getByRole('region', { name: '预览' }).getByRole('row', { name: row }).getByRole('cell').last()
  const focusInGrid = () =>
    planning.page.waitForFunction(() => document.activeElement?.matches('.tc-grid .field'), undefined)

  it('a clerk has neither the menus nor the tool', async () => {
    // a head's menu sorts and filters for everybody; what changes the column is the office's
    await head(commerce, '2025年目标值').locator('button').last().click({ force: true })
    await commerce.page.getByText('升序 A→Z').waitFor()
    expect(await commerce.page.getByText('在右边加列…').count()).toBe(0)
    await commerce.page.keyboard.press('Escape')
    expect(await commerce.page.getByRole('button', { name: '列', exact: true }).count()).toBe(0)
    const answer = await commerce.page.request.post(`${server.url}/api/tables/plan-145/columns`, {
      data: { commands: [{ kind: 'delete-column', column: 'note' }] },
    })
    expect(answer.status()).toBe(403)
  })

  it('a computed column: written with completion, previewed, applied, and there for others at once', async () => {
    const { page } = planning
    await openMenu('2025年目标值')
    await choose('在右边加列…')
    await page.getByLabel('标题', { exact: true }).fill('五年增量')
    await formula().press('End')
    await page.keyboard.type('[@目标')
    await page.getByRole('option', { name: /2025年目标值/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('-[@没有]')
    await page.getByText('表中没有列“没有”').waitFor()
    expect(await page.locator('mark').allTextContents()).toEqual(['[@没有]'])
    for (const _ of '[@没有]') await page.keyboard.press('Backspace')
    await page.keyboard.type('[基期')
    await page.getByRole('option', { name: /2020年基期值/ }).waitFor()
    await page.keyboard.press('Enter')
    expect(await formula().inputValue()).toBe('=[@2025年目标值]-[@2020年基期值]')
    await page.getByLabel('小数位数').fill('2')
    await previewed(GDP).getByText('97.72').waitFor()
    expect(await head(commerce, '五年增量').count()).toBe(0)

    // the preview is as live as the table
    await commerce.type(RETAIL, '2025年目标值', '130')
    await previewed(RETAIL).getByText('46.72').waitFor()
    const audit = await new AxeBuilder({ page }).include('section[aria-label="列"]').analyze()
    expect(audit.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])

    await page.keyboard.press('Control+Enter')
    await focusInGrid()
    for (const person of [planning, commerce]) {
      await head(person, '五年增量').waitFor()
      await person.sees(GDP, '五年增量', '97.72')
      await person.sees(RETAIL, '五年增量', '46.72')
    }
  })

  it('a function is explained in the interface’s language, with the argument one is at', async () => {
    const { page } = planning
    await openMenu('五年增量')
    await choose('改这一列…')
    await formula().fill('=ROUND([@2025年目标值]-[@2020年基期值],')
    await page.locator('[data-function=ROUND]').waitFor()
    expect(await page.locator('[data-function=ROUND] code b').textContent()).not.toBe('')
    // nothing that is typed goes by a slip: neither by the tool, nor by another column's menu, nor by Escape
    await page.getByRole('button', { name: '列', exact: true }).click()
    await page.getByText('改动还没有应用。').waitFor()
    await page.getByRole('button', { name: '继续改' }).click()
    await openMenu('2020年基期值')
    await choose('改这一列…')
    await page.getByText('改动还没有应用。').waitFor()
    expect(await formula().inputValue()).toContain('ROUND')
    await formula().focus()
    await page.keyboard.press('Escape')
    await focusInGrid()
    await commerce.sees(GDP, '五年增量', '97.72')
  })

  it('a renamed column takes the formulas along', async () => {
    const { page } = planning
    await openMenu('2020年基期值')
    await choose('改这一列…')
    await page.getByLabel('标题', { exact: true }).fill('2020年基数')
    await page.getByText('2 个公式改写列名，结果不变').waitFor()
    await page.getByRole('button', { name: '应用', exact: true }).click()
    for (const person of [planning, commerce]) {
      await head(person, '2020年基数').waitFor()
      await person.sees(GDP, '五年增量', '97.72')
      await person.sees(GDP, '复算', '8.20')
    }
    await openMenu('五年增量')
    await choose('改这一列…')
    expect(await formula().inputValue()).toBe('=[@2025年目标值]-[@2020年基数]')
    await page.keyboard.press('Escape')
  })

  it('deleting says what would break; the column comes back with its cells, by the keyboard alone', async () => {
    const { page } = planning
    await openMenu('2020年基数')
    await choose('删除…')
    await page.getByText('2 个公式会失效').waitFor()
    await page.getByText('这一列有 32 个单元格填了内容').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await commerce.page.getByRole('columnheader').filter({ hasText: '2020年基数' }).waitFor({ state: 'detached' })
    await commerce.sees(GDP, '五年增量', '#REF!')
    await page.getByRole('button', { name: '列', exact: true }).press('Enter')
    await page.getByRole('button', { name: '恢复', exact: true }).press('Enter')
    await head(commerce, '2020年基数').waitFor()
    await commerce.sees(GDP, '五年增量', '97.72')
    await page.keyboard.press('Escape')
  })

  it('a column that is hidden is out of everybody’s way', async () => {
    await openMenu('五年增量')
    await choose('隐藏')
    await commerce.page.getByRole('columnheader').filter({ hasText: '五年增量' }).waitFor({ state: 'detached' })
    await focusInGrid()
  })
})
