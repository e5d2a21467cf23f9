import type { Scalar } from '../core/scalar.ts'
import { around, type Compact, compact } from './characters.ts'
import { type Figure, figureAt } from './figure.ts'
import { type Lead, leadOf, saidBy, tailOf } from './frame.ts'
import type { PlanningNumber, PlanningValue } from './planning-value.ts'
import { printNumber } from './print.ts'
import { unitOf } from './unit.ts'

const BLANK: PlanningValue = { kind: 'blank' }
const PLAIN = /^-?\d{1,16}(?:\.\d{1,16})?$/
const DASHES = /^[\s－−﹣‐‑–―‒─━⸺⸻﹘—-]+$/
const RATIO = /^\d+(?:\.\d+)?(?::\d+(?:\.\d+)?)+$/
const RANGE = /^([^\d~—至到-]{0,8})(—{1,2}|--|[~至到-])/
/** Longer texts are words: no planning value needs so many characters, and the time to look stays bounded. */
export const LONGEST_VALUE = 64

/** Reads what a cell holds. Never throws; what is no planning value is words, kept as typed. */
export function parseValue(stored: Scalar): PlanningValue {
  switch (typeof stored) {
    case 'string':
      return parseText(stored)
    case 'number':
      return plain(printNumber(stored), stored)
    case 'boolean':
      return { kind: 'text', text: stored ? 'TRUE' : 'FALSE' }
    default:
      return BLANK
  }
}

function parseText(text: string): PlanningValue {
  if (PLAIN.test(text)) return plain(text, Number(text)) // most cells of most tables
  const trimmed = text.trim()
  if (trimmed === '') return text === '' ? BLANK : { kind: 'blank', text }
  if (DASHES.test(trimmed)) return { kind: 'none', text }
  if (trimmed.length <= LONGEST_VALUE) return measured(text, compact(text)) ?? { kind: 'text', text }
  return { kind: 'text', text }
}

function plain(text: string, value: number): PlanningNumber {
  const point = text.indexOf('.')
  const decimals = point < 0 || text.includes('E') ? 0 : text.length - point - 1
  return {
    kind: 'number',
    text,
    value: value === 0 ? 0 : value,
    op: 'eq',
    cumulative: false,
    decimals,
    before: '',
    after: '',
  }
}

function measured(text: string, compacted: Compact): PlanningValue | null {
  const { chars } = compacted
  if (RATIO.test(chars)) return { kind: 'ratio', text, parts: chars.split(':').map(Number) }
  const lead = leadOf(chars)
  const figure = figureAt(chars.slice(lead.length))
  if (!figure) return null
  const end = lead.length + figure.length
  const rest = chars.slice(end)
  const range = rangeOf(text, lead, figure, rest)
  if (range) return range
  const tail = tailOf(rest, lead)
  const said = tail && saidBy(lead, tail)
  if (!said || isYear(figure, said.unit) || (said.sign === -1 && figure.value < 0)) return null
  return {
    kind: 'number',
    text,
    value: figure.value === 0 ? 0 : said.sign * figure.value,
    op: said.op,
    cumulative: lead.bracket,
    ...(said.reading && { reading: said.reading }),
    ...(said.unit && { unit: said.unit }),
    decimals: figure.decimals,
    ...around(text, compacted, lead.length, end),
  }
}

/** 1—2个, 5%～6%: the lower end first, else it is a date (2024-01) or a slip. Qualifiers other than "about" would say two things. */
function rangeOf(text: string, lead: Lead, low: Figure, rest: string): PlanningValue | null {
  const between = rest === '' ? null : RANGE.exec(rest)
  const high = between && figureAt(rest.slice(between[0].length))
  if (!high) return null
  const tail = tailOf(rest.slice(between[0].length + high.length).replace(/之间$/, ''), lead)
  const said = tail && saidBy(lead, tail)
  if (!said || lead.bracket || (said.op !== 'eq' && said.op !== 'approx')) return null
  const own = between[1] ?? ''
  if (own !== '' && (!unitOf(own) || (said.unit !== undefined && said.unit !== own))) return null
  const unit = said.unit ?? (own === '' ? undefined : own)
  const [min, max] = said.sign === -1 ? [-high.value, -low.value] : [low.value, high.value]
  if (min > max || isYear(high, unit)) return null
  return { kind: 'range', text, min, max, ...(unit && { unit }) }
}

/** 2023年 is a date, 11.52年 and 30年 are durations. */
function isYear({ value, decimals }: Figure, unit: string | undefined): boolean {
  return unit === '年' && decimals === 0 && value >= 1900 && value <= 2100
}
