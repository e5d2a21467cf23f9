import { type Box, contains, type Spot } from './selection.ts'

/** What the status line says of the selected cells. */
export interface SelectionSummary {
  readonly cells: number
  /** how many of them are filled */
  readonly filled: number
  /** how many stand for a number */
  readonly numbers: number
  /** null where nothing is a number, or where the selection is too large to add up while one drags */
  readonly sum: number | null
  readonly average: number | null
}

const MOST_CELLS = 100_000

/** @param boxes may overlap; a cell in two of them counts once */
export function summarise(
  boxes: readonly Box[],
  number: (spot: Spot) => number | null,
  isBlank: (spot: Spot) => boolean,
): SelectionSummary {
  const area = boxes.reduce((sum, box) => sum + (box.bottom - box.top + 1) * (box.right - box.left + 1), 0)
  if (area > MOST_CELLS) return { cells: area, filled: 0, numbers: 0, sum: null, average: null }
  let cells = 0
  let filled = 0
  let numbers = 0
  let sum = 0
  for (const [i, box] of boxes.entries()) {
    const seen = boxes.slice(0, i)
    for (let row = box.top; row <= box.bottom; row++) {
      for (let at = box.left; at <= box.right; at++) {
        const spot = { row, at }
        if (seen.some(other => contains(other, spot))) continue
        cells++
        if (!isBlank(spot)) filled++
        const value = number(spot)
        if (value === null) continue
        numbers++
        sum += value
      }
    }
  }
  // Fifteen digits, as Excel shows: 26.4 + 13.6 is 40 and nothing beyond.
  const shown = (value: number) => Number(value.toPrecision(15))
  return { cells, filled, numbers, sum: numbers ? shown(sum) : null, average: numbers ? shown(sum / numbers) : null }
}
