import type { Direction } from '../../values/planning-value.ts'
import type { CellValue, FormulaError } from '../cell-value.ts'
import { formulaError, isError, shorten } from '../errors.ts'
import { textIn, toText } from '../evaluate/coerce.ts'

export const DIRECTION_WORDS: Readonly<Record<Direction, readonly string[]>> = {
  higher: ['越高越好', 'higher'],
  lower: ['越低越好', 'lower'],
  none: ['不评判', 'none'],
}

/** The direction that a cell names; null where it names none; an error for a word that is no direction. */
export function directionIn(value: CellValue): Direction | null | FormulaError {
  if (isError(value)) return value
  const word = (textIn(value) ?? '').trim().toLowerCase()
  if (value === null || word === '' || /^[—-]+$/.test(word)) return null
  for (const direction of ['higher', 'lower', 'none'] as const)
    if (DIRECTION_WORDS[direction].includes(word)) return direction
  const text = toText(value)
  return formulaError('#VALUE!', 'unknown-direction', { text: typeof text === 'string' ? shorten(text) : '' })
}
