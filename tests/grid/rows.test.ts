import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
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
afterEach(() => opened?.context.close())

const open = async (query: string) => {
  opened = await pages.open(query)
  grid = driveGrid(opened.page)
}
/** the first rows as the document has them, each with a dash for each level it stands in, and * for 其中 */
const outline = (count: number) =>
  opened.page.evaluate(many => {
    const { view } = (window as unknown as GridPageWindow).sheet
    const depth = (row: string): number => {
      const parent = view.rowFact(row, 'parent')
      return typeof parent === 'string' ? 1 + depth(parent) : 0
    }
    return view.rows
      .slice(0, many)
      .map(
        row => `${'-'.repeat(depth(row))}${row.replace('r00', '')}${view.rowFact(row, 'ofWhich') === true ? '*' : ''}`,
      )
      .join(' ')
  }, count)
const shownRows = async () => {
  const heads = await opened.page.locator('.head [role=row]').count()
  return Number(await opened.page.locator('.cells').getAttribute('aria-rowcount')) - heads
}
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await opened.page.keyboard.press(key)
}
const said = () => opened.page.locator('.bubble').innerText()
const active = () => opened.page.evaluate(() => (window as unknown as GridPageWindow).state.active?.row)

const NESTED = 'under=r002-r001,r003-r001,r004-r003'

interface Case {
  readonly does: string
  readonly query?: string
  readonly at: string
  /** with shift down to this row */
  readonly to?: string
  readonly keys: readonly string[]
  readonly becomes: string
  readonly active?: string
  readonly says?: RegExp
}
const cases: readonly Case[] = [
  {
    does: 'Ctrl+Shift+= inserts a row above',
    at: 'r002',
    keys: ['Control+Shift+Equal'],
    becomes: '1 n1 2 3',
    active: 'n1',
  },
  { does: 'Ctrl++ of the number pad too', at: 'r002', keys: ['Control+NumpadAdd'], becomes: '1 n1 2 3' },
  {
    does: 'as many rows as are selected',
    at: 'r002',
    to: 'r003',
    keys: ['Control+Shift+Equal'],
    becomes: '1 n1 n2 2 3',
  },
  { does: 'undo takes inserted rows back', at: 'r002', keys: ['Control+Shift+Equal', 'Control+z'], becomes: '1 2 3' },
  {
    does: 'and redo makes them again',
    at: 'r002',
    keys: ['Control+Shift+Equal', 'Control+z', 'Control+y'],
    becomes: '1 n1 2',
  },
  {
    does: 'Ctrl+- deletes and says so',
    at: 'r002',
    keys: ['Control+Minus'],
    becomes: '1 3 4',
    active: 'r003',
    says: /已删除 1 行，Ctrl\+Z 撤销/,
  },
  { does: 'undo brings the row back', at: 'r002', keys: ['Control+Minus', 'Control+z'], becomes: '1 2 3' },
  {
    does: 'a row goes with what stands under it',
    query: NESTED,
    at: 'r001',
    keys: ['Control+Minus'],
    becomes: '5 6',
    says: /已删除 4 行，其中 3 行是下级/,
  },
  {
    does: 'Alt+Shift+Up moves a row up, and one stays on it',
    at: 'r003',
    keys: ['Alt+Shift+ArrowUp'],
    becomes: '1 3 2 4',
    active: 'r003',
  },
  {
    does: 'Alt+Shift+Down moves several down',
    at: 'r001',
    to: 'r002',
    keys: ['Alt+Shift+ArrowDown'],
    becomes: '3 1 2 4',
  },
  { does: 'undo puts it back', at: 'r003', keys: ['Alt+Shift+ArrowUp', 'Control+z'], becomes: '1 2 3' },
  {
    does: 'the first row cannot go up',
    at: 'r001',
    keys: ['Alt+Shift+ArrowUp'],
    becomes: '1 2',
    says: /已经是同级的第一行/,
  },
  {
    does: 'Alt+Shift+Right puts it under the row above',
    at: 'r002',
    keys: ['Alt+Shift+ArrowRight'],
    becomes: '1 -2 3',
    active: 'r002',
  },
  {
    does: 'Alt+Shift+Left puts it beside its parent',
    query: NESTED,
    at: 'r003',
    keys: ['Alt+Shift+ArrowLeft'],
    becomes: '1 -2 3 -4 5',
  },
  {
    does: 'undo of both',
    at: 'r002',
    keys: ['Alt+Shift+ArrowRight', 'Alt+Shift+ArrowLeft', 'Control+z', 'Control+z'],
    becomes: '1 2 3',
  },
  { does: 'Alt+Shift+Q marks 其中', query: NESTED, at: 'r002', keys: ['Alt+Shift+KeyQ'], becomes: '1 -2* -3' },
  {
    does: 'and takes the mark off',
    query: NESTED,
    at: 'r002',
    keys: ['Alt+Shift+KeyQ', 'Alt+Shift+KeyQ'],
    becomes: '1 -2 -3',
  },
  {
    does: 'a clerk inserts a row of the own department',
    query: 'me=shangwu',
    at: 'r002',
    keys: ['Control+Shift+Equal'],
    becomes: '1 n1 2',
  },
  {
    does: 'a clerk deletes no row of another',
    query: 'me=shangwu',
    at: 'r001',
    keys: ['Control+Minus'],
    becomes: '1 2',
    says: /这一行由.+填报，不能移动或删除/,
  },
  {
    does: 'nor moves it',
    query: 'me=shangwu',
    at: 'r002',
    keys: ['Alt+Shift+ArrowUp'],
    becomes: '1 2',
    says: /不能移动或删除/,
  },
]

