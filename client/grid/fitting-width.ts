import type { Column } from '../../shared/tables/structure.ts'
import { titleUnderGroup } from './column-tree.ts'
import type { Sheet } from './sheet.ts'

const NARROWEST = 36 // px
const WIDEST = 800
const AROUND = 24 // px: padding, border, and a little air
const MEASURED = 40

/** The width, px, at which everything in a column can be read on one line. */
export function fittingWidth(sheet: Sheet, column: Column, frame: HTMLElement): number {
  const canvas = document.createElement('canvas').getContext('2d')!
  const { fontSize, fontFamily } = getComputedStyle(frame)
  canvas.font = `${fontSize} ${fontFamily}`
  const texts = [...widest(sheet, column.id), ...titleUnderGroup(column).split('\n'), column.unit ?? '']
  const room = Math.max(...texts.map(text => canvas.measureText(text).width))
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, room + AROUND)))
}

/** The texts that can be the widest: measuring all of a hundred thousand takes long, counting their characters does not. */
function widest(sheet: Sheet, column: string): readonly string[] {
  const found = new Map<string, number>()
  let least = 0
  for (const row of sheet.view.rows) {
    for (const line of sheet.text(row, column).split('\n')) {
      const size = estimated(line)
      if ((found.size >= MEASURED && size <= least) || found.has(line)) continue
      found.set(line, size)
      if (found.size <= MEASURED * 2) continue
      const kept = [...found].sort((a, b) => b[1] - a[1]).slice(0, MEASURED)
      found.clear()
      for (const [text, was] of kept) found.set(text, was)
      least = kept.at(-1)![1]
    }
  }
  return [...found.keys()]
}

function estimated(text: string): number {
  let size = 0
  for (let at = 0; at < text.length; at++) size += text.charCodeAt(at) > 0xff ? 2 : 1
  return size
}
