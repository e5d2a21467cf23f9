import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import { chromiumPath } from '../support/chromium.ts'
import { driveGrid, type GridDriver } from './grid-driver.ts'
import { type GridPage, type GridPages, startGridPages } from './open-page.ts'
import type { GridPageWindow } from './page/window.ts'

/** What one does by habit: from where, with which hands, and what stands there afterwards. */
interface Habit {
  readonly does: string
  /** cells set before, as `row:column` */
  readonly given?: Readonly<Record<string, Scalar>>
  /** the cell that is pressed first */
  readonly at: readonly [row: string, column: string]
  readonly clipboard?: Readonly<Record<string, string>>
  /** keys; or a gesture by the pointer */
  readonly by: readonly string[] | ((hands: Hands) => Promise<void>)
  /** what the cells hold then */
  readonly cells?: Readonly<Record<string, Scalar>>
  readonly active?: CellRef
  readonly selected?: number
  readonly says?: string
  readonly undone?: boolean
}

interface Hands {
  readonly grid: GridDriver
  readonly page: GridPage['page']
  readonly handle: (to: readonly [row: string, column: string], keys?: { readonly control: boolean }) => Promise<void>
  readonly number: (row: string) => ReturnType<GridPage['page']['locator']>
}

const at = (row: string, column: string): CellRef => ({ row, column })

