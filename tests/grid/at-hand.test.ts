import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { driveGrid, type GridDriver } from './grid-driver.ts'
import { type GridPage, type GridPages, startGridPages } from './open-page.ts'
import type { GridPageWindow } from './page/window.ts'

let pages: GridPages
let opened: GridPage
let grid: GridDriver

beforeAll(async () => {
  pages = await startGridPages()
})
afterAll(() => pages?.close())
afterEach(() => opened.context.close())

const theSheet = (run: (sheet: GridPageWindow['sheet']) => void) =>
  opened.page.evaluate(
    source => new Function('s', `(${source})(s)`)((window as unknown as GridPageWindow).sheet),
    String(run),
  )
const scrolled = () =>
  opened.page.locator('.scroller').evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop] as const)
const keysAreTheGrids = () => opened.page.locator('.field').evaluate(field => document.activeElement === field)

describe.skipIf(chromiumPath === null)('what a hand expects of the sheet', () => {
  beforeEach(async () => {
    opened = await pages.open('?me=shangwu', { width: 900, height: 400 })
    grid = driveGrid(opened.page)
  })

  it('Home brings the sheet back to its left edge, and Ctrl+Home to its beginning', async () => {
    await grid.click('r005', 'indicator')
    await grid.press('Control+ArrowDown', 'End')
    const [left, top] = await scrolled()
    expect(left).toBeGreaterThan(100)
    expect(top).toBeGreaterThan(100)
    await grid.press('Home')
    expect(await scrolled()).toEqual([0, top])
    await grid.press('End')
    expect((await scrolled())[0]).toBe(left)
    await grid.press('Control+Home')
    expect(await scrolled()).toEqual([0, 0])
    expect(await grid.active()).toEqual({ row: 'r001', column: 'category' })
  })

  it('the stage cannot be scrolled away under the head: what is revealed scrolls the sheet', async () => {
    const stage = opened.page.locator('.stage')
    await stage.evaluate(el => el.scrollTo(120, 90))
    await expect.poll(() => stage.evaluate(el => [el.scrollLeft, el.scrollTop])).toEqual([0, 0])
    // as a browser does that finds a text in a cell which is drawn ahead
    await opened.page
      .locator('.body [aria-colindex]:visible')
      .last()
      .evaluate(el => el.scrollIntoView())
    await expect.poll(() => stage.evaluate(el => [el.scrollLeft, el.scrollTop])).toEqual([0, 0])
    // a browser without `overflow: clip` scrolls the stage after all: the sheet goes there instead
    const before = await scrolled()
    await stage.evaluate(el => {
      el.style.overflow = 'hidden'
      el.scrollTo(0, 9_999)
    })
    await expect.poll(() => stage.evaluate(el => [el.scrollLeft, el.scrollTop])).toEqual([0, 0])
    await expect.poll(async () => (await scrolled())[1]).toBeGreaterThan(before[1])
    const layers = opened.page.locator('.stage .pane')
    await layers.evaluateAll(els => {
      for (const el of els) el.scrollTo(50, 50)
    })
    expect(await layers.evaluateAll(els => els.map(el => el.scrollLeft + el.scrollTop))).toEqual([0, 0])
  })

  it('a press on the bar edits the cell; where it cannot be edited it says why, and the keys stay here', async () => {
    await grid.click('r005', 'target')
    await opened.page.locator('[data-bar]').click()
    expect(await opened.page.locator('.field.editing').inputValue()).toBe('122')
    await opened.page.keyboard.type('5')
    await grid.press('Enter')
    expect(await grid.value('r005', 'target')).toBe(1225)
    await grid.click('r005', 'recomputed')
    await opened.page.locator('[data-bar] code').click()
    expect(await grid.bubble()).not.toBe('')
    await grid.press('ArrowLeft')
    expect(await keysAreTheGrids()).toBe(true)
  })

  it('a press beside everything, or on a button that does its work at once, leaves the keys with the grid', async () => {
    await grid.click('r005', 'base')
    await opened.page.locator('footer').click()
    await expect.poll(keysAreTheGrids).toBe(true)
    await opened.page.evaluate(() => {
      document
        .querySelector('footer')!
        .insertAdjacentHTML('beforeend', '<details><summary>注</summary></details><input><button aria-haspopup="menu">')
    })
    await opened.page.locator('footer summary').click()
    expect(await opened.page.locator('footer details').getAttribute('open')).toBe('')
    await expect.poll(keysAreTheGrids).toBe(true)
    for (const other of ['footer input', 'footer button']) {
      await opened.page.locator(other).click()
      await opened.page.evaluate(() => new Promise(requestAnimationFrame))
      expect(await opened.page.locator(other).evaluate(el => document.activeElement === el)).toBe(true)
    }
    await opened.page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await opened.page.keyboard.type('57')
    await grid.press('Enter')
    expect(await grid.value('r005', 'base')).toBe(57)
  })

  it('a press on a heading selects the column, and with shift the columns up to there', async () => {
    await grid.click('r005', 'base')
    await opened.page.locator('[role=columnheader]', { hasText: '2025年目标值' }).click()
    await expect
      .poll(() => opened.page.evaluate(() => (window as unknown as GridPageWindow).state.summary?.cells))
      .toBe(32)
    expect(await grid.active()).toEqual({ row: 'r005', column: 'target' })
    expect(await scrolled()).toEqual([0, 0])
    await opened.page.locator('[role=columnheader]', { hasText: '2020年基期值' }).click({ modifiers: ['Shift'] })
    await expect
      .poll(() => opened.page.evaluate(() => (window as unknown as GridPageWindow).state.summary?.cells))
      .toBe(64)
    await grid.press('Escape', 'Control+Space')
    await expect
      .poll(() => opened.page.evaluate(() => (window as unknown as GridPageWindow).state.summary?.cells))
      .toBe(32)
  })

  it('what the grid says hides none of what is selected', async () => {
    await grid.drag({ row: 'r005', column: 'target' }, { row: 'r001', column: 'base' })
    await opened.page.keyboard.type('7')
    await grid.press('Control+Enter')
    expect(await grid.bubble()).toContain('其他单位')
    const bubble = (await opened.page.locator('.bubble').boundingBox())!
    const last = (await (await grid.element('r005', 'base')).boundingBox())!
    expect(bubble.y).toBeGreaterThanOrEqual(last.y + last.height)
    expect(bubble.y + bubble.height).toBeLessThanOrEqual(400)
  })

  it('a cell that was blank in the edition shows its corner only', async () => {
    const looks = async (row: string) => {
      const cell = await grid.element(row, 'target')
      await expect.poll(() => cell.getAttribute('class')).toContain('revised')
      return {
        old: await cell.locator('.old').allTextContents(),
        ground: await cell.evaluate(el => getComputedStyle(el).backgroundColor),
        corner: await cell.evaluate(el => getComputedStyle(el).backgroundImage.startsWith('linear-gradient')),
      }
    }
    const plain = await (await grid.element('r004', 'target')).evaluate(el => getComputedStyle(el).backgroundColor)
    await theSheet(sheet => {
      const { cell } = sheet.view
      Object.assign(sheet, {
        revision: (row: string) =>
          row === 'r006' ? { before: null } : row === 'r005' ? { before: cell(row, 'base') } : null,
      })
      sheet.remoteWrite('r006', 'target', 4)
      sheet.remoteWrite('r005', 'target', 130)
    })
    expect(await looks('r006')).toEqual({ old: [], ground: plain, corner: true })
    const changed = await looks('r005')
    expect(changed.old).toEqual(['83.28'])
    expect(changed.ground).not.toBe(plain)
  })
})

