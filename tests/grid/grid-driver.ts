import type { Page } from 'playwright-core'
import type { Scalar } from '../../shared/core/scalar.ts'
import type { CellRef } from '../../shared/document/table-view.ts'
import type { GridPageWindow } from './page/window.ts'

/** The grid as a person has it before them: cells by row id and column id, keys, and what the page says. */
export function driveGrid(page: Page) {
  /** the element that shows a cell now */
  const element = async (row: string, column: string) => {
    const [rowIndex, at] = await page.evaluate(
      ([r, c]) => {
        const { view } = (window as unknown as GridPageWindow).shown
        const shown = view.structure.columns.filter(({ hidden }) => !hidden)
        const ordered = [...shown.filter(({ frozen }) => frozen), ...shown.filter(({ frozen }) => !frozen)]
        return [view.rowIndex(r), ordered.findIndex(({ id }) => id === c)] as const
      },
      [row, column] as const,
    )
    const heads = await page.locator('.head [role=row]').count()
    return page.locator(`.body [role=row][aria-rowindex="${rowIndex + heads + 1}"] [aria-colindex="${at + 1}"]`)
  }
  return {
    element,
    click: async (
      row: string,
      column: string,
      options: { readonly modifiers?: readonly ('Shift' | 'Control')[] } = {},
    ) => (await element(row, column)).click({ force: true, modifiers: [...(options.modifiers ?? [])] }),
    drag: async (from: CellRef, to: CellRef) => {
      const start = (await (await element(from.row, from.column)).boundingBox())!
      const end = (await (await element(to.row, to.column)).boundingBox())!
      await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
      await page.mouse.down()
      await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 5 })
      await page.mouse.up()
    },
    /** what the cell holds, in the sheet */
    value: (row: string, column: string): Promise<Scalar> =>
      page.evaluate(([r, c]) => (window as unknown as GridPageWindow).sheet.view.cell(r, c), [row, column] as const),
    /** what the eye sees in the cell; waits until it is that */
    shows: async (row: string, column: string, text: string) => {
      const el = await element(row, column)
      await el
        .and(page.locator(`text="${text}"`))
        .or(el.filter({ hasText: text }))
        .first()
        .waitFor({ timeout: 3_000 })
    },
    active: () => page.evaluate(() => (window as unknown as GridPageWindow).state.active),
    steps: () => page.evaluate(() => [...(window as unknown as GridPageWindow).sheet.steps]),
    bubble: () => page.locator('.bubble').textContent(),
    selected: () => page.locator('.body [aria-selected=true]').count(),
    press: async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    },
    clipboard: () => page.evaluate(() => navigator.clipboard.readText()),
    setClipboard: (forms: Readonly<Record<string, string>>) =>
      page.evaluate(async given => {
        const blobs = Object.entries(given).map(([type, text]) => [type, new Blob([text], { type })] as const)
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
      }, forms),
  }
}
export type GridDriver = ReturnType<typeof driveGrid>
