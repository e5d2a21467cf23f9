import type { PlanningNumber } from '../../shared/values/planning-value.ts'

/**
 * A number and the Excel number format under which it reads exactly as in the grid.
 * The qualifier stands in the format, so the cell stays a number: `8 左右` is 8 under `0" 左右"`.
 */
export interface FormattedNumber {
  readonly value: number
  readonly numFmt: string
}

/** Excel refuses longer format codes. */
const LONGEST_FORMAT = 255
/** `General` rounds to eleven characters, and to the column's width before that. */
export const LONGEST_GENERAL = 10

const DIGITS = /[-−－]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)/g
const ALL_DIGITS = /^[-−－]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)$/

/**
 * The number with its qualifier in the format, or null where no format can show that text.
 * A typed percent keeps the sense of its column: `95%` is 95 with a literal percent sign, for the figures beside it are
 * 95.5 and not 0.955. Only where the parsed value is the fraction is Excel's own percent format used.
 */
export function planningFormat(number: PlanningNumber): FormattedNumber | null {
  const { value, before, after } = number
  const text = asciiDigits(number.text)
  const digits = text.startsWith(asciiDigits(before)) ? text.slice(before.length, text.length - after.length) : ''
  const asSplit = before + after !== '' && ALL_DIGITS.test(digits)
  const typed = (asSplit ? build(value, before, digits, after) : null) ?? textFormat(value, text)
  // No format writes `三百亿` or `1e5`: there the digits are Excel's and only the words around them as typed.
  return typed ?? (Math.abs(value) < 1e15 ? build(value, before, value.toFixed(number.decimals), after) : null)
}

/** The same for a number that is only known with its shown text: a computed cell's, or a plain entered number's. */
export function textFormat(value: number, text: string): FormattedNumber | null {
  if (text === String(value) && text.length <= LONGEST_GENERAL) return { value, numFmt: 'General' }
  for (const found of text.matchAll(DIGITS)) {
    const built = build(value, text.slice(0, found.index), found[0], text.slice(found.index + found[0].length))
    if (built) return built
  }
  return null
}

function build(value: number, before: string, digits: string, after: string): FormattedNumber | null {
  const sign = /^[-−－]/.exec(digits)?.[0] ?? ''
  const unsigned = digits.slice(sign.length)
  const scale = scaleOf(value, unsigned, after)
  const pattern = digitPattern(unsigned)
  if (scale === null || pattern === null) return null
  const tail = scale === 'percent' ? `%${literal(after.slice(1))}` : literal(after)
  const numFmt = sections(value < 0, before, sign, pattern + tail)
  return numFmt.length > LONGEST_FORMAT ? null : { value, numFmt }
}

/** Whether the digits are the value itself, a percentage of which the value is the fraction, or neither. */
function scaleOf(value: number, unsigned: string, after: string): 'plain' | 'percent' | null {
  const plain = unsigned.replaceAll(',', '')
  const decimals = plain.split('.')[1]?.length ?? 0
  // Excel keeps fifteen digits: an identity number must not come back with zeros at its end.
  if (plain.replace('.', '').replace(/^0+/, '').length > 15 || decimals > 15) return null
  // Half a unit of the last place, and a little more: 1.005 shows as 1.01 although the double lies below it.
  const shows = (candidate: number) => Math.abs(Math.abs(candidate) - Number(plain)) <= 0.5000001 * 10 ** -decimals
  if (shows(value)) return 'plain'
  return after.startsWith('%') && shows(value * 100) ? 'percent' : null
}

/** `1,234.50` → `#,##0.00`; `007` → `000`; null where the commas do not separate thousands. */
function digitPattern(unsigned: string): string | null {
  const [whole = '', decimals] = unsigned.split('.')
  const fraction = decimals === undefined ? '' : `.${'0'.repeat(decimals.length)}`
  if (whole.includes(',')) return /^[1-9]\d{0,2}(,\d{3})+$/.test(whole) ? `#,##0${fraction}` : null
  return (whole.startsWith('0') ? '0'.repeat(whole.length) : whole === '' ? '' : '0') + fraction
}

/**
 * One section where Excel's own minus stands in the right place, else two: Excel puts its minus before the whole format,
 * so `[-0.23]` under a single section would read `-[0.23]`.
 */
function sections(negative: boolean, before: string, sign: string, rest: string): string {
  if (before === '' && sign === (negative ? '-' : '')) return rest
  const [own, other] = [before + sign, otherSign(before, sign)]
  return negative
    ? `${literal(other)}${rest};${literal(own)}${rest}`
    : `${literal(own)}${rest};${literal(other)}${rest}`
}

/** The same words around a number of the other sign: `[-` and `[`, `+` and `-`, `下降` and `下降-`. */
function otherSign(before: string, sign: string): string {
  if (sign !== '') return before
  const bare = before.replace(/[-−－+＋]/, '')
  return bare === before || /[+＋]/.test(before) ? `${bare}-` : bare
}

/** For computed columns that round: the digits stay when the inputs change. */
export const fixedFormat = (decimals: number) => (decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`)

/** Words inside a format: quoted, with quotation marks themselves escaped, for a quoted text cannot hold one. */
export function literal(words: string): string {
  if (words === '') return ''
  if (!/["\s]/.test(words)) return `"${words}"`
  return words
    .replace(/\s/g, ' ')
    .split('"')
    .map(part => (part === '' ? '' : `"${part}"`))
    .join('\\"')
}

/** Formats know only 0-9; `８．５左右` is shown as `8.5左右`. One character for one, so that places stay. */
const asciiDigits = (text: string) =>
  text.replace(/[０-９．，]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
