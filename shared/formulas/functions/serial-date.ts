import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError, NOT_A_DATE, NUMBER_OUT_OF_RANGE } from '../errors.ts'
import { numberFromText, numberIn, textIn } from '../evaluate/coerce.ts'

const DAY = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)
/** 9999-12-31 */
export const LAST_SERIAL = 2_958_465
/** 1900-02-29, a day that only Excel has; before it Excel counts from another day */
const FALSE_LEAP_DAY = 60

export interface CalendarDate {
  readonly year: number
  /** 1 to 12 */
  readonly month: number
  readonly day: number
}

/** Excel's serial number of a day, 1900-01-01 being 1; months and days may overflow. */
export function serialOf(year: number, month: number, day: number): number | null {
  const days = Math.round((Date.UTC(year, month - 1, day) - EPOCH) / DAY)
  const serial = days <= FALSE_LEAP_DAY ? days - 1 : days
  return serial >= 0 && serial <= LAST_SERIAL ? serial : null
}

/** The day of a serial number; 0 is what Excel calls the 0th of January 1900. */
export function dateOf(serial: number): CalendarDate | null {
  if (!(serial >= 0 && serial < LAST_SERIAL + 1)) return null
  const whole = Math.floor(serial)
  if (whole === 0) return { year: 1900, month: 1, day: 0 }
  if (whole === FALSE_LEAP_DAY) return { year: 1900, month: 2, day: 29 }
  const date = new Date(EPOCH + (whole < FALSE_LEAP_DAY ? whole + 1 : whole) * DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 1 Sunday to 7 Saturday */
export const weekdayOf = (serial: number): number => ((serial + 6) % 7) + 1

export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

export const isLeapYear = (year: number): boolean => daysInMonth(year, 2) === 29

/** A day of a month that may be shorter than it: the 31st of February is its last day. */
export function serialInMonth(year: number, month: number, day: number): number | null {
  const monthsOn = year * 12 + month - 1
  const inYear = Math.floor(monthsOn / 12)
  const inMonth = (((month - 1) % 12) + 12) % 12
  return serialOf(inYear, inMonth + 1, Math.min(day, daysInMonth(inYear, inMonth + 1)))
}

const WRITTEN = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:(?:-|\/|\.|月)(\d{1,2})日?|月)?$/

/** The serial number of a date as people write it: 2024-05-31, 2024/5/31, 2024年5月. */
export function serialFromText(text: string): number | null {
  const [, year, month, day = '1'] = WRITTEN.exec(text.trim()) ?? []
  if (year === undefined || month === undefined) return null
  const serial = serialOf(Number(year), Number(month), Number(day))
  const found = serial === null ? null : dateOf(serial)
  return found !== null && found.month === Number(month) && found.day === Number(day) ? serial : null
}

/** A whole serial number: of a number of days, or of a written date. */
export function serialIn(value: CellValue): number | FormulaError {
  if (isError(value)) return value
  const text = textIn(value)
  const number =
    text === null ? (typeof value === 'boolean' ? Number(value) : (numberIn(value) ?? 0)) : numberFromText(text)
  if (number !== null) return number >= 0 && number < LAST_SERIAL + 1 ? Math.floor(number) : NUMBER_OUT_OF_RANGE
  return serialFromText(text ?? '') ?? NOT_A_DATE
}
