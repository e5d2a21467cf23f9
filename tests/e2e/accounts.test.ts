import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Person, signIn } from './person.ts'

describe.skipIf(chromiumPath === null)('accounts and sessions', () => {
  let dataDir: string
  let server: ServerProcess
  let browser: Browser
  let admin: Person
  /** the new colleague's */
  let password: string

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongchou-e2e-'))
    const env = { SEED: 'demo', DEMO_PASSWORD: 'demo' }
    ;[server, browser] = await Promise.all([
      freePort().then(port => startServerProcess({ dataDir, port, env })),
      launchChromium(),
    ])
    admin = await signIn(browser, server.url, 'admin', 'demo')
    await admin.page.getByRole('link', { name: '账号', exact: true }).click()
    await admin.page.locator('tr[data-account]').first().waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill('SIGTERM')
    await rm(dataDir, { recursive: true, force: true })
  })

  const line = (account: string) => admin.page.locator(`tr[data-account="${account}"]`)
  const violations = async (page: Page) =>
    (await new AxeBuilder({ page: page as never }).analyze()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
    )

  it('a colleague is added by keys; the password is shown once, and signs in', async () => {
    const { page } = admin
    await page.getByRole('button', { name: '新建账号' }).press('Enter')
    const panel = page.getByRole('complementary', { name: '新建账号' })
    await page.keyboard.type('wangfang')
    await page.keyboard.press('Tab')
    await page.keyboard.type('王芳')
    await panel.getByRole('combobox', { name: '部门' }).selectOption({ label: '商务局' })
    await panel.getByRole('button', { name: '建立' }).press('Enter')
    password = await panel.locator('code').innerText()
    expect(await violations(page)).toEqual([])
    await line('wangfang').getByText('商务局').waitFor()
    const colleague = await signIn(browser, server.url, 'wangfang', password)
    await colleague.page.getByText('王芳').first().waitFor()
    await page.reload()
    await line('wangfang').waitFor()
    expect(await page.locator('code').count()).toBe(0)
  })

  it('the list is found by what one types and by role', async () => {
    const { page } = admin
    await page.getByRole('searchbox', { name: '查找' }).fill('王')
    await page.getByText('1 个账号').waitFor()
    await page.getByRole('combobox', { name: '角色' }).first().selectOption({ label: '审计' })
    await page.getByText('没有这样的账号。').waitFor()
    await page.getByRole('combobox', { name: '角色' }).first().selectOption({ label: '全部' })
    await line('wangfang').waitFor()
  })

  it('a deputy is named until a day, another department is given, and both end', async () => {
    const { page } = admin
    await line('wangfang').getByRole('button', { name: '管理 王芳' }).press('Enter')
    const offices = page.getByRole('region', { name: '兼任和代理' })
    await offices.getByRole('button', { name: '增加' }).press('Enter')
    await page.getByText('代理要写明到哪一天为止。').waitFor()
    await offices.getByRole('combobox', { name: '部门' }).selectOption({ label: '工信局' })
    await offices.getByLabel('到哪一天').fill('2099-01-31')
    await offices.getByRole('button', { name: '增加' }).press('Enter')
    await offices.getByText(/代理 · 到 2099年1月31日.*为止/).waitFor()
    await line('wangfang').getByText('工信局填报员').waitFor()
    expect(await violations(page)).toEqual([])
    await offices.getByRole('button', { name: '结束 工信局填报员' }).press('Enter')
    await offices.getByText('没有兼任或代理。').waitFor()
  })

  it('roles and department change at once', async () => {
    const { page } = admin
    const identity = page.getByRole('region', { name: '姓名、部门和角色' })
    await identity.getByLabel('领导').press('Space')
    await identity.getByRole('combobox', { name: '部门' }).selectOption({ label: '农业农村局' })
    await identity.getByRole('button', { name: '保存' }).press('Enter')
    await line('wangfang').getByText('填报员、领导').waitFor()
    await line('wangfang').getByText('农业农村局').waitFor()
  })

  it('the administrator sees where somebody is signed in, and ends it', async () => {
    const { page } = admin
    const sessions = page.getByRole('region', { name: '登录情况' })
    await sessions
      .getByRole('button', { name: /结束：Chrome · Linux · 127\.0\.0\.1/ })
      .first()
      .press('Enter')
    await sessions.getByText('现在没有登录。').waitFor()
  })

  it('who is shut out by wrong passwords is let in again', async () => {
    const { page } = admin
    for (let at = 0; at < 11; at++)
      await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account: 'wangfang', password: `guess ${at}` }),
      })
    await page.reload()
    await line('wangfang')
      .getByText(/暂时锁住/)
      .waitFor()
    await line('wangfang').getByRole('button').press('Enter')
    await page.getByRole('button', { name: '解除锁定' }).press('Enter')
    await line('wangfang').getByText('可登录').waitFor()
    await signIn(browser, server.url, 'wangfang', password)
  })

  it('a new password makes the old one worthless; a disabled account is given back', async () => {
    const { page } = admin
    await page.getByRole('button', { name: '重设密码' }).press('Enter')
    await page.locator('code').waitFor()
    const fresh = await page.locator('code').innerText()
    expect(fresh).not.toBe(password)
    await page.getByRole('button', { name: '停用账号' }).press('Enter')
    await page.getByRole('button', { name: '确认停用 王芳' }).press('Enter')
    await line('wangfang').waitFor({ state: 'detached' })
    await page.getByRole('checkbox', { name: '含已停用' }).press('Space')
    await line('wangfang').getByText('已停用').waitFor()
    await page.getByRole('button', { name: '恢复账号' }).press('Enter')
    await line('wangfang').getByText('可登录').waitFor()
    await signIn(browser, server.url, 'wangfang', fresh)
  })

  it('one’s own sessions and password', async () => {
    const first = await signIn(browser, server.url, 'nongye', 'demo')
    const second = await signIn(browser, server.url, 'nongye', 'demo')
    const { page } = second
    await page.getByRole('button', { name: /账号菜单/ }).press('Enter')
    await page.getByRole('link', { name: '我的登录和密码' }).press('Enter')
    await page.locator('li[data-current]').nth(1).waitFor()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: '结束其他全部登录' }).press('Enter')
    await page.getByText('其他登录已结束。').waitFor()
    await page.waitForFunction(() => document.querySelectorAll('li[data-current]').length === 1)
    await first.page.goto(server.url)
    await first.page.getByLabel('密码', { exact: true }).waitFor()
    await page.getByLabel('现在的密码').fill('demo')
    await page.getByLabel('新密码').fill('correct horse')
    await page.keyboard.press('Enter')
    await page.getByText('密码已改，其他登录已结束。').waitFor()
    await signIn(browser, server.url, 'nongye', 'correct horse')
    expect(await page.getByRole('link', { name: '账号', exact: true }).count()).toBe(0)
    await page.goto(`${server.url}/accounts`)
    await page.getByText('只有管理员可以管理账号').waitFor()
  })
})