describe.skipIf(chromiumPath === null)('rows by keyboard', () => {
  for (const { does, query = '', at, to, keys, becomes, active: then, says } of cases)
    it(does, async () => {
      await open(`?${query.includes('me=') ? query : `me=guihua&${query}`}`)
      await grid.click(at, 'target')
      if (to !== undefined) await grid.click(to, 'target', { modifiers: ['Shift'] })
      await press(...keys)
      expect(await outline(becomes.split(' ').length)).toBe(becomes)
      if (then !== undefined) expect(await active()).toBe(then)
      if (says !== undefined) expect(await said()).toMatch(says)
    })

  it('a new row joins the category in which it was made, and the merged cell grows', async () => {
    await open('?me=guihua')
    await grid.click('r002', 'target')
    await press('Control+Shift+Equal')
    await expect.poll(async () => (await grid.element('r001', 'category')).innerText()).toMatch(/综合质效\s*8 个/)
  })
})

describe.skipIf(chromiumPath === null)('the outline', () => {
  it('rows stand in under their parents, fold away by key, by level and by a press, and say so', async () => {
    await open(`?me=guihua&${NESTED}`)
    const { page } = opened
    const before = await shownRows()
    const padding = async (row: string) =>
      Number.parseFloat(await (await grid.element(row, 'indicator')).evaluate(el => getComputedStyle(el).paddingLeft))
    expect((await padding('r002')) - (await padding('r001'))).toBe(16)
    expect((await padding('r004')) - (await padding('r001'))).toBe(32)
    expect((await padding('r005')) - (await padding('r001'))).toBe(0)
    expect(await page.locator('.cells').getAttribute('role')).toBe('treegrid')
    const row = page.locator('.body [role=row]').first()
    expect([await row.getAttribute('aria-level'), await row.getAttribute('aria-expanded')]).toEqual(['1', 'true'])

    await grid.click('r004', 'target')
    await press('Alt+Shift+Minus')
    expect(await shownRows()).toBe(before - 1)
    expect(await active()).toBe('r003')
    await press('Alt+Shift+Equal')
    expect(await shownRows()).toBe(before)
    await press('Alt+Shift+1')
    expect([await shownRows(), await active()]).toEqual([before - 3, 'r001'])
    await expect.poll(() => row.getAttribute('aria-expanded')).toBe('false')
    await press('Alt+Shift+2')
    expect(await shownRows()).toBe(before - 1)
    await press('Alt+Shift+0')
    expect(await shownRows()).toBe(before)

    const box = (await (await grid.element('r001', 'indicator')).boundingBox())!
    await page.mouse.click(box.x + (await padding('r001')) - 9, box.y + box.height / 2)
    expect(await shownRows()).toBe(before - 3)
    await page.mouse.click(box.x + (await padding('r001')) - 9, box.y + box.height / 2)
    expect(await shownRows()).toBe(before)
    const { violations } = await new AxeBuilder({ page }).include('.tc-grid').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  })

  it('a folded row goes, moves and is marked with all that stands under it', async () => {
    await open(`?me=guihua&${NESTED}`)
    await grid.click('r001', 'target')
    await press('Alt+Shift+Minus', 'Alt+Shift+ArrowDown')
    expect(await outline(5)).toBe('5 1 -2 -3 --4')
    await press('Control+Minus')
    expect(await outline(2)).toBe('5 6')
  })
})

