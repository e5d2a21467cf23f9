import type { Box, Spot } from './selection.ts'

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

export function summarise(
  box: Box,
  number: (spot: Spot) => number | null,
  isBlank: (spot: Spot) => boolean,
): SelectionSummary {
  const cells = (box.bottom - box.top + 1) * (box.right - box.left + 1)
  if (cells > MOST_CELLS) return { cells, filled: 0, numbers: 0, sum: null, average: null }
  let filled = 0
  let numbers = 0
  let sum = 0
  for (let row = box.top; row <= box.bottom; row++) {
    for (let at = box.left; at <= box.right; at++) {
      const spot = { row, at }
      if (!isBlank(spot)) filled++
      const value = number(spot)
      if (value === null) continue
      numbers++
      sum += value
    }
  }
  // Fifteen digits, as Excel shows: 26.4 + 13.6 is 40 and nothing beyond.
  const shown = (value: number) => Number(value.toPrecision(15))
  return { cells, filled, numbers, sum: numbers ? shown(sum) : null, average: numbers ? shown(sum / numbers) : null }
}
