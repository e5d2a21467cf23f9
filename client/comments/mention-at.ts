import type { Mentioned } from '../../shared/comments/mention.ts'
import type { PersonAnswer } from '../../shared/protocol/api-comments.ts'
import { initials } from './initials.ts'

const MOST_OFFERED = 8
const LONGEST = 20

/** Where a mention is being typed: from the @ up to the caret. Null: none is; an @ within an address begins none. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly typed: string } | null {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0 || caret - from > LONGEST) return null
  const typed = text.slice(from + 1, caret)
  if (/\s/.test(typed) || /[A-Za-z0-9]/.test(text[from - 1] ?? '')) return null
  return { from, typed }
}

/** The people by the names that tell them apart: of two of the same name, with the department. */
export function named(people: readonly PersonAnswer[]): readonly Mentioned[] {
  const count = new Map<string, number>()
  for (const { name } of people) count.set(name, (count.get(name) ?? 0) + 1)
  return people.map(({ id, name, departmentName }) => ({
    id,
    name: count.get(name)! > 1 && departmentName !== null ? `${name}（${departmentName}）` : name,
  }))
}

/** Those whose name, or its first letters, begins with what was typed. */
export function offered(people: readonly Mentioned[], typed: string): readonly Mentioned[] {
  const letters = typed.toLowerCase()
  return people
    .filter(({ name }) => name.toLowerCase().startsWith(letters) || initials(name).startsWith(letters))
    .slice(0, MOST_OFFERED)
}