describe.skipIf(chromiumPath === null)('while others work', () => {
  const theSheet = (run: (sheet: GridPageWindow['sheet']) => void) =>
    opened.page.evaluate(
      source => new Function('s', `(${source})(s)`)((window as unknown as GridPageWindow).sheet),
      String(run),
    )
  const topRow = () =>
    opened.page.evaluate(() => {
      const stage = document.querySelector('.body')!.getBoundingClientRect()
      const head = document.querySelector('.head')!.getBoundingClientRect()
      const rows = [...document.querySelectorAll('.body [role=row]')].map(el => ({
        top: el.getBoundingClientRect().top - head.bottom,
        text: el.querySelector('.lead')?.textContent ?? '',
      }))
      const first = rows.filter(({ top }) => top > -29).sort((a, b) => a.top - b.top)[0]
      return { text: first?.text, top: Math.round(first?.top ?? 0), seen: stage.height > 0 }
    })

  it('rows moved above leave the view where it is, and what is being typed arrives', async () => {
    await open('?me=guihua')
    await opened.page.setViewportSize({ width: 1366, height: 420 })
    await grid.click('r001', 'target')
    await opened.page.locator('.scroller').evaluate(el => {
      el.scrollTop = 10 * 30 + 7
    })
    await grid.click('r014', 'target')
    await opened.page.keyboard.type('12')
    const before = await topRow()
    await theSheet(sheet => {
      sheet.remoteFacts('r030', { order: '00001' }) // from the end to the top
      sheet.remoteFacts('r003', { parent: 'r002' })
      sheet.remoteFacts('r002', { order: 'zzzzz' }) // with what stands under it, from the top to the end
    })
    expect(await topRow()).toEqual(before)
    await opened.page.keyboard.type('3')
    await press('Enter')
    expect(
      await opened.page.evaluate(() => (window as unknown as GridPageWindow).sheet.view.cell('r014', 'target')),
    ).toBe(123)
  })

  it('a row that somebody deletes while one types in it: said, and nothing is written elsewhere', async () => {
    await open('?me=guihua')
    await grid.click('r004', 'target')
    await opened.page.keyboard.type('77')
    await theSheet(sheet => sheet.deleteRow('r004'))
    await press('Enter')
    expect(await said()).toMatch(/这一行已被删除，刚才输入的“77”没有写入/)
    expect(await outline(4)).toBe('1 2 3 5')
  })

  it('two people delete the same row: it is gone once, and one’s own undo brings it back', async () => {
    await open('?me=guihua')
    await grid.click('r002', 'target')
    await press('Control+Minus')
    await theSheet(sheet => sheet.deleteRow('r002'))
    expect(await outline(2)).toBe('1 3')
    await press('Control+z')
    expect(await outline(2)).toBe('1 2')
  })

  it('a row folded away stays folded when others insert into it', async () => {
    await open(`?me=guihua&${NESTED}`)
    await grid.click('r001', 'target')
    await press('Alt+Shift+Minus')
    const before = await shownRows()
    await theSheet(sheet => sheet.remoteFacts('x1', { order: 'V0000', parent: 'r001', owner: null }))
    expect(await shownRows()).toBe(before)
    await press('Alt+Shift+Equal')
    expect(await shownRows()).toBe(before + 4)
  })
})
