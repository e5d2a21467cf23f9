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
const HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'

describe.skipIf(chromiumPath === null)('two people talk about a cell, by keys alone', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let office: Person
  let clerk: Person
  const errors: string[] = []

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      freePort().then(port => startServerProcess({ dataDir, port, env })),
      launchChromium(),
    ])
    office = await signIn(browser, server.url, 'guihua', 'demo')
    clerk = await signIn(browser, server.url, 'shangwu', 'demo')
    for (const { page } of [office, clerk]) page.on('pageerror', error => errors.push(error.message))
    await Promise.all([office.openTable('annual-2024'), clerk.openTable('annual-2024')])
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const panel = ({ page }: Person) => page.getByRole('complementary', { name: '批注' })
  const thread = (person: Person, name = RETAIL) =>
    panel(person).getByRole('article').filter({ hasText: name }).or(panel(person).getByRole('article', { name }))
  const focused = ({ page }: Person) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  const held = ({ page }: Person) => page.evaluate(() => document.activeElement?.textContent ?? '')
  const inGrid = ({ page }: Person) =>
    page.waitForFunction(() => document.activeElement?.matches('.tc-grid .field') === true)
  const marked = async (person: Person, rowName = RETAIL) =>
    (await person.cell(rowName, TARGET)).and(person.page.locator('.commented'))
  const goTo = async (person: Person, rowName = RETAIL) =>
    await (await person.cell(rowName, TARGET)).click({ force: true })
  const violations = async ({ page }: Person) => {
    const found = await new AxeBuilder({ page: page as never }).analyze()
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }

  it('[COMM-12] one asks on a cell, and mentions the other by the first letters of her name', async () => {
    const { page } = office
    await goTo(office)
    await page.keyboard.press('Shift+F2')
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === '写批注，@ 提及同事')
    await page.keyboard.type('这个目标偏低，请 @hl')
    await page.getByRole('option', { name: /黄丽/ }).waitFor()
    expect(await violations(office)).toEqual([])
    await page.keyboard.press('Enter')
    await page.keyboard.type('说明')
    await page.keyboard.press('Control+Enter')
    await thread(office).getByText('这个目标偏低，请 @黄丽 说明').waitFor()
    await page.keyboard.press('Escape')
    await inGrid(office)
    await (await marked(office)).waitFor()
  })

  it('[COMM-10] [COMM-9] the other sees the corner and the thread without loading anew, answers, and stays where she writes', async () => {
    const { page } = clerk
    const cell = await marked(clerk)
    await cell.waitFor()
    expect(await cell.getAttribute('aria-label')).toMatch(/，有批注$/)
    await goTo(clerk)
    await page.keyboard.press('Shift+F2')
    await thread(clerk).getByText('这个目标偏低，请 @黄丽 说明').waitFor()
    expect(await thread(clerk).locator('b', { hasText: '@黄丽' }).count()).toBe(1)
    expect(await thread(clerk).innerText()).toMatch(/周敏[\s\S]*今天 \d\d:\d\d/)
    expect(await focused(clerk)).toBe('回复，@ 提及同事')
    await page.keyboard.type(HOSTILE)
    await page.keyboard.press('Control+Enter')
    await thread(clerk).getByText(HOSTILE).waitFor()
    expect(await focused(clerk)).toBe('回复，@ 提及同事')
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect(await panel(clerk).locator('img, script').count()).toBe(0)
    expect(await violations(clerk)).toEqual([])
  })

  it('[COMM-10] [COMM-9] an answer arrives while the other reads; what is too long is not sent and stays', async () => {
    await office.page.keyboard.press('Shift+F2')
    await thread(office).getByText(HOSTILE).waitFor()
    await clerk.page.keyboard.type('按上级口径')
    await clerk.page.keyboard.press('Control+Enter')
    await thread(office).getByText('按上级口径').waitFor()
    const box = clerk.page.getByLabel('回复，@ 提及同事')
    await box.fill('长'.repeat(2_100))
    await panel(clerk).getByRole('alert').getByText('超出 100 个字符').waitFor()
    await clerk.page.keyboard.press('Control+Enter')
    expect(await box.inputValue()).toHaveLength(2_100)
    await box.fill('')
  })

  it('[COMM-2] [COMM-5] one’s own words are put otherwise and taken back, nobody else’s', async () => {
    const mine = thread(clerk).getByRole('listitem').filter({ hasText: '按上级口径' })
    await mine.getByRole('button', { name: '编辑' }).press('Enter')
    const box = clerk.page.getByLabel('编辑批注')
    expect(await box.inputValue()).toBe('按上级口径')
    await box.fill('按上级口径，@周敏')
    await clerk.page.keyboard.press('Control+Enter')
    await thread(office).getByText('按上级口径，@周敏').waitFor()
    await thread(office).getByText('已编辑').waitFor()
    const hostile = thread(clerk).getByRole('listitem').filter({ hasText: 'onerror' })
    await hostile.getByRole('button', { name: '删除' }).press('Enter')
    await hostile.getByRole('button', { name: '确定删除？' }).press('Enter')
    await thread(office).getByText('此条已由本人删除').waitFor()
    expect(
      await thread(clerk).getByRole('listitem').filter({ hasText: '周敏' }).first().getByRole('button').count(),
    ).toBe(0)
  })

  it('[COMM-4] settled, the corners go at both, and what was being written is kept', async () => {
    await office.page.getByLabel('回复，@ 提及同事').fill('还想问')
    await thread(clerk).getByRole('button', { name: '解决' }).press('Enter')
    await thread(office)
      .getByText(/黄丽 今天 .* 标为已解决/)
      .waitFor()
    for (const person of [office, clerk]) {
      await (await person.cell(RETAIL, TARGET)).waitFor()
      await person.page.locator('.cell.commented').waitFor({ state: 'detached' })
    }
    await office.page.keyboard.press('Control+Enter')
    await panel(office).getByRole('alert').getByText('这条批注已经解决').waitFor()
    await thread(office).getByRole('button', { name: '重新打开' }).press('Enter')
    await (await marked(clerk)).waitFor()
    await office.page.getByLabel('回复，@ 提及同事').press('Control+Enter')
    await thread(clerk).getByText('还想问').waitFor()
  })

  it('[COMM-6] [COMM-12] all threads in a list: arrows walk it, Enter leads to the cell; a row that is gone keeps its thread', async () => {
    const { page } = office
    await page.keyboard.press('Escape')
    await inGrid(office)
    const saving = '节能减排'
    await goTo(office, saving)
    await page.keyboard.press('Shift+F2')
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === '写批注，@ 提及同事')
    await page.keyboard.type('这一行还要吗')
    await page.keyboard.press('Control+Enter')
    await thread(office, saving).getByText('这一行还要吗').waitFor()
    await page.keyboard.press('Escape')
    await inGrid(office)

    await clerk.page.keyboard.press('Escape')
    await inGrid(clerk)
    await clerk.page.getByRole('button', { name: /^批注，2 条未解决/ }).press('Enter')
    await thread(clerk, saving).getByText('这一行还要吗').waitFor()
    // the newest stands first and has the keys; the one below is an arrow away
    expect(await held(clerk)).toContain(saving)
    await clerk.page.keyboard.press('ArrowDown')
    expect(await held(clerk)).toContain(RETAIL)
    await clerk.page.keyboard.press('ArrowUp')
    expect(await held(clerk)).toContain(saving)
    await page.keyboard.press('Control+-')
    await thread(clerk, saving).getByText('行已删除').waitFor()
    expect(await thread(clerk, saving).getByText('这一行还要吗').count()).toBe(1)

    await thread(clerk).getByRole('button', { name: RETAIL }).focus()
    await clerk.page.keyboard.press('Enter')
    const at = await clerk.page
      .locator('.cell[aria-selected=true]')
      .first()
      .evaluate(el => el.id)
    expect(at).toBe(await (await clerk.cell(RETAIL, TARGET)).evaluate(el => el.id))
    expect(await violations(clerk)).toEqual([])
    await page.keyboard.press('Control+z')
    await thread(clerk, saving).getByText('行已删除').waitFor({ state: 'detached' })
  })

  it('nothing went wrong on either page', () => {
    expect(errors).toEqual([])
  })
})
