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

const open = async (query = '') => {
  opened = await pages.open(query)
  grid = driveGrid(opened.page)
}
const theSheet = (run: (sheet: GridPageWindow['sheet']) => void) =>
  opened.page.evaluate(
    source => new Function('s', `(${source})(s)`)((window as unknown as GridPageWindow).sheet),
    String(run),
  )

describe.skipIf(chromiumPath === null)('the real table, as 商务局', () => {
  beforeEach(() => open('?me=shangwu'))

  it('shows figures, quieter qualifiers, words, merged categories and computed cells as they are meant', async () => {
    const { page } = opened
    expect(await page.locator('[role=columnheader]').allTextContents()).toContain('年均增长(%)/[累计]')
    expect(await page.locator('[role=columnheader]', { hasText: '复算' }).textContent()).toBe('ƒ复算')
    const published = await grid.element('r001', 'published')
    expect(await published.textContent()).toBe('7.8左右')
    expect(await published.locator('.after').textContent()).toBe('左右')
    expect(await (await grid.element('r003', 'target')).getAttribute('class')).toContain('none')
    expect(await (await grid.element('r006', 'published')).getAttribute('class')).toContain('words')
    expect(await (await grid.element('r005', 'recomputed')).textContent()).toBe('7.94')
    const category = await grid.element('r001', 'category')
    expect(await category.innerText()).toMatch(/^综合质效\s*7 个$/)
    expect(await category.getAttribute('aria-rowspan')).toBe('7')
    expect(await (await grid.element('r002', 'category')).isHidden()).toBe(true)
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('34')
  })

  it('keeps a merged category readable while it is scrolled half away', async () => {
    await opened.page.locator('.scroller').evaluate(el => {
      el.scrollTop = 4 * 30
    })
    await expect.poll(async () => (await grid.element('r005', 'category')).getAttribute('aria-rowspan')).toBe('3')
    expect(await (await grid.element('r005', 'category')).innerText()).toMatch(/综合质效/)
  })

  it('keeps a merged category over the rows that it covers, also scrolled sideways', async () => {
    await opened.page.setViewportSize({ width: 1100, height: 700 })
    await opened.page.locator('.scroller').evaluate(el => {
      el.scrollLeft = 9_999
      el.scrollTop = 30
    })
    await expect.poll(async () => (await grid.element('r002', 'category')).getAttribute('aria-rowspan')).toBe('6')
    const covered = await (await grid.element('r002', 'category')).evaluate(el => {
      const { left, right, top, bottom } = el.getBoundingClientRect()
      const points = [30, 75, 105, 135, 165].flatMap(y => [left + 4, right - 4].map(x => [x, top + y] as const))
      return points.filter(([x, y]) => y < bottom && !el.contains(document.elementFromPoint(x, y)))
    })
    expect(covered).toEqual([])
  })

  it('reads a revision out as the new value and what it was, not as one long figure', async () => {
    await theSheet(sheet => sheet.remoteWrite('r005', 'target', 130))
    await grid.shows('r005', 'target', '130')
    expect(await (await grid.element('r005', 'target')).getAttribute('aria-label')).toBe('130，本版原为 122')
    await theSheet(sheet => sheet.remoteWrite('r005', 'target', 122))
    await expect.poll(async () => (await grid.element('r005', 'target')).getAttribute('aria-label')).toBeNull()
  })

  it('walks by arrows, Tab and Enter, and back under the start of a walk by Tab', async () => {
    await grid.click('r005', 'base')
    await grid.press('ArrowRight')
    expect(await grid.active()).toEqual({ row: 'r005', column: 'target' })
    await grid.press('ArrowLeft', 'Tab', 'Tab', 'Enter')
    expect(await grid.active()).toEqual({ row: 'r006', column: 'base' })
    await grid.press('Shift+Enter', 'Shift+Tab')
    expect(await grid.active()).toEqual({ row: 'r005', column: 'unit' })
    await grid.press('Control+Home')
    expect(await grid.active()).toEqual({ row: 'r001', column: 'category' })
    await grid.press('ArrowDown')
    expect(await grid.active()).toEqual({ row: 'r008', column: 'category' })
    await grid.press('Control+End')
    expect(await grid.active()).toEqual({ row: 'r032', column: 'source' })
  })

  it('selects ranges by dragging, by shift-click and by shift-arrows, and adds them up', async () => {
    await grid.drag({ row: 'r005', column: 'base' }, { row: 'r006', column: 'target' })
    expect(await grid.selected()).toBe(4)
    await expect
      .poll(() => opened.page.evaluate(() => (window as unknown as GridPageWindow).state.summary))
      .toMatchObject({
        cells: 4,
        filled: 4,
        numbers: 4,
        sum: 212.45,
      })
    await grid.click('r008', 'base')
    await grid.click('r009', 'target', { modifiers: ['Shift'] })
    expect(await grid.selected()).toBe(4)
    await grid.press('Shift+ArrowDown')
    expect(await grid.selected()).toBe(6)
    await grid.press('Tab')
    expect(await grid.active()).toEqual({ row: 'r008', column: 'target' })
    await grid.press('Tab')
    expect(await grid.active()).toEqual({ row: 'r009', column: 'base' })
    expect(await grid.selected()).toBe(6)
  })

  it('typing replaces, F2 edits, Esc takes back, Enter keeps; computed cells move along', async () => {
    await grid.click('r005', 'target')
    await opened.page.keyboard.type('130')
    await grid.press('Enter')
    expect(await grid.value('r005', 'target')).toBe(130)
    await grid.shows('r005', 'recomputed', '9.3')
    const revised = await grid.element('r005', 'target')
    await expect.poll(() => revised.locator('.old').textContent()).toBe('122')
    expect(await grid.active()).toEqual({ row: 'r006', column: 'target' })
    await grid.click('r005', 'target')
    await grid.press('F2', 'Home')
    await opened.page.keyboard.type('≥')
    await grid.press('Enter')
    expect(await grid.value('r005', 'target')).toBe('≥130')
    await grid.click('r005', 'target')
    await opened.page.keyboard.type('999')
    await grid.press('Escape', 'Enter')
    expect(await grid.value('r005', 'target')).toBe('≥130')
    expect(await grid.steps()).toEqual(['type', 'type'])
  })

  it('deletes, undoes and redoes one step at a time', async () => {
    await grid.drag({ row: 'r014', column: 'base' }, { row: 'r015', column: 'target' })
    await grid.press('Delete')
    expect(await grid.value('r014', 'base')).toBeNull()
    expect(await grid.value('r015', 'target')).toBeNull()
    expect(await grid.steps()).toEqual(['clear'])
    await grid.press('Control+z')
    expect(await grid.value('r014', 'base')).toBe(30.66)
    expect(await grid.value('r015', 'target')).toBe(1.81)
    expect(await grid.selected()).toBe(4)
    await grid.press('Control+Shift+z')
    expect(await grid.value('r015', 'target')).toBeNull()
    await grid.press('Control+z', 'Control+y')
    expect(await grid.value('r015', 'target')).toBeNull()
  })

  it('cells of others do not offer themselves and say whose they are', async () => {
    await grid.click('r001', 'target')
    await opened.page.keyboard.type('5')
    expect(await grid.bubble()).toBe('这一格由统计局填报')
    expect(await grid.value('r001', 'target')).toBe(300)
    expect(await (await grid.element('r001', 'target')).getAttribute('aria-readonly')).toBe('true')
    await expect.poll(() => opened.page.locator('[data-bar]').innerText()).toContain('这一格由统计局填报')
    await grid.click('r005', 'recomputed')
    expect(await grid.bubble()).toBe('')
    await opened.page.keyboard.type('5')
    expect(await grid.bubble()).toBe('这一格由公式计算，不能直接填写')
    await expect.poll(() => opened.page.locator('[data-bar]').innerText()).toContain('2025年目标值 122')
    expect(await grid.steps()).toEqual([])
  })

  it('an input method composes from its first key; Enter that ends a composition does not commit', async () => {
    await grid.click('r005', 'published')
    const devtools = await opened.context.newCDPSession(opened.page)
    await devtools.send('Input.imeSetComposition', { text: 'z', selectionStart: 1, selectionEnd: 1 })
    await devtools.send('Input.imeSetComposition', { text: 'zuo', selectionStart: 3, selectionEnd: 3 })
    await opened.page.locator('.field').evaluate((field: HTMLElement) => {
      field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
      )
    })
    expect(await opened.page.locator('.field').evaluate(field => field.classList.contains('editing'))).toBe(true)
    expect(await grid.active()).toEqual({ row: 'r005', column: 'published' })
    await devtools.send('Input.insertText', { text: '左右' })
    expect(await opened.page.locator('.field').inputValue()).toBe('左右')
    await grid.press('Enter')
    expect(await grid.value('r005', 'published')).toBe('左右')
    expect(await grid.active()).toEqual({ row: 'r006', column: 'published' })
  })

  it('copies a block as text and as a table, and cuts', async () => {
    await grid.drag({ row: 'r014', column: 'base' }, { row: 'r015', column: 'recomputed' })
    await grid.press('Control+c')
    expect((await grid.clipboard()).replaceAll('\r', '')).toBe('30.66\t33.85\t2以上\t2.00\n1.39\t1.81\t5.5左右\t5.42')
    const html = await opened.page.evaluate(async () =>
      (await (await navigator.clipboard.read())[0]!.getType('text/html')).text(),
    )
    expect(html).toContain('<td>30.66</td>')
    expect(html).toMatch(/<td style="[^"]*">2以上<\/td>/)
    await grid.drag({ row: 'r014', column: 'base' }, { row: 'r014', column: 'target' })
    await grid.press('Control+x')
    expect(await grid.clipboard()).toBe('30.66\t33.85')
    expect(await grid.value('r014', 'target')).toBeNull()
    expect(await grid.steps()).toEqual(['cut'])
  })

  it('pastes a block as one step, leaves alone what others fill, and says so', async () => {
    await grid.click('r013', 'base')
    await grid.setClipboard({ 'text/plain': '57\t61\n31\t"34\n左右"\n1.4\t1.9\n' })
    await grid.press('Control+v')
    expect(await grid.value('r013', 'base')).toBe(56)
    expect(await grid.value('r014', 'base')).toBe(31)
    expect(await grid.value('r014', 'target')).toBe('34\n左右')
    expect(await grid.value('r015', 'target')).toBe(1.9)
    expect(await grid.bubble()).toBe('2 个单元格由其他单位填报，未改动')
    expect(await grid.selected()).toBe(6)
    expect(await grid.steps()).toEqual(['paste'])
    await grid.press('Control+z')
    expect(await grid.value('r014', 'base')).toBe(30.66)
  })

  it('a single value fills the selection; Ctrl+D fills down; Ctrl+Enter fills what is typed', async () => {
    await grid.drag({ row: 'r014', column: 'base' }, { row: 'r015', column: 'target' })
    await grid.setClipboard({ 'text/plain': '8左右' })
    await grid.press('Control+v')
    for (const row of ['r014', 'r015'])
      for (const column of ['base', 'target']) expect(await grid.value(row, column)).toBe('8左右')
    await opened.page.keyboard.type('7')
    await grid.press('Control+Enter')
    expect(await grid.value('r015', 'target')).toBe(7)
    await grid.click('r014', 'base')
    await opened.page.keyboard.type('9')
    await grid.press('Enter')
    await grid.drag({ row: 'r014', column: 'base' }, { row: 'r015', column: 'base' })
    await grid.press('Control+d')
    expect(await grid.value('r015', 'base')).toBe(9)
    expect(await grid.steps()).toEqual(['paste', 'fill', 'type', 'fill-down'])
  })

  it("somebody else's edit glows where it lands, and their cursor carries their name", async () => {
    await theSheet(sheet => sheet.remoteWrite('r006', 'target', '3.7左右'))
    await opened.page.locator('.centre-pane .glow').waitFor({ state: 'attached' })
    await grid.shows('r006', 'target', '3.7左右')
    await opened.page.locator('.centre-pane .glow').waitFor({ state: 'detached' })
    await theSheet(sheet =>
      sheet.setPeers([
        {
          key: 1,
          accountId: 'x',
          name: '王芳',
          departmentName: '农业农村局',
          color: '#2c7a5b',
          cell: { row: 'r006', column: 'base' },
          editing: true,
        },
      ]),
    )
    const tag = opened.page.locator('.centre-pane .peer .tag')
    expect(await tag.textContent()).toBe('农业农村局 王芳')
    const cell = (await (await grid.element('r006', 'base')).boundingBox())!
    const frame = (await opened.page.locator('.centre-pane .peer').boundingBox())!
    expect([frame.x, frame.y]).toEqual([cell.x, cell.y])
    await theSheet(sheet => sheet.setPeers([]))
    await opened.page.locator('.centre-pane .peer').waitFor({ state: 'detached' })
  })

  it('a row that somebody inserts above moves neither the scroll position, nor the active cell, nor the edit in hand', async () => {
    await grid.click('r014', 'target')
    await opened.page.locator('.scroller').evaluate(el => {
      el.scrollTop = 8 * 30 + 10
    })
    await expect.poll(async () => (await grid.element('r014', 'target')).isVisible()).toBe(true)
    const before = (await (await grid.element('r014', 'target')).boundingBox())!
    await opened.page.keyboard.type('3')
    await theSheet(sheet => sheet.insertRow(0, 'new'))
    const after = (await (await grid.element('r014', 'target')).boundingBox())!
    expect(after.y).toBe(before.y)
    await opened.page.keyboard.type('5')
    await grid.press('Enter')
    expect(await grid.value('r014', 'target')).toBe(35)
    expect(await grid.active()).toEqual({ row: 'r015', column: 'target' })
    expect(await opened.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('35')
  })

  it('what is typed into a row that is deleted meanwhile is not lost without a word', async () => {
    await grid.click('r014', 'target')
    await opened.page.keyboard.type('35')
    await theSheet(sheet => sheet.deleteRow('r014'))
    await grid.press('Enter')
    expect(await grid.bubble()).toContain('“35”没有写入')
  })

  it('marks what does not read as a value, and says why', async () => {
    await grid.click('r005', 'target')
    await opened.page.keyboard.type('12%%')
    await grid.press('Enter')
    await expect.poll(async () => (await grid.element('r005', 'target')).getAttribute('class')).toContain('issue')
    await grid.click('r005', 'target')
    expect(await (await grid.element('r005', 'target')).getAttribute('title')).toContain('写了两遍')
    await expect.poll(() => opened.page.locator('[data-bar]').innerText()).toContain('写了两遍')
  })

  it('marks what is not saved yet, until it is', async () => {
    await theSheet(sheet => {
      sheet.holdSaves = true
    })
    await grid.click('r005', 'target')
    await opened.page.keyboard.type('130')
    await grid.press('Enter')
    await expect.poll(async () => (await grid.element('r005', 'target')).getAttribute('class')).toContain('unsaved')
    await theSheet(sheet => sheet.save())
    await expect.poll(async () => (await grid.element('r005', 'target')).getAttribute('class')).not.toContain('unsaved')
  })

  it('explains an error value', async () => {
    await grid.click('r005', 'base')
    await opened.page.keyboard.type('0')
    await grid.press('Enter')
    await grid.shows('r005', 'recomputed', '#DIV/0!')
    await grid.click('r005', 'recomputed')
    await expect.poll(() => opened.page.locator('[data-bar]').innerText()).toContain('除数是零或空白')
  })

  it('a column is resized by its edge, and takes the frame of the active cell along', async () => {
    await grid.click('r005', 'target')
    const head = opened.page.locator('[role=columnheader]', { hasText: '2020年基期值' })
    const edge = (await head.locator('.edge').boundingBox())!
    await opened.page.mouse.move(edge.x + 4, edge.y + 20)
    await opened.page.mouse.down()
    await opened.page.mouse.move(edge.x + 64, edge.y + 20, { steps: 3 })
    await opened.page.mouse.up()
    await expect.poll(async () => (await head.boundingBox())!.width).toBe(178)
    expect(await grid.active()).toEqual({ row: 'r005', column: 'target' })
    const cell = (await (await grid.element('r005', 'target')).boundingBox())!
    expect((await opened.page.locator('.centre-pane .active').boundingBox())!.x).toBe(cell.x)
  })

  it('a column that is added shows up, and the active cell stays itself', async () => {
    await grid.click('r005', 'target')
    await theSheet(sheet => {
      const columns = sheet.view.structure.columns
      sheet.setColumns([
        ...columns.slice(0, 2),
        { id: 'code', title: '代码', type: 'text', order: '0', fills: 'planning' },
        ...columns.slice(2),
      ])
    })
    await opened.page.locator('[role=columnheader]', { hasText: '代码' }).waitFor()
    await opened.page.keyboard.type('131')
    await grid.press('Enter')
    expect(await grid.value('r005', 'target')).toBe(131)
  })

  it('axe finds nothing to object to', async () => {
    await grid.click('r005', 'target')
    const { violations } = await new AxeBuilder({ page: opened.page }).include('.tc-grid').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  })

  it('a keyboard comes in by Tab and leaves by Esc, Tab', async () => {
    await grid.press('Tab')
    expect(await grid.active()).toEqual({ row: 'r001', column: 'indicator' })
    const shown = opened.page.locator(
      `[id="${await opened.page.locator('.field').getAttribute('aria-activedescendant')}"]`,
    )
    expect(await shown.textContent()).toBe('地区生产总值(GDP)')
    await grid.press('Escape', 'Tab')
    expect(await opened.page.locator('.field').evaluate(field => document.activeElement === field)).toBe(false)
  })
})

