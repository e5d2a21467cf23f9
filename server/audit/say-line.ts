import { type Acting, type Role, role } from '../../shared/accounts/account.ts'
import { dayAndMinute } from '../../shared/core/moments.ts'
import type { Scalar } from '../../shared/core/scalar.ts'
import { TABLE_FACTS_ID } from '../../shared/tables/structure.ts'
import { type Language, say } from '../messages/say.ts'
import { zhCN } from '../messages/zh-CN.ts'
import type { AuditKind } from '../storage/audit-entry.ts'
import type { AuditLine } from '../storage/audit-store.ts'
import type { AuditNames } from './audit-names.ts'
import { sayRules } from './say-rules.ts'
import { type Word, wordsOf } from './words.ts'

/** What a line of the log says to a reader. */
export interface SaidLine {
  readonly says: string
  readonly before: string | null
  readonly after: string | null
  readonly reason: string | null
  readonly cell: { readonly row: string; readonly column: string } | null
}

type Facts = Readonly<Record<string, unknown>>

const said = (says: string, more: Partial<SaidLine> = {}): SaidLine => ({
  says,
  before: null,
  after: null,
  reason: null,
  cell: null,
  ...more,
})

/** A line in words. Facts are read leniently: the log is older than any release that reads it. */
export function sayLine(line: AuditLine, names: AuditNames, language: Language): SaidLine {
  const word = wordsOf(language)
  const { facts, kind } = line
  const table = line.table ?? ''
  const subject = () => names.account(text(facts.subject))
  switch (kind) {
    case 'cells':
      return sayChange(table, facts, names, word)
    case 'table-created':
      return said(word(kind, { title: text(facts.title) }))
    case 'rules-changed':
      return said(word(kind), sayRules(facts.before, facts.after, names, language))
    case 'lock-set':
    case 'lock-lifted':
      return said(word(kind, { place: placeOf(table, facts, names, word), until: untilOf(facts.until, language) }), {
        reason: text(facts.words) || null,
      })
    case 'review-locks':
      return said(sayReviewLocks(table, facts, names, word))
    case 'office-given':
    case 'office-ended':
      return said(word(kind, { subject: subject(), office: officeOf(facts, names, language) }))
    case 'account-created':
      return said(word(kind, { account: text(facts.account), name: text(facts.name) }), {
        after: personOf({ ...facts, name: '' }, names, word),
      })
    case 'lockout-lifted':
    case 'account-disabled':
    case 'account-enabled':
      return said(word(kind, { subject: subject() }))
    case 'account-changed':
      return said(word(kind, { subject: subject() }), {
        before: personOf(factsOf(facts.before), names, word),
        after: personOf(factsOf(facts.after), names, word),
      })
    case 'password-set':
      return said(line.account === facts.subject ? word('password-own') : word(kind, { subject: subject() }))
    case 'session-ended': {
      const own = line.account === facts.subject
      return said(word(own ? 'session-ended-own' : kind, { subject: subject(), count: Number(facts.sessions) }))
    }
    case 'department-changed':
      return said(
        word(kind, {
          departments: listOf(facts.departments)
            .map(each => text(each.name))
            .join(word('comma')),
        }),
      )
    case 'token-created':
    case 'token-withdrawn':
      return said(word(kind, { name: text(facts.name) }))
    case 'signed-in':
    case 'signed-out':
      return said(word(kind))
    case 'sign-in-failed':
      return said(sayRefusal(facts, word))
    case 'exported':
      return said(sayExport(facts, word))
    case 'comment-added':
    case 'comment-edited':
    case 'comment-deleted':
    case 'comment-resolved':
    case 'comment-reopened':
      return sayPlace(kind, table, facts, names, word)
    case 'urged':
      return said(
        word(kind, { department: names.department(text(facts.department)), due: text(facts.due) || word('none') }),
      )
    case 'restored':
      return said(word(kind, { at: dayAndMinute(Number(facts.backup)), lines: text(facts.lines) }))
  }
}

function sayPlace(kind: AuditKind, table: string, facts: Facts, names: AuditNames, word: Word): SaidLine {
  const [row, column] = [text(facts.row), text(facts.column)]
  const place = { row: names.row(table, row), column: names.column(table, column) }
  return said(word(kind, place), { cell: cellOf(table, row, column, names) })
}

const cellOf = (table: string, row: string, column: string, names: AuditNames) =>
  names.has(table, row, column) ? { row, column } : null

function sayChange(table: string, facts: Facts, names: AuditNames, word: Word): SaidLine {
  const [item, fact] = [text(facts.row), text(facts.column)]
  const [before, after] = [facts.before as Scalar, facts.after as Scalar]
  const reason = text(facts.reason) || null
  const values = { before: shown(before, word), after: shown(after, word), reason }
  if (facts.map === 'cells') {
    const what = before === null ? 'cell-filled' : after === null ? 'cell-cleared' : 'cell-changed'
    const place = { row: names.row(table, item), column: names.column(table, fact) }
    return said(word(what, place), { ...values, cell: cellOf(table, item, fact, names) })
  }
  if (facts.map === 'rows') return sayRow(fact, names.row(table, item), values, before, names, word)
  if (item === TABLE_FACTS_ID) return said(word('table-fact', { fact: factName(fact, word) }), named(values, word))
  const column = names.column(table, item)
  if (fact === 'order' && before === null) return said(word('column-added', { column }), { reason })
  if (fact === 'deleted')
    return said(word(after === true ? 'column-deleted' : 'column-restored', { column }), { reason })
  return said(word('column-fact', { column, fact: factName(fact, word) }), named(values, word))
}

