import { printNumber } from '../../values/print.ts'
import type { CellValue } from '../cell-value.ts'
import { OUT_OF_RANGE } from '../errors.ts'
import { numberFromText, numberIn, textIn, toText } from '../evaluate/coerce.ts'
import { datedText } from './date-format.ts'
import { type Piece, piecesOf, sectionFor, splitSections } from './format-pieces.ts'

/** Excel knows no longer ones; it also bounds the work that one format can be. */
const MOST_FORMAT = 255

/**
 * A number by an Excel format: digits, thousands, scaling, percent, powers of ten, dates and times, quoted text, sections
 * for negatives, zero and texts, conditions in brackets.
 */
export function formatNumber(value: CellValue, format: string): CellValue {
  if (typeof value === 'boolean') return toText(value)
  if (format.length > MOST_FORMAT) return OUT_OF_RANGE
  const text = textIn(value)
  const number = text === null ? (value === null ? 0 : numberIn(value)) : numberFromText(text)
  const sections = splitSections(format)
  if (number === null) return formattedText(toText(value), sections)
  const { section, shown } = sectionFor(sections, number)
  const pieces = piecesOf(section)
  if (pieces.some(piece => piece.kind === 'date')) return datedText(pieces, number)
  const sign = shown < 0 ? '-' : ''
  if (pieces.some(piece => piece.kind === 'whole')) return sign + general(pieces, Math.abs(shown))
  return numbered(pieces, Math.abs(shown), sign)
}

/** The fourth section is for texts; without one they stay as they are. */
function formattedText(text: CellValue, sections: readonly string[]): CellValue {
  const section = sections[3] ?? (sections.length === 1 && sections[0]!.includes('@') ? sections[0] : undefined)
  if (typeof text !== 'string' || section === undefined) return text
  return piecesOf(section)
    .map(piece => (piece.kind === 'whole' ? text : literal(piece)))
    .join('')
}

const general = (pieces: readonly Piece[], number: number): string =>
  pieces.map(piece => (piece.kind === 'whole' ? printNumber(number) : literal(piece))).join('')

const literal = (piece: Piece): string => (piece.kind === 'literal' ? piece.text : piece.kind === 'percent' ? '%' : '')

/** The first run of digit marks takes the whole number; a format without one shows its literals alone. */
function numbered(pieces: readonly Piece[], number: number, sign: string): string {
  const percents = pieces.filter(piece => piece.kind === 'percent').length
  const first = pieces.find(piece => piece.kind === 'digits' || piece.kind === 'power')
  const scaled = number * 100 ** percents
  const shown =
    first?.kind === 'digits' ? digits(scaled, first.pattern) : first?.kind === 'power' ? powered(scaled, first) : ''
  const minus = /[1-9]/.test(shown) || first === undefined ? sign : ''
  return minus + pieces.map(piece => (piece === first ? shown : literal(piece))).join('')
}

function digits(number: number, pattern: string): string {
  // commas at the end of the whole part count thousands away
  const scaling = /,+(?=\.|$)/.exec(pattern)?.[0].length ?? 0
  const [whole = '', ...fractions] = pattern.split('.')
  const fraction = fractions.join('').replaceAll(',', '')
  const [shownWhole = '0', shownFraction = ''] = printNumber(number / 1000 ** scaling, fraction.length).split('.')
  const least = whole.replace(/[^0]/g, '').length
  const plain = (shownWhole === '0' ? '' : shownWhole).padStart(least, '0')
  const kept = fraction.lastIndexOf('0') + 1
  const tail = shownFraction.slice(0, kept) + shownFraction.slice(kept).replace(/0+$/, '')
  const shown = /[0#?],+[0#?]/.test(whole) ? grouped(plain) : plain
  return pattern.includes('.') ? `${shown}.${tail}` : shown
}

/** Commas before every third digit from the end; in one pass, for a format may ask for very many zeros. */
export function grouped(whole: string): string {
  const parts: string[] = []
  for (let end = whole.length; end > 0; end -= 3) parts.push(whole.slice(Math.max(0, end - 3), end))
  return parts.reverse().join(',')
}

/** `0.00E+00` */
function powered(number: number, { pattern, least, plus }: Piece & { kind: 'power' }): string {
  const [whole = '', fraction = ''] = pattern.split('.')
  const step = Math.max(1, whole.length)
  const places = Math.min(fraction.length, 30)
  const powerOf = (n: number) => (n === 0 ? 0 : Math.floor(Number(n.toExponential(14).split('e')[1]) / step) * step)
  let power = powerOf(number)
  let mantissa = printNumber(number / 10 ** power, places)
  if (Number(mantissa) >= 10 ** step) {
    power += step
    mantissa = printNumber(number / 10 ** power, places)
  }
  const sign = power < 0 ? '-' : plus ? '+' : ''
  return `${mantissa}E${sign}${String(Math.abs(power)).padStart(least, '0')}`
}
