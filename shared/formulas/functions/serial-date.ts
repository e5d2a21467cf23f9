import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError, NOT_A_DATE } from '../errors.ts'
import { numberFromText, numberIn, textIn } from '../evaluate/coerce.ts'

const DAY = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)
/** 9999-12-31 */
const LAST_SERIAL = 2_958_465

export interface CalendarDate {
  readonly year: number
  /** 1 to 12 */
  readonly month: number
  readonly day: number
}

/** Days since 1899-12-30, as Excel counts from March 1900 on; months and days may overflow. */
export function serialOf(year: number, month: number, day: number): number | null {
  const serial = Math.round((Date.UTC(year, month - 1, day) - EPOCH) / DAY)
  return serial >= 0 && serial <= LAST_SERIAL ? serial : null
}

export function dateOf(serial: number): CalendarDate | null {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return null
  const date = new Date(EPOCH + Math.floor(serial) * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const WRITTEN = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:(?:-|\/|\.|月)(\d{1,2})日?|月)?$/

/** A serial number, or a date as people write it: 2024-05-31, 2024/5/31, 2024年5月. */
export function dateIn(value: CellValue): CalendarDate | FormulaError {
  if (isError(value)) return value
  if (value === null) return dateOf(0)!
  const text = textIn(value)
  const serial = text === null ? numberIn(value) : numberFromText(text)
  if (serial !== null) return dateOf(serial) ?? NOT_A_DATE
  const [, year, month, day = '1'] = WRITTEN.exec((text ?? '').trim()) ?? []
  if (year === undefined || month === undefined) return NOT_A_DATE
  const found = dateOf(serialOf(Number(year), Number(month), Number(day)) ?? -1)
  return found !== null && found.month === Number(month) && found.day === Number(day) ? found : NOT_A_DATE
}
