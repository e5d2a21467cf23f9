import { z } from 'zod'
import { role } from '../accounts/account.ts'

/** Whom something is given to: everybody, or the named departments and roles. */
export const access = z.object({
  everyone: z.boolean(),
  departments: z.array(z.string().max(100)).max(500),
  roles: z.array(role).max(10),
})
export type Access = z.infer<typeof access>

/**
 * What nobody may write although it would be theirs. `submitted` holds a department's rows until they are decided, and does
 * not bind the planning office; `locked` binds everybody; `returned` lets a cell that came back out of what its department submitted.
 */
export const lock = z.object({
  id: z.number().int(),
  kind: z.enum(['locked', 'submitted', 'returned']),
  /** both null: a department's rows, or where that is null too, the whole table */
  row: z.string().nullable(),
  column: z.string().nullable(),
  department: z.string().nullable(),
  /** why, in the words of whoever locked it */
  words: z.string(),
  /** name of the person */
  by: z.string(),
  /** ms since 1970 */
  at: z.number().int(),
  /** ms since 1970; null: until it is lifted */
  until: z.number().int().nullable(),
})
export type Lock = z.infer<typeof lock>

/** What the planning office has laid down for one table, as it travels. */
export const tableRules = z.object({
  read: access,
  export: access,
  /** ms since 1970 after which clerks are refused; null: none */
  deadline: z.number().int().nullable(),
  /** department id → its own deadline, ms since 1970 */
  extensions: z.record(z.string(), z.number().int()),
  locks: z.array(lock),
})
export type TableRules = z.infer<typeof tableRules>

export const EVERYONE: Access = { everyone: true, departments: [], roles: [] }

export const NO_RULES: TableRules = { read: EVERYONE, export: EVERYONE, deadline: null, extensions: {}, locks: [] }

/** Rules as `can` asks them: locks found by place. */
export interface Rules extends TableRules {
  /** place (`lockPlace`) → its locks */
  readonly lockedAt: ReadonlyMap<string, readonly Lock[]>
}

/** `row:column`, `row:`, `:column`, `@department`, or `` for the whole table */
const lockPlace = ({ row, column, department }: Pick<Lock, 'row' | 'column' | 'department'>): string =>
  row === null && column === null ? (department === null ? '' : `@${department}`) : `${row ?? ''}:${column ?? ''}`

export function openRules(rules: TableRules): Rules {
  const lockedAt = new Map<string, Lock[]>()
  for (const each of rules.locks) {
    const place = lockPlace(each)
    lockedAt.set(place, [...(lockedAt.get(place) ?? []), each])
  }
  return { ...rules, lockedAt }
}

export const OPEN_RULES: Rules = openRules(NO_RULES)
