import type { SheetCell } from './sheet-cell.ts'
import { Unreadable } from './unreadable.ts'

/** One-based, both ends inside. */
export interface MergedRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

const RANGE = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/

/** Null for what names no range. */
export function rangeOf(name: string): MergedRange | null {
  const found = RANGE.exec(name)
  if (!found) return null
  const [, left = '', top, right = '', bottom] = found
  return { top: Number(top), left: number(left), bottom: Number(bottom), right: number(right) }
}

const number = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** columns that a merge is followed over: wider ones are lines of words */
const WIDEST = 256

/**
 * Puts the text of every merged cell into the cells that it lies over, within the rows that hold something: a merge over the
 * whole sheet costs no more than the sheet's content.
 * @throws Unreadable where that would be more than `most` cells
 */
export function spreadMerges(rows: Map<number, SheetCell[]>, merges: readonly MergedRange[], most: number): void {
  if (merges.length === 0) return
  const used = [...rows.keys()].sort((a, b) => a - b)
  const additions = new Map<number, SheetCell[]>()
  let left = most
  for (const range of merges) {
    const origin = rows.get(range.top)?.find(cell => cell.column === range.left)
    if (!origin || origin.text === '') continue
    for (let at = firstAtLeast(used, range.top); at < used.length && used[at]! <= range.bottom; at++) {
      const row = used[at]!
      const right = Math.min(range.right, range.left + WIDEST)
      for (let column = range.left; column <= right; column++) {
        if (row === range.top && column === range.left) continue
        if (--left < 0) throw new Unreadable('file-too-complex', 'merged cells over more than the table could have')
        const added = additions.get(row)
        const copy: SheetCell = { column, text: origin.text, notes: ['merged-over'] }
        if (added) added.push(copy)
        else additions.set(row, [copy])
      }
    }
  }
  for (const [row, cells] of additions) {
    const own = rows.get(row)!
    const taken = new Set(own.map(cell => cell.column))
    for (const cell of cells) {
      if (taken.has(cell.column)) continue
      taken.add(cell.column)
      own.push(cell)
    }
  }
}

function firstAtLeast(sorted: readonly number[], wanted: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
