import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { ThemeChoice } from '../../client/theme/look.ts'

export const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const
/** `SCREENS_AS=png` for programs that read no WebP */
const FORMAT = process.env.SCREENS_AS === 'png' ? 'png' : 'webp'
export const THEMES_SHOWN = ['light', 'dark'] as const

interface Screen {
  readonly name: string
  /** null: nobody is signed in */
  readonly account: string | null
  readonly path: string
  /** brings the page to what the picture shows */
  readonly prepare: (page: Page) => Promise<void>
}

const shown = (page: Page, selector: string) => page.locator(selector).first().waitFor()
const cells = (page: Page) => shown(page, '.body [role=gridcell]:visible')
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

/** The main pages, with the data of the real tables in them. */
const SCREENS: readonly Screen[] = [
  { name: 'sign-in', account: null, path: '/', prepare: page => shown(page, 'form') },
  { name: 'home-clerk', account: 'shangwu', path: '/', prepare: page => shown(page, '[data-home]') },
  { name: 'home-planning', account: 'guihua', path: '/', prepare: page => shown(page, '[data-home]') },
  { name: 'home-leader', account: 'lingdao', path: '/', prepare: page => shown(page, '[data-home]') },
  {
    name: 'table',
    account: 'shangwu',
    path: '/tables/plan-145',
    async prepare(page) {
      await cells(page)
      await page.locator('.body').getByText('实际利用外资', { exact: true }).click()
      for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight')
    },
  },
  {
    name: 'table-details',
    account: 'guihua',
    path: '/tables/plan-145',
    async prepare(page) {
      await cells(page)
      await page.locator('.body').getByText('地区生产总值(GDP)', { exact: true }).click()
      for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight')
      const open = page.getByRole('button', { name: '展开单元格详情' })
      if (await open.isVisible()) await open.click()
      await shown(page, 'aside h2')
    },
  },
  {
    name: 'row-form',
    account: 'shangwu',
    path: '/tables/plan-145',
    async prepare(page) {
      await cells(page)
      await page.locator('.body').getByText('社会消费品零售总额', { exact: true }).click()
      await page.keyboard.press('Alt+Enter')
      await shown(page, '[data-row-form] textarea')
    },
  },
  {
    name: 'review',
    account: 'guihua',
    path: '/tables/annual-2024/review',
    async prepare(page) {
      await shown(page, 'tr[data-key]')
      await page.locator('tr[data-key]').first().focus()
    },
  },
  {
    name: 'filter',
    account: 'guihua',
    path: '/tables/plan-145',
    async prepare(page) {
      await cells(page)
      await page.locator('.body').getByText('地区生产总值(GDP)', { exact: true }).click()
      await page.keyboard.press('Control+Shift+L')
      await shown(page, 'input[type=checkbox]')
    },
  },
  {
    name: 'notices',
    account: 'guihua',
    path: '/',
    async prepare(page) {
      await shown(page, '[data-home]')
      await page.getByRole('button', { name: /通知/ }).first().click()
      await page.getByRole('region', { name: '通知', exact: true }).waitFor()
    },
  },
  { name: 'audit', account: 'shenji', path: '/audit', prepare: page => shown(page, 'tr[data-kind=cells]') },
  {
    name: 'accounts',
    account: 'admin',
    path: '/accounts',
    async prepare(page) {
      await shown(page, 'tr[data-account]')
      await page.locator('tr[data-account=shangwu]').getByRole('button').click()
      await shown(page, 'aside h2')
    },
  },
  { name: 'print', account: 'guihua', path: '/print/plan-145', prepare: page => shown(page, '[data-print-ready]') },
  {
    name: 'register',
    account: 'gongxin',
    path: '/tables/projects',
    prepare: cells,
  },
  {
    name: 'proofs',
    account: 'guihua',
    path: '/tables/plan-145',
    async prepare(page) {
      await cells(page)
      await press(page, '核验')
      await shown(page, 'aside h2')
    },
  },
  {
    name: 'columns',
    account: 'guihua',
    path: '/tables/plan-145',
    async prepare(page) {
      await cells(page)
      await page.locator('[data-tool=columns]').click()
      await shown(page, 'section h2')
    },
  },
]

export interface ScreensWanted {
  readonly browser: Browser
  readonly url: string
  readonly password: string
  readonly out: string
  /** names; undefined: all */
  readonly only: readonly string[] | undefined
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
  readonly themes: readonly ThemeChoice[]
}

/** Writes `{name}-{theme}-{width}.webp` for every screen wanted. */
export async function takeScreens({ browser, url, password, out, only, sizes, themes }: ScreensWanted): Promise<void> {
  const wanted = SCREENS.filter(({ name }) => only === undefined || only.includes(name))
  for (const theme of themes) {
    for (const account of new Set(wanted.map(screen => screen.account))) {
      const context = await browser.newContext({ locale: 'zh-CN', viewport: { ...sizes[0]! } })
      await context.addInitScript(look => {
        localStorage.setItem('tongchou.look', look)
        localStorage.setItem('tongchou.tour', 'done')
      }, JSON.stringify({ theme }))
      if (account !== null)
        await context.request.post(`${url}/api/session`, { data: { account, password }, headers: { origin: url } })
      const page = await context.newPage()
      for (const screen of wanted.filter(screen => screen.account === account))
        for (const size of sizes) {
          await page.setViewportSize(size)
          await page.goto(url + screen.path)
          await screen.prepare(page)
          await page.evaluate(() => document.fonts.ready)
          await page.waitForTimeout(400) // what fades has faded
          await writeFile(join(out, `${screen.name}-${theme}-${size.width}.${FORMAT}`), await picture(page))
          console.log(`${screen.name} ${theme} ${size.width}`)
        }
      await context.close()
    }
  }
}

/** Lossless where it is text on plain ground: WebP is a third of the PNG. */
async function picture(page: Page): Promise<Buffer> {
  const client = await page.context().newCDPSession(page)
  const { data } = (await client.send(
    'Page.captureScreenshot',
    FORMAT === 'png' ? { format: FORMAT } : { format: FORMAT, quality: 90 },
  )) as { data: string }
  await client.detach()
  return Buffer.from(data, 'base64')
}
