import type { ColumnType } from '../tables/structure.ts'
import { compact } from './characters.ts'
import { figureAt } from './figure.ts'
import { leadOf, tailOf } from './frame.ts'
import { LONGEST_VALUE } from './parse.ts'
import type { PlanningValue } from './planning-value.ts'
import { together } from './qualifiers.ts'

/** i18n key under `value.issue.`; SPEC.md VAL-50 gives the sentences. */
export type IssueCode =
  | 'bracket-open'
  | 'contradiction'
  | 'doubled-unit'
  | 'two-figures'
  | 'two-points'
  | 'broken-ratio'
  | 'separators'
  | 'point-character'
  | 'letters'
  | 'sign'
  | 'reversed-range'
  | 'unknown-unit'
  | 'too-large'

export interface ValueIssue {
  readonly code: IssueCode
  /** `part`: the characters in question */
  readonly params: { readonly part: string }
}

/**
 * Why a cell of a value column was read as words although it looks like a figure that went wrong; null where the words
 * are meant (保持稳定, 2024-01-12, a sentence). The text stays as typed whatever this says.
 */
export function valueIssue(value: PlanningValue, columnType: ColumnType): ValueIssue | null {
  if (columnType !== 'value' || value.kind !== 'text') return null
  const trimmed = value.text.trim()
  if (!ANY_DIGIT.test(trimmed)) return null
  if (trimmed.length > LONGEST_VALUE) return ONLY_DIGITS.test(trimmed) ? issue('too-large', trimmed.slice(0, 20)) : null
  const { chars } = compact(trimmed)
  return DATE.test(chars) ? null : (frameIssue(chars) ?? figureIssue(bodyOf(chars)))
}

const ANY_DIGIT = /[\d０-９]/
const ONLY_DIGITS = /^[\d０-９.,]+$/
const DATE =
  /^\d{4}(?:年|[~—至到-]{1,2}\d{4}年|[-./]\d{1,2}(?:[-./]\d{1,2})?$)|^\d{1,2}(?:月|日|号|点|时)|^\d{1,2}\/\d{1,2}$/

/** In the order in which they are asked; the first that fits tells most. `$&` of the match is the part shown. */
const BROKEN: readonly (readonly [IssueCode, RegExp])[] = [
  ['doubled-unit', /^[\d.,]+([%‰]{2,})\D{0,4}$/],
  ['two-figures', /^[\d.,]+[%‰][\d.,]+[%‰]?$/],
  ['broken-ratio', /^[\d.]*(?::+[\d.]*)+$/],
  ['two-figures', /^[+-]?[\d.,]+(?: [+-]?[\d.,]+)+$/],
  ['two-points', /^[+-]?[\d,]*\.[\d,]*\.[\d.,]*$/],
  ['separators', /^[+-]?[\d,]*,[\d,]*(?:\.\d*)?$/],
  ['separators', /^[+-]?\d+\.\d*,[\d,.]*$/],
  ['point-character', /^\d+([。·、;'])\d+$/],
  ['reversed-range', /^[\d.]+[^\d]?[~—-]{1,2}[\d.]+$/],
  ['sign', /^([+—-]{1,3})[\d.]+$/],
  ['sign', /^[\d.]+([+—-]{1,3})$/],
  ['letters', /^[\d.,]*([A-Za-z]{1,6})[\dA-Za-z.,]*$/],
  ['unknown-unit', /^[+-]?[\d.,]*\d([^\d\s.,:/~—-]{1,3})$/],
]

function frameIssue(chars: string): ValueIssue | null {
  const lead = leadOf(chars)
  const open = chars.split('[').length
  if (open !== chars.split(']').length) return issue('bracket-open', open > chars.split(']').length ? '[' : ']')
  const figure = figureAt(chars.slice(lead.length))
  const tail = figure && tailOf(chars.slice(lead.length + figure.length), lead)
  const contradicts = tail && together([...lead.words, ...tail.words]) === 'contradiction'
  return contradicts ? issue('contradiction', chars) : null
}

/** Without the qualifiers that are understood; a bracket pair goes with them. */
function bodyOf(chars: string): string {
  const rest = chars.slice(leadOf(chars).length).replace(']', '')
  for (let end = 1; end <= rest.length; end++) {
    if (/[\d.,]/.test(rest[end - 1] ?? '') && tailOf(rest.slice(end), NO_LEAD)) return rest.slice(0, end)
  }
  return rest
}

const NO_LEAD = { bracket: false, per: undefined }

function figureIssue(body: string): ValueIssue | null {
  if (ONLY_DIGITS.test(body) && !/[.,]/.test(body)) return issue('too-large', body.slice(0, 20))
  for (const [code, pattern] of BROKEN) {
    const found = pattern.exec(body)
    if (found) return issue(code, found[1] ?? body)
  }
  return null
}

const issue = (code: IssueCode, part: string): ValueIssue => ({ code, params: { part } })
