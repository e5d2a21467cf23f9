import { printNumber } from '../../values/print.ts'
import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError, notANumber, notATruth, TEXT_TOO_LONG } from '../errors.ts'

const NUMERIC = /^[+-]?(\d+(,\d{3})*(\.\d*)?|\.\d+)(e[+-]?\d+)?%?$/i

/** A text that Excel would take for a number, or null. */
export function numberFromText(text: string): number | null {
  const trimmed = text.trim()
  if (!NUMERIC.test(trimmed)) return null
  const percent = trimmed.endsWith('%')
  const number = Number((percent ? trimmed.slice(0, -1) : trimmed).replaceAll(',', ''))
  if (!Number.isFinite(number)) return null
  return percent ? number / 100 : number
}

/** Blank is 0, truth 1 or 0, a planning number its value; words, ratios, ranges and —— are no numbers. */
export function toNumber(value: CellValue): number | FormulaError {
  if (typeof value === 'number') return value
  if (value === null) return 0
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') return numberFromText(value) ?? notANumber(value)
  if (value.kind === 'number') return value.value
  return value.kind === 'error' ? value : notANumber(value.text)
}

/** As `&` sees it: numbers with 15 significant digits, a planning number as its number. */
export function toText(value: CellValue): string | FormulaError {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return printNumber(value)
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value.kind === 'number') return printNumber(value.value)
  return value.kind === 'error' ? value : value.text
}

/** As Excel: no cell holds more. */
export const MOST_TEXT = 32_767

/** A text as a result: an error where no cell could hold it. */
export const limited = (text: string): string | FormulaError => (text.length > MOST_TEXT ? TEXT_TOO_LONG : text)

export function toTruth(value: CellValue): boolean | FormulaError {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return value !== 0
  if (value === null) return false
  if (typeof value === 'string') {
    const word = value.toUpperCase()
    return word === 'TRUE' ? true : word === 'FALSE' ? false : notATruth(value)
  }
  if (value.kind === 'number') return value.value !== 0
  return value.kind === 'error' ? value : notATruth(value.text)
}

/** The number that a value is, without coercion: what ISNUMBER sees. */
export function numberIn(value: CellValue): number | null {
  if (typeof value === 'number') return value
  return typeof value === 'object' && value !== null && value.kind === 'number' ? value.value : null
}

/** A text as Excel sees the cell: words, ratios, ranges and ——. */
export function textIn(value: CellValue): string | null {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || value.kind === 'number' || isError(value)) return null
  return value.text
}
