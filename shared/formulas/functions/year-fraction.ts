import { type CalendarDate, dateOf, daysInMonth, isLeapYear, serialOf } from './serial-date.ts'

/** The part of a year between two days, by Excel's five ways of counting (0 to 4); null: no such way. */
export function yearFraction(one: number, other: number, basis: number): number | null {
  const [start, end] = one <= other ? [one, other] : [other, one]
  const from = dateOf(start)
  const to = dateOf(end)
  if (from === null || to === null) return null
  switch (basis) {
    case 0:
      return americanDays(from, to) / 360
    case 1:
      return start === end ? 0 : (end - start) / averageYear(from, to, start, end)
    case 2:
      return (end - start) / 360
    case 3:
      return (end - start) / 365
    case 4:
      return days360(from, to, Math.min(from.day, 30), Math.min(to.day, 30)) / 360
    default:
      return null
  }
}

const days360 = (from: CalendarDate, to: CalendarDate, fromDay: number, toDay: number): number =>
  (to.year - from.year) * 360 + (to.month - from.month) * 30 + toDay - fromDay

const endsFebruary = ({ year, month, day }: CalendarDate): boolean => month === 2 && day === daysInMonth(year, 2)

/** Months of 30 days; a period from the end of February begins on the 30th, one from the 30th on may end on it. */
function americanDays(from: CalendarDate, to: CalendarDate): number {
  const bothEndFebruary = endsFebruary(from) && endsFebruary(to)
  const toDay = bothEndFebruary || (to.day === 31 && from.day >= 30) ? 30 : to.day
  return days360(from, to, endsFebruary(from) ? 30 : Math.min(from.day, 30), toDay)
}

/** Up to a year: 366 days if a leap day lies between; longer: the mean length of the years touched. */
function averageYear(from: CalendarDate, to: CalendarDate, start: number, end: number): number {
  const within =
    to.year === from.year ||
    (to.year === from.year + 1 && (to.month < from.month || (to.month === from.month && to.day <= from.day)))
  if (within) {
    if (to.year === from.year) return isLeapYear(from.year) ? 366 : 365
    const leapDay = [from.year, to.year].filter(isLeapYear).map(year => serialOf(year, 2, 29) ?? 0)
    return leapDay.some(day => day >= start && day <= end) ? 366 : 365
  }
  const years = to.year - from.year + 1
  return ((serialOf(to.year + 1, 1, 1) ?? 0) - (serialOf(from.year, 1, 1) ?? 0)) / years
}