describe.skipIf(chromiumPath === null)('the real table, as 规划办', () => {
  beforeEach(() => open('?me=guihua'))

  it('a merged category is renamed as the one cell that it looks like', async () => {
    await grid.click('r008', 'category')
    await opened.page.keyboard.type('科技创新')
    await grid.press('Enter')
    for (const row of ['r008', 'r009', 'r010']) expect(await grid.value(row, 'category')).toBe('科技创新')
    // the painter has its next frame first
    await (await grid.element('r008', 'category')).filter({ hasText: /^科技创新\s*3 个$/ }).waitFor()
    expect(await grid.active()).toEqual({ row: 'r011', column: 'category' })
  })

  it('reads a table with merged cells from another program; what lies beyond the table is left out and said', async () => {
    await grid.click('r001', 'category')
    await grid.press('Control+End', 'ArrowUp', 'Home')
    expect(await grid.active()).toEqual({ row: 'r031', column: 'category' })
    await grid.setClipboard({
      'text/plain': '民生\t寿命\n\t安全\n\t多余',
      'text/html':
        '<html><body><table><tr><td rowspan=3>民生</td><td>寿命\n  预期</td></tr><tr><td>安全<br>感</td></tr><tr><td>多余</td></tr></table></body></html>',
    })
    await grid.press('Control+v')
    await opened.page.getByRole('alertdialog').waitFor()
    await grid.press('Tab', 'Enter') // only what fits
    await expect.poll(() => grid.value('r031', 'category')).toBe('民生')
    expect(await grid.value('r032', 'category')).toBe('民生')
    expect(await grid.value('r031', 'indicator')).toBe('寿命 预期')
    expect(await grid.value('r032', 'indicator')).toBe('安全\n感')
    expect(await grid.bubble()).toBe('表格下方放不下，1 行未粘贴')
  })
})

describe.skipIf(chromiumPath === null)('a hundred thousand rows', () => {
  beforeEach(() => open('?large=100000&me=gongxin'))

  it('keeps a small pool of elements, and shows the right cells at the end', async () => {
    await grid.click('r0', 'done0')
    await grid.press('Control+End')
    await grid.shows('r99999', 'done5', String(await grid.value('r99999', 'done5')))
    expect(await opened.page.locator('.body [role=gridcell]').count()).toBeLessThan(1_000)
    expect(await grid.active()).toEqual({ row: 'r99999', column: 'rate5' })
    await grid.press('PageUp', 'PageUp')
    const active = (await grid.active())!
    const box = (await (await grid.element(active.row, active.column)).boundingBox())!
    expect(box.y).toBeGreaterThan(80)
    expect(box.y).toBeLessThan(740)
  })
})
