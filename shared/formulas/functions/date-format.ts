import type { CellValue } from '../cell-value.ts'
import { NOT_A_DATE } from '../errors.ts'
import type { Piece } from './format-pieces.ts'
import { type CalendarDate, dateOf, weekdayOf } from './serial-date.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const CHINESE_DAYS = '日一二三四五六'

interface Moment {
  readonly date: CalendarDate
  /** 1 Sunday to 7 Saturday */
  readonly weekday: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** since the serial number 0 */
  readonly seconds: number
  readonly twelveHours: boolean
}

/** A serial number by the date and time marks of a format. */
export function datedText(pieces: readonly Piece[], serial: number): CellValue {
  const seconds = Math.round(serial * 86_400)
  const date = dateOf(seconds / 86_400)
  if (date === null) return NOT_A_DATE
  const ofDay = seconds % 86_400
  const moment: Moment = {
    date,
    weekday: weekdayOf(Math.floor(seconds / 86_400)),
    hour: Math.floor(ofDay / 3600),
    minute: Math.floor(ofDay / 60) % 60,
    second: ofDay % 60,
    seconds,
    twelveHours: pieces.some(piece => piece.kind === 'date' && piece.part.includes('/')),
  }
  return pieces.map((piece, index) => partText(piece, isMinutes(pieces, index), moment)).join('')
}

/** `m` after hours or before seconds are minutes. */
function isMinutes(pieces: readonly Piece[], index: number): boolean {
  const dates = pieces.flatMap((piece, at) => (piece.kind === 'date' ? [{ part: piece.part, at }] : []))
  const here = dates.findIndex(({ at }) => at === index)
  return /h/.test(dates[here - 1]?.part ?? '') || /s/.test(dates[here + 1]?.part ?? '')
}

const padded = (n: number, part: string): string => (part.length === 1 ? String(n) : String(n).padStart(2, '0'))

function partText(piece: Piece, minutes: boolean, moment: Moment): string {
  if (piece.kind === 'literal') return piece.text
  if (piece.kind !== 'date') return piece.kind === 'percent' ? '%' : piece.kind === 'digits' ? piece.pattern : ''
  const { part } = piece
  const { date } = moment
  switch (part[0]) {
    case '[':
      return elapsed(part.slice(1), moment.seconds)
    case 'y':
      return part.length <= 2 ? String(date.year % 100).padStart(2, '0') : String(date.year)
    case 'm':
      return minutes && part.length <= 2 ? padded(moment.minute, part) : monthText(part, date.month)
    case 'd':
      return part.length <= 2 ? padded(date.day, part) : dayName(part, moment.weekday)
    case 'h':
      return padded(moment.twelveHours ? ((moment.hour + 11) % 12) + 1 : moment.hour, part)
    case 's':
      return padded(moment.second, part)
    case '上':
      return moment.hour < 12 ? '上午' : '下午'
    default:
      if (part === 'am/pm') return moment.hour < 12 ? 'AM' : 'PM'
      return `${part.length === 4 ? '星期' : ''}${CHINESE_DAYS[moment.weekday - 1]}`
  }
}

function monthText(part: string, month: number): string {
  if (part.length <= 2) return padded(month, part)
  const name = MONTHS[month - 1] ?? ''
  return part.length === 3 ? name.slice(0, 3) : part.length === 5 ? name.slice(0, 1) : name
}

const dayName = (part: string, weekday: number): string =>
  part.length === 3 ? DAYS[weekday - 1]!.slice(0, 3) : DAYS[weekday - 1]!

function elapsed(part: string, seconds: number): string {
  const unit = part[0] === 'h' ? 3600 : part[0] === 'm' ? 60 : 1
  return padded(Math.floor(seconds / unit), part)
}
