import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sheet } from '../../client/grid/sheet.ts'
import { chromiumPath } from '../support/chromium.ts'
import { driveGrid } from './grid-driver.ts'
import { type GridPages, startGridPages } from './open-page.ts'

const COMPUTED = ['rate', 'over', 'share', 'rank', 'within', 'ahead']

/** What stood in the computed cells before the key, and what the frame after the key showed. */
interface Seen {
  readonly before: Readonly<Record<string, string>>
  readonly shown: Readonly<Record<string, string>>
  /** from the key to the end of its handlers' work, and from the beginning of the frame to the end of its own */
  readonly ms: readonly number[]
}

let pages: GridPages
beforeAll(async () => {
  pages = await startGridPages()
})
afterAll(() => pages?.close())

describe.skipIf(chromiumPath === null)('100,000 rows with computed columns', () => {
  it('[FML-122] shows every dependant on screen in the frame after Enter', async () => {
    const { page, context } = await pages.open('?computing=100000&me=guihua', { width: 1366, height: 768 })
    const grid = driveGrid(page)
    for (const [at, typed] of ['1234567', '7654321', '8888888'].entries()) {
      await grid.click(`r${at + 3}`, 'done')
      await page.keyboard.type(typed)
      await page.evaluate(watchNextEnter, COMPUTED)
      await page.keyboard.press('Enter')
      const seen = await page.evaluate(() => (window as unknown as { seen: Promise<Seen> }).seen)
      expect(await grid.value(`r${at + 3}`, 'done')).toBe(Number(typed))
      const cells = Object.keys(seen.shown)
      expect(cells.length).toBeGreaterThan(15 * COMPUTED.length)
      const right = await page.evaluate(expectedTexts, cells)
      expect(seen.shown).toEqual(right)
      // a share in every row, and the ranks of those who were passed
      const moved = cells.filter(cell => seen.shown[cell] !== seen.before[cell])
      expect(moved.filter(cell => cell.endsWith(':share')).length).toBe(cells.length / COMPUTED.length)
      expect(seen.shown[`r${at + 3}:rank`]).toBe('1')
      if (process.env.SHOW_TIMES) console.log(typed, seen.ms)
    }
    await context.close()
  })
})

/** In the page: what the computed cells show in the frame after the next Enter. */
function watchNextEnter(columns: readonly string[]): void {
  const { sheet } = window as unknown as { sheet: Sheet }
  const read = () => {
    const heads = document.querySelectorAll('.head [role=row]').length
    const ids = sheet.view.structure.columns.map(({ id }) => id)
    const texts: Record<string, string> = {}
    for (const row of document.querySelectorAll<HTMLElement>('.body [role=row]')) {
      const id = sheet.view.rows[Number(row.getAttribute('aria-rowindex')) - heads - 1]
      if (id === undefined || row.hidden) continue
      for (const column of columns) {
        const cell = row.querySelector(`[aria-colindex="${ids.indexOf(column) + 1}"]`)
        if (cell !== null) texts[`${id}:${column}`] = cell.textContent ?? ''
      }
    }
    return texts
  }
  const before = read()
  const seen = new Promise(resolve => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return
      window.removeEventListener('keydown', onKey, { capture: true })
      const pressed = performance.now()
      const ms: number[] = []
      const afterThis = (then: () => void) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = then
        port2.postMessage(null)
      }
      afterThis(() => ms.push(performance.now() - pressed))
      requestAnimationFrame(began => {
        afterThis(() => ms.push(performance.now() - began))
        // asked for before anything that this frame asks for: it reads what this frame has shown, and nothing later
        requestAnimationFrame(() => resolve({ before, shown: read(), ms }))
      })
    }
    window.addEventListener('keydown', onKey, { capture: true })
  })
  Object.assign(window, { seen })
}

/** In the page: what a calculation that has seen nothing but the table as it is now says. */
function expectedTexts(cells: readonly string[]): Record<string, string> {
  const { freshTexts } = window as unknown as { freshTexts(cells: readonly string[]): Record<string, string> }
  return freshTexts(cells)
}
