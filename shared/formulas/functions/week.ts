import { dateOf, serialOf, weekdayOf } from './serial-date.ts'

/** 0 for the day that a week begins with, by Excel's numbering of weeks (1, 2, 11 to 17, 21); null: no such numbering. */
export function daysIntoWeek(serial: number, kind: number): number | null {
  const first = kind === 1 ? 1 : kind === 2 || kind === 21 ? 2 : kind >= 11 && kind <= 17 ? ((kind - 10) % 7) + 1 : null
  return first === null ? null : (weekdayOf(serial) - first + 7) % 7
}

/** Weeks beginning on Monday; the first one has most of its days in the year. */
export function isoWeek(serial: number): number {
  const thursday = serial - (daysIntoWeek(serial, 2) ?? 0) + 3
  const { year } = dateOf(Math.max(thursday, 0)) ?? { year: 1900 }
  return Math.floor((thursday - (serialOf(year, 1, 1) ?? 1)) / 7) + 1
}

/** The week that holds the first of January is the first. */
export function weekNumber(serial: number, kind: number): number | null {
  const into = daysIntoWeek(serial, kind)
  if (into === null) return null
  if (kind === 21) return isoWeek(serial)
  const newYear = serialOf(dateOf(serial)?.year ?? 1900, 1, 1) ?? 1
  return Math.floor((serial - newYear + (daysIntoWeek(newYear, kind) ?? 0)) / 7) + 1
}

const isWorkday = (serial: number): boolean => (daysIntoWeek(serial, 2) ?? 0) < 5

/** Mondays to Fridays up to and with a day, counted from some Monday. */
function workdaysUpTo(serial: number): number {
  const days = serial + 5 // serial 2 is a Monday: so counted, whole weeks begin with one
  return Math.floor(days / 7) * 5 + Math.min((days % 7) + 1, 5)
}

/** Workdays from one day to another, both counted; negative backwards. `holidays` ascending, each once. */
export function workdaysBetween(start: number, end: number, holidays: readonly number[]): number {
  if (end < start) return -workdaysBetween(end, start, holidays)
  const off = holidays.filter(day => day >= start && day <= end && isWorkday(day)).length
  return workdaysUpTo(end) - workdaysUpTo(start - 1) - off
}

function plusWeekdays(serial: number, count: number): number {
  const step = Math.sign(count)
  let day = serial
  let left = Math.abs(count)
  const weeks = Math.max(0, Math.floor(left / 5) - 1)
  day += weeks * 7 * step
  left -= weeks * 5
  while (left > 0) if (isWorkday((day += step))) left--
  return day
}

/** The day so many workdays after (or before) another. `holidays` ascending, each once. */
export function plusWorkdays(serial: number, count: number, holidays: readonly number[]): number {
  const step = Math.sign(count)
  let day = plusWeekdays(serial, count)
  for (const holiday of step > 0 ? holidays : [...holidays].reverse())
    if (isWorkday(holiday) && (holiday - serial) * step > 0 && (holiday - day) * step <= 0)
      day = plusWeekdays(day, step)
  return day
}
