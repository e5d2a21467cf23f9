import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ViewSheet } from '../../client/views/view-sheet.ts'
import { PLAIN_VIEW, type ViewSpec, viewSpec } from '../../shared/views/view-spec.ts'
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

const open = async (query: string) => {
  opened = await pages.open(query)
  grid = driveGrid(opened.page)
}
const theSheet = (run: (sheet: GridPageWindow['sheet']) => void) =>
  opened.page.evaluate(
    source => new Function('s', `(${source})(s)`)((window as unknown as GridPageWindow).sheet),
    String(run),
  )
const set = (spec: Partial<ViewSpec>) =>
  opened.page.evaluate(
    given => ((window as unknown as GridPageWindow).shown as ViewSheet).set(given),
    viewSpec.parse({ ...PLAIN_VIEW, ...spec }),
  )
const spec = () => opened.page.evaluate(() => ((window as unknown as GridPageWindow).shown as ViewSheet).state.spec)
const shownRows = () => opened.page.evaluate(() => [...(window as unknown as GridPageWindow).shown.view.rows])
const bar = () => opened.page.locator('section[aria-label=视图] [role=status]').textContent({ timeout: 3_000 })
const dialog = () => opened.page.getByRole('dialog')

describe.skipIf(chromiumPath === null)('views over the real table, as 商务局', () => {
  beforeEach(() => open('?me=shangwu&views'))

  const gestures: readonly {
    readonly gesture: string
    readonly start?: Partial<ViewSpec>
    readonly at: readonly [string, string]
    readonly keys: readonly string[]
    readonly expected: Partial<ViewSpec>
  }[] = [
    {
      gesture: 'Alt+↓ Enter: upwards by the column',
      at: ['r005', 'target'],
      keys: ['Alt+ArrowDown', 'Enter'],
      expected: { sort: [{ column: 'target', direction: 'up' }] },
    },
    {
      gesture: 'Ctrl+Shift+L, one down, Enter: downwards',
      at: ['r005', 'target'],
      keys: ['Control+Shift+L', 'ArrowDown', 'Enter'],
      expected: { sort: [{ column: 'target', direction: 'down' }] },
    },
    {
      gesture: 'asked the same way a second time, the sort goes',
      start: { sort: [{ column: 'target', direction: 'up' }] },
      at: ['r005', 'target'],
      keys: ['Alt+ArrowDown', 'Enter'],
      expected: { sort: [] },
    },
    {
      gesture: 'Esc changes nothing',
      at: ['r005', 'unit'],
      keys: ['Alt+ArrowDown', 'Escape'],
      expected: { sort: [], filters: [] },
    },
    {
      gesture: 'grouping by the column',
      at: ['r001', 'category'],
      keys: ['Alt+ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter'],
      expected: { group: 'category' },
    },
    {
      gesture: 'freezing up to the column',
      at: ['r005', 'unit'],
      keys: ['Alt+ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter'],
      expected: { frozen: 3 },
    },
  ]
  it.each(gestures)('$gesture', async ({ start, at, keys, expected }) => {
    if (start) await set(start)
    await grid.click(...at)
    const active = await grid.active()
    await grid.press(...keys)
    expect(await spec()).toMatchObject(expected)
    expect(await dialog().count()).toBe(0)
    // the keyboard is the grid's again, on the same cell
    expect(await opened.page.evaluate(() => document.activeElement?.className)).toContain('field')
    expect((await grid.active())?.column).toBe(active?.column)
    expect(await opened.page.locator('.scroller').evaluate(el => el.scrollTop)).toBe(0)
  })

  it('[VIEW-11] sorting does not scroll: the active cell is followed where it stays in view, else its place is kept', async () => {
    await grid.click('r005', 'target')
    await set({ sort: [{ column: 'target', direction: 'down' }] })
    expect(await grid.active()).toEqual({ row: 'r005', column: 'target' })
    await set({})
    await grid.click('r001', 'indicator')
    await set({ sort: [{ column: 'target', direction: 'up' }] })
    const [top] = await shownRows()
    const row = (await grid.active())?.row
    expect(row === 'r001' || row === top).toBe(true)
    expect(await opened.page.locator('.scroller').evaluate(el => el.scrollTop)).toBe(0)
  })

  it('filters by a value searched for, and says how many of how many rows are left', async () => {
    const { page } = opened
    await grid.click('r005', 'unit')
    await grid.press('Alt+ArrowDown')
    await page.getByRole('searchbox').fill('%')
    await grid.press('Enter')
    const rows = await shownRows()
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(await grid.value(row, 'unit')).toContain('%')
    expect(await bar()).toMatch(new RegExp(`已筛选 ${rows.length}/\\d+ 行`))
    const heading = page.locator('[role=columnheader]', { hasText: '单位' }).first()
    expect(await heading.textContent()).toContain('已筛选')
    await page.getByRole('button', { name: '清除筛选' }).click()
    expect((await shownRows()).length).toBeGreaterThan(rows.length)
    expect(await opened.page.locator('section[aria-label=视图]').count()).toBe(0)
  })

  it('filters by a condition on figures, and asks for a figure where none was typed', async () => {
    const { page } = opened
    await grid.click('r005', 'target')
    await grid.press('Alt+ArrowDown')
    await page.getByRole('combobox', { name: '条件' }).selectOption('>=')
    await page.getByRole('textbox', { name: '比较的值' }).fill('很多')
    await grid.press('Enter')
    expect(await page.getByRole('alert').textContent()).toContain('请填一个数')
    await page.getByRole('textbox', { name: '比较的值' }).fill('１００')
    await grid.press('Enter')
    expect(await spec()).toMatchObject({ filters: [{ kind: 'figure', column: 'target', test: '>=', figure: 100 }] })
    const values = await Promise.all((await shownRows()).map(row => grid.value(row, 'target')))
    expect(values.length).toBeGreaterThan(0)
    for (const value of values) expect(Number.parseFloat(String(value))).toBeGreaterThanOrEqual(100)
  })

  it('[VIEW-7] a row that no longer meets the filter stays while one fills it, until the view is applied again', async () => {
    await set({ filters: [{ kind: 'figure', column: 'target', test: '>=', figure: 100 }] })
    const before = await shownRows()
    expect(before).toContain('r005')
    await grid.click('r005', 'target')
    await grid.press('5', 'Enter')
    expect(await grid.value('r005', 'target')).toBe(5)
    expect(await shownRows()).toEqual(before)
    await opened.page.getByRole('button', { name: '重新应用' }).click()
    expect(await shownRows()).toEqual(before.filter(row => row !== 'r005'))
    expect(await opened.page.getByRole('button', { name: '重新应用' }).count()).toBe(0)
  })

  it('[VIEW-7] others write, insert and delete rows while one types in a sorted and filtered table: not a key is lost, nothing jumps', async () => {
    await set({
      sort: [{ column: 'target', direction: 'down' }],
      filters: [{ kind: 'blank', column: 'target', blank: false }],
    })
    const before = await shownRows()
    await grid.click('r005', 'target')
    await opened.page.keyboard.type('12')
    await theSheet(sheet => {
      sheet.remoteWrite('r001', 'target', 999_999)
      sheet.insertRow(0, 'new')
    })
    await theSheet(sheet => sheet.deleteRow('r002'))
    await opened.page.keyboard.type('34')
    await grid.press('Enter')
    expect(await grid.value('r005', 'target')).toBe(1234)
    const after = await shownRows()
    expect(after.filter(row => row !== 'new')).toEqual(before.filter(row => row !== 'r002'))
    expect(after).toContain('new')
  })

  it('[VIEW-5] [VIEW-6] groups have bands that say their name and size; nothing can be typed into them; cells under them are merged as before', async () => {
    await set({ group: 'category', sort: [{ column: 'target', direction: 'down' }] })
    const rows = await shownRows()
    const band = rows[0]!
    const words = await (await grid.element(band, 'indicator')).getAttribute('aria-label')
    expect(words).toMatch(/分组，\d+ 行/)
    await grid.click(band, 'target')
    await grid.press('7')
    expect(await grid.bubble()).toContain('分组小计')
    expect(await opened.page.locator('.body [role=row][aria-expanded=true]').count()).toBeGreaterThan(0)
    const category = await grid.element(rows[1]!, 'category')
    const next = rows.findIndex((row, at) => at > 0 && row.startsWith('\u0000'))
    expect(await category.getAttribute('aria-rowspan')).toBe(String(next - 1))
  })

  it('a group folds and unfolds by keyboard, and stays folded when somebody writes into it', async () => {
    await set({ group: 'category' })
    const [band, first] = await shownRows()
    await grid.click(first!, 'indicator')
    await grid.press('Alt+Shift+Minus')
    expect(await grid.active()).toMatchObject({ row: band })
    const row = opened.page.locator('.body [role=row][aria-expanded=false]')
    expect(await row.count()).toBe(1)
    expect(await row.getAttribute('aria-level')).toBe('1')
    await theSheet(sheet => sheet.remoteWrite('r001', 'target', 1))
    expect(await row.count()).toBe(1)
    await grid.press('Alt+Shift+Equal')
    expect(await row.count()).toBe(0)
  })

  it('[VIEW-1] says what it can no longer do where a column was deleted, and does the rest', async () => {
    await set({
      sort: [{ column: 'target', direction: 'down' }],
      filters: [{ kind: 'row', test: 'own' }],
    })
    const own = (await shownRows()).length
    await theSheet(sheet => sheet.setColumns(sheet.view.structure.columns.filter(({ id }) => id !== 'target')))
    expect(await bar()).toContain('1 列已被删除')
    expect((await shownRows()).length).toBe(own)
    await opened.page.getByRole('button', { name: '知道了' }).click()
    expect(await spec()).toMatchObject({ sort: [], filters: [{ kind: 'row', test: 'own' }] })
  })

  it('hides columns and brings them back; formulas still read them', async () => {
    const { page } = opened
    const before = await page.locator('.head .heading:not(.group)').count()
    const text = await (await grid.element('r005', 'recomputed')).textContent()
    await set({ hidden: ['target'] })
    expect(await page.locator('.head .heading:not(.group)').count()).toBe(before - 1)
    expect(await bar()).toContain('隐藏 1 列')
    expect(await (await grid.element('r005', 'recomputed')).textContent()).toBe(text)
    await page.getByRole('button', { name: '显示全部列' }).click()
    expect(await page.locator('.head .heading:not(.group)').count()).toBe(before)
  })

  it('a double click on a head’s edge makes everything in the column legible, and the view keeps the width', async () => {
    const edge = opened.page.locator('.heading', { hasText: '单位' }).first().locator('.edge')
    await edge.dblclick({ force: true })
    const { widths } = await spec()
    expect(widths.unit).toBeGreaterThan(36)
    expect(Object.keys(widths)).toContain('target')
  })

  it('axe finds nothing on the menu, the marks and the bar', async () => {
    const { page } = opened
    await set({
      sort: [
        { column: 'target', direction: 'down' },
        { column: 'unit', direction: 'up' },
      ],
      filters: [{ kind: 'row', test: 'own' }],
    })
    await grid.click((await shownRows())[1]!, 'target')
    await grid.press('Control+Shift+L')
    await dialog().waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
    expect(await page.locator('[aria-sort=descending]').count()).toBe(1)
  })
})
