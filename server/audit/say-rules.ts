import { dayAndMinute } from '../../shared/core/moments.ts'
import type { Access } from '../../shared/permissions/rules.ts'
import type { Language } from '../messages/say.ts'
import type { AuditNames } from './audit-names.ts'
import { type Word, wordsOf } from './words.ts'

interface LoggedRules {
  readonly read?: Partial<Access>
  readonly export?: Partial<Access>
  readonly deadline?: number | null
  readonly extensions?: Readonly<Record<string, number>>
}

/** Only what differs, before and after in the same order. */
export function sayRules(before: unknown, after: unknown, names: AuditNames, language: Language) {
  const word = wordsOf(language)
  const was = partsOf(rulesOf(before), names, word)
  const is = partsOf(rulesOf(after), names, word)
  const moved = [...new Set([...was.keys(), ...is.keys()])].filter(key => was.get(key) !== is.get(key))
  const tell = (parts: ReadonlyMap<string, string>) => moved.flatMap(key => parts.get(key) ?? []).join('\n') || null
  return { before: tell(was), after: tell(is) }
}

const rulesOf = (value: unknown): LoggedRules => (typeof value === 'object' && value !== null ? value : {})

function partsOf({ read, export: taken, deadline, extensions }: LoggedRules, names: AuditNames, word: Word) {
  return new Map<string, string>([
    ['read', word('rule-read', { who: whoOf(read, names, word) })],
    ['export', word('rule-export', { who: whoOf(taken, names, word) })],
    [
      'deadline',
      word('rule-deadline', { until: typeof deadline === 'number' ? dayAndMinute(deadline) : word('none') }),
    ],
    ...Object.entries(extensions ?? {}).map(([department, until]): [string, string] => [
      `@${department}`,
      word('rule-extension', { department: names.department(department), until: dayAndMinute(until) }),
    ]),
  ])
}

function whoOf(access: Partial<Access> | undefined, names: AuditNames, word: Word): string {
  if (access === undefined || access.everyone === true) return word('everyone')
  const given = [
    ...(access.departments ?? []).map(id => names.department(id)),
    ...(access.roles ?? []).map(held => word(`role-${held}`)),
  ]
  return given.length === 0 ? word('nobody') : given.join(word('comma'))
}
