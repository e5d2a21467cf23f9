import type { z } from '@hono/zod-openapi'
import { type Language, type MessageParams, say } from './messages/say.ts'

/** What is wrong with one field of a request; a message under `field.` */
export type FieldRule =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'list'
  | 'object'
  | 'choice'
  | 'too-short'
  | 'too-long'
  | 'too-many-bytes'
  | 'too-small'
  | 'too-large'
  | 'too-few'
  | 'too-many'
  | 'unknown'
  | 'invalid'
  | 'repeated'
  | 'no-such-column'
  | 'no-such-department'
  | 'no-earlier-row'
  | 'computed'

export interface FieldProblem {
  /** where: names and numbers from 0, joined by points; empty: the request as a whole */
  readonly field: string
  readonly rule: FieldRule
  readonly params?: MessageParams
}

/** `password` must have 8 characters or more; … */
export function sayProblems(language: Language, problems: readonly FieldProblem[]): string {
  const said = problems.map(({ field, rule, params }) =>
    say(language, `field.${rule}`, { ...params, field: field === '' ? say(language, 'field.whole') : field }),
  )
  return said.join(language === 'zh-CN' ? '；' : '; ')
}

type Issue = z.core.$ZodIssue

/** The library's own sentences are English and for programmers. */
export function fieldProblem(issue: Issue): FieldProblem {
  const field = issue.path.join('.')
  switch (issue.code) {
    case 'invalid_type':
      return { field, rule: TYPES[issue.expected] ?? 'invalid' }
    case 'invalid_value':
      return { field, rule: 'choice', params: { choices: issue.values.map(String).join(' / ') } }
    case 'too_small':
      return { field, rule: least(issue.origin), params: { limit: Number(issue.minimum) } }
    case 'too_big':
      return { field, rule: most(issue.origin), params: { limit: Number(issue.maximum) } }
    case 'unrecognized_keys':
      return { field: [...issue.path, issue.keys[0] ?? ''].join('.'), rule: 'unknown' }
    case 'invalid_union': {
      const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : null
      return options === null
        ? { field, rule: 'invalid' }
        : { field, rule: 'choice', params: { choices: options.map(String).join(' / ') } }
    }
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return { field, rule: 'invalid' }
  }
}

const TYPES: Readonly<Record<string, FieldRule>> = {
  string: 'text',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
  record: 'object',
}

const least = (origin: string): FieldRule =>
  origin === 'string' ? 'too-short' : origin === 'array' ? 'too-few' : 'too-small'
const most = (origin: string): FieldRule =>
  origin === 'string' ? 'too-long' : origin === 'array' ? 'too-many' : 'too-large'
