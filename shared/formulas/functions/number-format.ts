import { printNumber } from '../../values/print.ts'
import type { CellValue } from '../cell-value.ts'
import { numberFromText, numberIn, textIn, toText } from '../evaluate/coerce.ts'
import { type CalendarDate, dateOf } from './serial-date.ts'

/** A number by an Excel format: digits, thousands, percent, dates, quoted text, sections for negatives and zero. */
export function formatNumber(value: CellValue, format: string): CellValue {
  const text = textIn(value)
  const number = text === null ? (value === null ? 0 : numberIn(value)) : numberFromText(text)
  if (number === null) return toText(value)
  const sections = splitSections(format)
  const section = number < 0 ? (sections[1] ?? sections[0]) : number === 0 ? (sections[2] ?? sections[0]) : sections[0]
  const signed = number < 0 && sections.length < 2 ? '-' : ''
  const pieces = piecesOf(section ?? '')
  if (pieces.some(piece => piece.kind === 'date')) return dated(pieces, number)
  if (pieces.some(piece => piece.kind === 'whole')) return signed + general(pieces, Math.abs(number))
  return numbered(pieces, Math.abs(number), signed)
}

type Piece =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'digits'; readonly pattern: string }
  | { readonly kind: 'percent' }
  | { readonly kind: 'date'; readonly part: string }
  /** `General` and `@` */
  | { readonly kind: 'whole' }

const PIECE = /"([^"]*)"|\\(.)|([0#?][0#?,.]*|\.[0#?]+)|(%)|(y+|m+|d+)|(general|@)|([\s\S])/giu

function piecesOf(section: string): readonly Piece[] {
  return [...section.matchAll(PIECE)].map(([, quoted, escaped, digits, percent, date, whole, other]): Piece => {
    if (digits !== undefined) return { kind: 'digits', pattern: digits }
    if (percent !== undefined) return { kind: 'percent' }
    if (date !== undefined) return { kind: 'date', part: date.toLowerCase() }
    if (whole !== undefined) return { kind: 'whole' }
    return { kind: 'literal', text: quoted ?? escaped ?? other ?? '' }
  })
}

function splitSections(format: string): readonly string[] {
  const sections = ['']
  for (const [piece] of format.matchAll(/"[^"]*"|\\.|[\s\S]/gu))
    if (piece === ';') sections.push('')
    else sections[sections.length - 1] += piece
  return sections
}

const general = (pieces: readonly Piece[], number: number): string =>
  pieces.map(piece => (piece.kind === 'whole' ? printNumber(number) : literal(piece))).join('')

const literal = (piece: Piece): string => (piece.kind === 'literal' ? piece.text : piece.kind === 'percent' ? '%' : '')

/** The first run of digit marks takes the whole number; a format without one shows its literals alone. */
function numbered(pieces: readonly Piece[], number: number, sign: string): string {
  const percents = pieces.filter(piece => piece.kind === 'percent').length
  const first = pieces.find(piece => piece.kind === 'digits')
  const shown = first?.kind === 'digits' ? digits(number * 100 ** percents, first.pattern) : ''
  const minus = /[1-9]/.test(shown) || first === undefined ? sign : ''
  return minus + pieces.map(piece => (piece === first ? shown : literal(piece))).join('')
}

function digits(number: number, pattern: string): string {
  const [whole = '', ...fractions] = pattern.split('.')
  const fraction = fractions.join('').replaceAll(',', '')
  const [shownWhole = '0', shownFraction = ''] = printNumber(number, fraction.length).split('.')
  const least = whole.replace(/[^0]/g, '').length
  const plain = (shownWhole === '0' ? '' : shownWhole).padStart(least, '0')
  const grouped = /[0#?],+[0#?]/.test(whole) ? plain.replace(/\B(?=(\d{3})+$)/g, ',') : plain
  const kept = fraction.lastIndexOf('0') + 1
  const tail = shownFraction.slice(0, kept) + shownFraction.slice(kept).replace(/0+$/, '')
  return pattern.includes('.') ? `${grouped}.${tail}` : grouped
}

function dated(pieces: readonly Piece[], serial: number): CellValue {
  const date = dateOf(serial)
  if (date === null) return { kind: 'error', code: '#VALUE!', detail: 'not-a-date' }
  return pieces.map(piece => (piece.kind === 'date' ? datePart(piece.part, date) : literal(piece))).join('')
}

function datePart(part: string, date: CalendarDate): string {
  if (part.startsWith('y')) return part.length <= 2 ? String(date.year % 100).padStart(2, '0') : String(date.year)
  const number = part.startsWith('m') ? date.month : date.day
  return part.length === 1 ? String(number) : String(number).padStart(2, '0')
}