type Values = Pick<SaidLine, 'before' | 'after' | 'reason'>

function sayRow(fact: string, row: string, values: Values, before: Scalar, names: AuditNames, word: Word): SaidLine {
  const { reason } = values
  switch (fact) {
    case 'owner': {
      const department = (id: string | null) => (id === null ? null : names.department(id))
      return said(word('row-owner', { row }), {
        before: department(values.before),
        after: department(values.after),
        reason,
      })
    }
    case 'deleted':
      return said(word(values.after === word('yes') ? 'row-deleted' : 'row-restored', { row }), { reason })
    case 'order':
      return said(word(before === null ? 'row-added' : 'row-moved', { row }), { reason })
    case 'parent':
      return said(word('row-moved', { row }), { reason })
    default:
      return said(word('row-fact', { row, fact: factName(fact, word) }), values)
  }
}

const has = (key: string): boolean => Object.hasOwn(zhCN, `audit.${key}`)
const factName = (fact: string, word: Word): string => (has(`fact-${fact}`) ? word(`fact-${fact}`) : fact)

/** values that are codes, as people call them */
function named({ before, after, reason }: Values, word: Word): Values {
  const name = (value: string | null) => (value !== null && has(`value-${value}`) ? word(`value-${value}`) : value)
  return { before: name(before), after: name(after), reason }
}

function shown(value: Scalar, word: Word): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return word(value ? 'yes' : 'no')
  return String(value)
}

interface Place {
  readonly row?: unknown
  readonly column?: unknown
  readonly department?: unknown
}

function placeOf(table: string, { row, column, department }: Place, names: AuditNames, word: Word): string {
  const rowName = typeof row === 'string' ? names.row(table, row) : null
  const columnTitle = typeof column === 'string' ? names.column(table, column) : null
  if (rowName !== null && columnTitle !== null) return word('place-cell', { row: rowName, column: columnTitle })
  if (rowName !== null) return word('place-row', { row: rowName })
  if (columnTitle !== null) return word('place-column', { column: columnTitle })
  if (typeof department === 'string') return word('place-department', { department: names.department(department) })
  return word('place-table')
}

function sayReviewLocks(table: string, facts: Facts, names: AuditNames, word: Word): string {
  const part = (key: 'set' | 'lifted') => {
    const places = (Array.isArray(facts[key]) ? facts[key] : []).map(each => {
      const [, row, column, department] = JSON.parse(String(each)) as readonly unknown[]
      return placeOf(table, { row, column, department }, names, word)
    })
    if (places.length === 0) return []
    return [word(`review-locks-${key}`, { count: places.length, places: places.slice(0, 5).join(word('comma')) })]
  }
  return [...part('set'), ...part('lifted')].join('; ')
}

const untilOf = (until: unknown, language: Language): string =>
  typeof until === 'number'
    ? say(language, 'audit.until', { until: dayAndMinute(until) })
    : say(language, 'audit.open-end')

function officeOf(facts: Facts, names: AuditNames, language: Language): string {
  const word = wordsOf(language)
  const { department, role: held, deputy, until } = facts as Partial<Acting>
  const office = [typeof department === 'string' ? names.department(department) : '', roleName(held, word)]
    .filter(part => part !== '')
    .join(' ')
  if (deputy === true) return word('office-deputy', { office, until: untilOf(until, language) })
  return typeof until === 'number' ? word('office-until', { office, until: untilOf(until, language) }) : office
}

const roleName = (held: unknown, word: Word): string => {
  const known = role.safeParse(held)
  return known.success ? word(`role-${known.data satisfies Role}`) : ''
}

function personOf({ name, department, roles }: Facts, names: AuditNames, word: Word): string {
  const held = (Array.isArray(roles) ? roles : []).map(each => roleName(each, word)).join(word('comma'))
  const of = typeof department === 'string' ? names.department(department) : word('no-department')
  return [text(name), of, held].filter(part => part !== '').join(' · ')
}

function sayRefusal({ why, name, subject }: Facts, word: Word): string {
  const key = `sign-in-failed-${text(why)}`
  const who = typeof name === 'string' ? name : typeof subject === 'string' ? subject : word('sign-in-nobody')
  return word(has(key) ? key : 'sign-in-failed-wrong-password', { name: who })
}

function sayExport(facts: Facts, word: Word): string {
  const key = `exported-${text(facts.form)}`
  return word(has(key) ? key : 'exported-other', { lines: text(facts.lines) })
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const factsOf = (value: unknown): Facts => (typeof value === 'object' && value !== null ? (value as Facts) : {})
const listOf = (value: unknown): readonly Facts[] => (Array.isArray(value) ? value.map(factsOf) : [])
