import { printNumber } from '../../../shared/values/print.ts'
import { isDateFormat, showDate } from './date-format.ts'
import { type FormatSection, parseSection, splitSections } from './format-section.ts'

/** A number of the file as its cell shows it. */
export interface ShownNumber {
  readonly text: string
  /** the same words around all the digits that the cell holds, where it shows fewer: `12.3左右` may be 12.345 */
  readonly exact: string
  readonly kind: 'number' | 'date' | 'not-understood'
}

/**
 * What Excel shows for a number under a format code: literal words before and after, decimals, thousands, percent, dates.
 * A format beyond that is `not-understood`, and the plain number stands for itself.
 */
export function showNumber(value: number, code: string, from1904: boolean): ShownNumber {
  if (code === 'General' || code === '@' || code === '') return plain(value, 'number')
  if (isDateFormat(code)) {
    const text = showDate(value, code, from1904)
    return text === null ? plain(value, 'not-understood') : { text, exact: text, kind: 'date' }
  }
  const sections = splitSections(code)
  const own = sectionFor(value, sections)
  const section = own && parseSection(own.code)
  if (!section) return plain(value, 'not-understood')
  const scaled = Math.abs(value) * 100 ** section.percents
  const shown = digits(scaled, section, false)
  const all = digits(scaled, section, true)
  if (shown === null || all === null) return plain(value, 'not-understood')
  const around = (figure: string) => {
    const sign = own.signed && value < 0 && /[1-9]/.test(figure) ? '-' : ''
    return sign + section.before + figure + section.after
  }
  return { text: around(shown), exact: around(all), kind: 'number' }
}

const CONDITION = /\[[<>=]/

function plain(value: number, kind: ShownNumber['kind']): ShownNumber {
  const text = printNumber(value)
  return { text, exact: text, kind }
}

/** Which section shows the number, and whether Excel puts a minus before it: a section of its own says its own sign. */
function sectionFor(value: number, sections: readonly string[]): { code: string; signed: boolean } | null {
  const [positive = '', negative, zero] = sections
  // with conditions of their own, sections are not chosen by sign
  if (sections.length > 4 || sections.some(section => CONDITION.test(section))) return null
  if (value < 0 && negative !== undefined) return { code: negative, signed: false }
  if (value === 0 && zero !== undefined) return { code: zero, signed: false }
  return { code: positive, signed: true }
}

function digits(value: number, section: FormatSection, all: boolean): string | null {
  if (section.general) return printNumber(value)
  const typed = printNumber(value)
  if (typed.includes('E')) return null
  const held = typed.split('.')[1]?.length ?? 0
  const places = all ? Math.max(section.most, held) : section.most
  const [whole = '0', decimals = ''] = printNumber(value, places).split('.')
  const kept = trimZeros(decimals, all ? Math.max(section.least, Math.min(held, places)) : section.least)
  const integer = whole === '0' && section.integers === 0 ? '' : whole.padStart(section.integers, '0')
  const grouped = section.thousands ? integer.replace(/\B(?=(?:\d{3})+$)/g, ',') : integer
  const figure = grouped + (kept === '' ? '' : `.${kept}`)
  return figure === '' ? '0' : figure
}

function trimZeros(decimals: string, least: number): string {
  let end = decimals.length
  while (end > least && decimals[end - 1] === '0') end--
  return decimals.slice(0, end)
}
