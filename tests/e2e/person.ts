import type { Browser, Locator, Page } from 'playwright-core'

/** Somebody at a real browser. Cells are named as people name them: by the row's name and the column's heading. */
export interface Person {
  readonly page: Page
  openTable(name: string): Promise<void>
  cell(rowName: string, heading: string): Promise<Locator>
  /** clicks the cell, types over it and presses Enter */
  type(rowName: string, heading: string, text: string): Promise<void>
  /** answers once the cell shows the text */
  sees(rowName: string, heading: string, text: string): Promise<void>
  text(rowName: string, heading: string): Promise<string>
  saveState(): Promise<string | null>
  /** answers once the page says so */
  untilSaveState(state: 'saved' | 'offline'): Promise<void>
  /** from now on every text that the cell shows is noted; answers how to read the notes */
  watch(rowName: string, heading: string): Promise<() => Promise<readonly string[]>>
}

const TIMEOUT = 30_000

export async function signIn(browser: Browser, url: string, account: string, password: string): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  const page = await context.newPage()
  page.setDefaultTimeout(TIMEOUT)
  await page.goto(url)
  await page.getByLabel('账号', { exact: true }).fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '工作台' }).first().waitFor()

  const cell = async (rowName: string, heading: string) => {
    const head = page.getByRole('columnheader').filter({ hasText: heading }).last()
    const at = await head.getAttribute('aria-colindex')
    const row = page.locator('.body [role=row]').filter({ has: page.getByText(rowName, { exact: true }) })
    return row.locator(`[role=gridcell][aria-colindex="${at}"]`)
  }
  return {
    page,
    cell,
    async openTable(name) {
      await page.goto(`${url}/tables/${name}`)
      await page.locator('.body [role=gridcell]:visible').first().waitFor()
      await page.locator('[data-save-state=saved]').waitFor()
    },
    async type(rowName, heading, text) {
      const target = await cell(rowName, heading)
      await target.click({ force: true })
      await page.keyboard.type(text)
      await page.keyboard.press('Enter')
    },
    async sees(rowName, heading, text) {
      const handle = await (await cell(rowName, heading)).elementHandle()
      const shows = ([el, wanted]: readonly [Node | null, string]) => {
        const copy = (el as Element).cloneNode(true) as Element
        copy.querySelector('.old')?.remove()
        return copy.textContent === wanted
      }
      await page.waitForFunction(shows, [handle, text] as const).catch(async () => {
        throw new Error(
          `${account} does not see “${text}” in ${rowName}, ${heading}, but “${await handle?.textContent()}”`,
        )
      })
    },
    text: async (rowName, heading) => (await (await cell(rowName, heading)).evaluate(withoutOld)) ?? '',
    saveState: () => page.locator('[data-save-state]').getAttribute('data-save-state'),
    untilSaveState: state => page.locator(`[data-save-state=${state}]`).waitFor(),
    async watch(rowName, heading) {
      const element = await (await cell(rowName, heading)).elementHandle()
      const notes = await page.evaluateHandle(el => {
        const seen: string[] = []
        new MutationObserver(() => seen.push(el!.textContent ?? '')).observe(el!, {
          characterData: true,
          childList: true,
          subtree: true,
        })
        return seen
      }, element)
      return () => notes.evaluate(list => [...list])
    },
  }
}

/** what a cell shows now, the struck-out value of the edition left out */
const withoutOld = (el: Element) => {
  const copy = el.cloneNode(true) as Element
  copy.querySelector('.old')?.remove()
  return copy.textContent
}
