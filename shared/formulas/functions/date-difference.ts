import type { CellValue } from '../cell-value.ts'
import { NUMBER_OUT_OF_RANGE } from '../errors.ts'
import { type CalendarDate, dateOf, serialInMonth, serialOf } from './serial-date.ts'

/** DATEDIF: whole years, months or days between two days, or what is left of them. */
export function dateDifference(start: number, end: number, unit: string): CellValue {
  const from = dateOf(start)
  const to = dateOf(end)
  if (from === null || to === null || end < start) return NUMBER_OUT_OF_RANGE
  const months = wholeMonths(from, to)
  switch (unit.toUpperCase()) {
    case 'D':
      return end - start
    case 'M':
      return months
    case 'Y':
      return Math.floor(months / 12)
    case 'YM':
      return months % 12
    case 'MD':
      return daysAfterMonths(from, to, end)
    case 'YD': {
      const thisYear = serialOf(to.year, from.month, from.day) ?? end
      return end - (thisYear > end ? (serialOf(to.year - 1, from.month, from.day) ?? end) : thisYear)
    }
    default:
      return NUMBER_OUT_OF_RANGE
  }
}

const wholeMonths = (from: CalendarDate, to: CalendarDate): number =>
  (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0)

function daysAfterMonths(from: CalendarDate, to: CalendarDate, end: number): number {
  if (to.day >= from.day) return to.day - from.day
  return end - (serialInMonth(to.year, to.month - 1, from.day) ?? end)
}