const TO_LAST_BASE = ['Control+End', 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']

const HABITS: readonly Habit[] = [
  // fill
  {
    does: 'Ctrl+D fills down from the first row of the range',
    given: { 'r001:base': 11, 'r002:base': 1, 'r003:base': 2 },
    at: ['r001', 'base'],
    by: ['Shift+ArrowDown', 'Shift+ArrowDown', 'Control+d'],
    cells: { 'r002:base': 11, 'r003:base': 11 },
    undone: true,
  },
  {
    does: 'Ctrl+R fills right from the first column of the range',
    given: { 'r001:base': 11, 'r001:target': 12 },
    at: ['r001', 'base'],
    by: ['Shift+ArrowRight', 'Control+r'],
    cells: { 'r001:target': 11 },
    undone: true,
  },
  {
    does: 'Ctrl+R on one cell takes it from the cell before',
    given: { 'r001:base': 11, 'r001:target': 12 },
    at: ['r001', 'target'],
    by: ['Control+r'],
    cells: { 'r001:base': 11, 'r001:target': 11 },
  },
  {
    does: 'Ctrl+Shift+D goes on with the series that the range begins',
    given: { 'r001:base': 1, 'r002:base': 3, 'r003:base': null, 'r004:base': null },
    at: ['r001', 'base'],
    by: ['Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Control+Shift+d'],
    cells: { 'r003:base': 5, 'r004:base': 7 },
    undone: true,
  },
  {
    does: 'the handle draws a series of two figures on, and selects it all',
    given: { 'r001:base': 0.1, 'r002:base': 0.2 },
    at: ['r001', 'base'],
    async by({ grid, handle }) {
      await grid.press('Shift+ArrowDown')
      await handle(['r004', 'base'])
    },
    cells: { 'r003:base': 0.3, 'r004:base': 0.4 },
    selected: 4,
    undone: true,
  },
  {
    does: 'the handle repeats one figure; with Ctrl it counts',
    given: { 'r001:base': 7, 'r001:target': 7 },
    at: ['r001', 'base'],
    async by({ grid, handle }) {
      await handle(['r003', 'base'])
      await grid.click('r001', 'target')
      await handle(['r003', 'target'], { control: true })
    },
    cells: { 'r002:base': 7, 'r003:base': 7, 'r002:target': 8, 'r003:target': 9 },
  },
  {
    does: 'the handle goes on with quarters to the right',
    given: { 'r001:base': '2024年四季度' },
    at: ['r001', 'base'],
    by: ({ handle }) => handle(['r001', 'target']),
    cells: { 'r001:target': '2025年一季度' },
  },
  {
    does: 'a double press on the handle fills down beside what is filled',
    given: {
      'r001:base': '一月',
      'r001:target': 1,
      'r002:target': 1,
      'r003:target': 1,
      'r004:target': null,
      'r001:unit': null,
    },
    at: ['r001', 'base'],
    async by({ page }) {
      await page.locator('.fill-handle').dblclick({ force: true })
    },
    cells: { 'r002:base': '二月', 'r003:base': '三月' },
  },
  // several ranges
  {
    does: 'Ctrl and a press select another range; typing and Ctrl+Enter fill both',
    at: ['r001', 'base'],
    async by({ grid, page }) {
      await grid.press('Shift+ArrowDown')
      await grid.click('r004', 'target', { modifiers: ['Control'] })
      await page.keyboard.type('5')
      await grid.press('Control+Enter')
    },
    cells: { 'r001:base': 5, 'r002:base': 5, 'r004:target': 5 },
    active: at('r004', 'target'),
    selected: 3,
    undone: true,
  },
  {
    does: 'Delete clears all ranges as one step',
    given: { 'r001:base': 1, 'r003:base': 3, 'r005:base': 5 },
    at: ['r001', 'base'],
    async by({ grid }) {
      await grid.click('r003', 'base', { modifiers: ['Control'] })
      await grid.click('r005', 'base', { modifiers: ['Control'] })
      await grid.press('Delete')
    },
    cells: { 'r001:base': null, 'r003:base': null, 'r005:base': null },
    undone: true,
  },
  {
    does: 'Ctrl and a press on a selected cell takes it out again',
    at: ['r001', 'base'],
    async by({ grid }) {
      await grid.click('r003', 'base', { modifiers: ['Control'] })
      await grid.click('r003', 'base', { modifiers: ['Control'] })
    },
    active: at('r001', 'base'),
    selected: 1,
  },
  {
    does: 'Shift+F8 begins another range by keyboard',
    at: ['r001', 'base'],
    by: ['Shift+ArrowDown', 'Shift+F8', 'ArrowRight', 'Shift+ArrowDown'],
    active: at('r001', 'target'),
    selected: 4,
  },
  {
    does: 'Tab walks out of one range into the other',
    at: ['r001', 'base'],
    async by({ grid }) {
      await grid.click('r004', 'target', { modifiers: ['Control'] })
      await grid.press('Tab')
    },
    active: at('r001', 'base'),
    selected: 2,
  },
  {
    does: 'Esc leaves one cell selected',
    at: ['r001', 'base'],
    async by({ grid }) {
      await grid.click('r004', 'target', { modifiers: ['Control'] })
      await grid.press('Escape')
    },
    active: at('r004', 'target'),
    selected: 1,
  },
  {
    does: 'ranges of the same columns are copied as one block',
    given: { 'r001:base': 1, 'r001:target': 2, 'r004:base': 3, 'r004:target': 4, 'r006:base': 0, 'r007:target': 0 },
    at: ['r001', 'base'],
    async by({ grid }) {
      await grid.press('Shift+ArrowRight')
      await grid.click('r004', 'base', { modifiers: ['Control'] })
      await grid.press('Shift+ArrowRight', 'Control+c')
      await grid.click('r006', 'base')
      await grid.press('Control+v')
    },
    cells: { 'r006:base': 1, 'r006:target': 2, 'r007:base': 3, 'r007:target': 4 },
  },
  {
    does: 'ranges that make no block are not copied, and it says so',
    at: ['r001', 'base'],
    async by({ grid }) {
      await grid.click('r004', 'target', { modifiers: ['Control'] })
      await grid.press('Control+c')
    },
    says: '这几处不能一起复制：请选同样的几列或同样的几行',
  },
  // paste
  {
    does: 'a longer block asks, and adds rows',
    at: ['r001', 'base'],
    clipboard: { 'text/plain': '1\t2\r\n3\t4\r\n5\t6' },
    async by({ grid, page }) {
      await grid.press(...TO_LAST_BASE, 'Control+v')
      await page.getByRole('alertdialog').waitFor()
      await grid.press('Enter')
      await page.waitForFunction(() => (window as unknown as GridPageWindow).sheet.view.rows.length === 34)
    },
    cells: { 'r032:base': 1, 'r032:target': 2, 'n1:base': 3, 'n2:target': 6 },
  },
  {
    does: 'Esc to that question leaves everything as it was',
    given: { 'r032:base': 9 },
    at: ['r001', 'base'],
    clipboard: { 'text/plain': '1\r\n3\r\n5' },
    async by({ grid, page }) {
      await grid.press(...TO_LAST_BASE, 'Control+v')
      await page.getByRole('alertdialog').waitFor()
      await grid.press('Escape')
      await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    },
    cells: { 'r032:base': 9 },
    active: at('r032', 'base'),
  },
  {
    does: 'the menu pastes rows as columns',
    given: { 'r001:base': 0, 'r001:target': 0, 'r002:base': 0, 'r002:target': 0 },
    at: ['r001', 'base'],
    clipboard: { 'text/plain': '1\t2\r\n3\t4' },
    async by({ grid, page }) {
      await grid.press('Shift+F10')
      await page.getByRole('menuitem', { name: '行列互换粘贴' }).click()
      await page.waitForFunction(() => (window as unknown as GridPageWindow).sheet.view.cell('r002', 'target') === 4)
    },
    cells: { 'r001:base': 1, 'r001:target': 3, 'r002:base': 2, 'r002:target': 4 },
    undone: true,
  },
  {
    does: 'the menu copies and pastes',
    given: { 'r001:base': '8左右', 'r003:base': 0 },
    at: ['r001', 'base'],
    async by({ grid, page }) {
      await (await grid.element('r001', 'base')).click({ button: 'right', force: true })
      await page.getByRole('menuitem', { name: '复制', exact: true }).click()
      await (await grid.element('r003', 'base')).click({ button: 'right', force: true })
      await page.getByRole('menuitem', { name: '粘贴', exact: true }).click()
      await page.waitForFunction(
        () => (window as unknown as GridPageWindow).sheet.view.cell('r003', 'base') === '8左右',
      )
    },
    cells: { 'r003:base': '8左右' },
    active: at('r003', 'base'),
  },
  {
    does: 'the menu opens by Shift+F10, is walked by arrows and left by Esc, back in the grid',
    given: { 'r001:base': 3 },
    at: ['r001', 'base'],
    by: ['Shift+F10', 'ArrowDown', 'ArrowUp', 'Escape', 'Delete'],
    cells: { 'r001:base': null },
  },
  // whole rows by their numbers
  {
    does: 'a press on a number selects the row, a drag several, Ctrl another',
    at: ['r001', 'base'],
    async by({ number, page }) {
      await number('r002').hover({ force: true })
      await page.mouse.down()
      await number('r003').hover({ force: true })
      await page.mouse.up()
      await number('r005').click({ force: true, modifiers: ['Control'] })
    },
    active: at('r005', 'base'),
  },
  {
    does: 'selected rows are carried by their number to where the line is',
    at: ['r012', 'base'],
    async by({ number, page }) {
      await number('r012').click({ force: true })
      await number('r012').hover({ force: true })
      await page.mouse.down()
      const to = (await number('r010').boundingBox())!
      await page.mouse.move(to.x + 10, to.y + 2, { steps: 4 })
      await page.mouse.up()
      await page.waitForFunction(() => {
        const { view } = (window as unknown as GridPageWindow).sheet
        return view.rowIndex('r012') === view.rowIndex('r010') - 1
      })
    },
    active: at('r012', 'base'),
    undone: true,
  },
]

let pages: GridPages
let opened: GridPage
beforeAll(async () => {
  pages = await startGridPages()
})
afterAll(() => pages?.close())
afterEach(() => opened.context.close())

const valuesOf = (grid: GridDriver, cells: readonly string[]) =>
  Promise.all(
    cells.map(async cell => [cell, await grid.value(...(cell.split(':') as [string, string]))] as const),
  ).then(Object.fromEntries)

describe.skipIf(chromiumPath === null)('the habits of Excel, as 规划办', () => {
  it.each(HABITS.map(habit => [habit.does, habit] as const))('%s', async (_does, habit) => {
    opened = await pages.open('?me=guihua')
    const { page } = opened
    const grid = driveGrid(page)
    const given = Object.entries(habit.given ?? {})
    await page.evaluate(cells => {
      const { sheet } = window as unknown as GridPageWindow
      for (const [cell, value] of cells) sheet.remoteWrite(...(cell.split(':') as [string, string]), value)
    }, given)
    if (habit.clipboard) await grid.setClipboard(habit.clipboard)
    await grid.click(...habit.at)
    const touched = Object.keys({ ...habit.cells, ...habit.given })
    const before = await valuesOf(grid, touched)
    if (typeof habit.by === 'function')
      await habit.by({
        grid,
        page,
        async handle(to, keys = { control: false }) {
          const from = (await page.locator('.fill-handle').boundingBox())!
          const end = (await (await grid.element(...to)).boundingBox())!
          await page.mouse.move(from.x + 3, from.y + 3)
          await page.mouse.down()
          await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 })
          // a drag is drawn with the next frame
          await page.evaluate(() => new Promise(requestAnimationFrame))
          if (keys.control) await page.keyboard.down('Control')
          await page.mouse.up()
          if (keys.control) await page.keyboard.up('Control')
        },
        number: row =>
          page
            .locator('.body .row', { has: page.locator(`.number:text-is("${Number(row.slice(1))}")`) })
            .locator('.number'),
      })
    else await grid.press(...habit.by)
    if (habit.cells) expect(await valuesOf(grid, Object.keys(habit.cells))).toEqual(habit.cells)
    if (habit.active) await expect.poll(() => grid.active()).toEqual(habit.active)
    if (habit.selected) expect(await grid.selected()).toBe(habit.selected)
    if (habit.says) expect(await grid.bubble()).toBe(habit.says)
    if (habit.undone) {
      await grid.press('Control+z')
      expect(await valuesOf(grid, touched)).toEqual(before)
    }
  })

  it('the menu and the question have nothing that axe finds wrong', async () => {
    opened = await pages.open('?me=guihua')
    const grid = driveGrid(opened.page)
    await grid.click('r001', 'base')
    await grid.press('Shift+F10')
    const menu = await new AxeBuilder({ page: opened.page }).include('[role=menu]').analyze()
    expect(menu.violations).toEqual([])
    await grid.press('Escape')
    await grid.press('Control+End')
    await grid.setClipboard({ 'text/plain': '1\n2\n3' })
    await grid.press('Control+v')
    const question = await new AxeBuilder({ page: opened.page }).include('[role=alertdialog]').analyze()
    expect(question.violations).toEqual([])
  })
})