describe.skipIf(chromiumPath === null)('a column of choices', () => {
  const list = () => opened.page.locator('.choices')
  const offered = () => opened.page.locator('.choices [role=option]').allTextContents()
  beforeEach(async () => {
    opened = await pages.open('?me=shangwu', { width: 1200, height: 700 })
    grid = driveGrid(opened.page)
    await theSheet(sheet =>
      sheet.setColumns(
        sheet.view.structure.columns.map(column =>
          column.id === 'target' ? { ...column, type: 'choice', choices: '推进中\n已完成\n未开工\n推迟' } : column,
        ),
      ),
    )
    await grid.click('r005', 'target')
  })

  it('offers its choices by Alt+↓, F2 and a double click; arrows and Enter take one', async () => {
    await grid.press('Alt+ArrowDown')
    expect(await offered()).toEqual(['推进中', '已完成', '未开工', '推迟'])
    const { violations } = await new AxeBuilder({ page: opened.page }).include('.tc-grid').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    await grid.press('ArrowDown', 'ArrowDown')
    const marked = await opened.page.locator('.field').getAttribute('aria-activedescendant')
    expect(await opened.page.locator(`[id="${marked}"]`).textContent()).toBe('已完成')
    await grid.press('Enter')
    expect(await grid.value('r005', 'target')).toBe('已完成')
    expect(await grid.active()).toEqual({ row: 'r006', column: 'target' })
    expect(await list().isVisible()).toBe(false)
    await (await grid.element('r005', 'target')).dblclick({ force: true })
    await expect.poll(() => opened.page.locator('.choices [aria-selected=true]').textContent()).toBe('已完成')
    await grid.press('Escape')
    expect(await list().isVisible()).toBe(false)
    await grid.press('F2')
    await opened.page.locator('.choices [role=option]', { hasText: '推迟' }).click()
    expect(await grid.value('r005', 'target')).toBe('推迟')
    expect(await grid.active()).toEqual({ row: 'r005', column: 'target' })
    expect(await keysAreTheGrids()).toBe(true)
  })

  it('typing narrows the offer', async () => {
    await opened.page.keyboard.type('推')
    expect(await offered()).toEqual(['推进中', '推迟'])
    await grid.press('ArrowDown', 'Tab')
    expect(await grid.value('r005', 'target')).toBe('推迟')
  })

  it('what is no choice is kept as typed, marked, and explained', async () => {
    await opened.page.keyboard.type('差不多了')
    expect(await list().isVisible()).toBe(false)
    await grid.press('Enter')
    expect(await grid.value('r005', 'target')).toBe('差不多了')
    await expect.poll(async () => (await grid.element('r005', 'target')).getAttribute('class')).toContain('issue')
    await grid.press('ArrowUp')
    await expect
      .poll(() => opened.page.locator('[data-bar]').innerText())
      .toContain('可选：推进中、已完成、未开工、推迟')
  })

  it('Alt+↓ does nothing elsewhere', async () => {
    await grid.press('ArrowLeft', 'Alt+ArrowDown')
    expect(await list().isVisible()).toBe(false)
    expect(await grid.active()).toEqual({ row: 'r005', column: 'base' })
    expect(await opened.page.locator('.field.editing').count()).toBe(0)
  })
})
