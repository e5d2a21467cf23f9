import type { Account } from '../accounts/account.ts'
import { type Lock, OPEN_RULES, type Rules } from './rules.ts'
import { fillsAs, hasRole, isGiven } from './standing.ts'

/** What may be done. The gate asks for every cell of every update. */
export type Action =
  | 'read-table'
  | 'write-cell'
  | 'write-row'
  | 'write-structure'
  | 'export'
  | 'manage-rights'
  | 'manage-accounts'
  | 'read-audit'

/** What it is done to, with the facts that the answer rests on. */
export interface Subject {
  readonly tableId: string
  readonly phase: 'drafting' | 'submitted' | 'issued' | 'archived'
  /** the department that fills the row, from SQL; null where nobody is named */
  readonly rowOwner: string | null
  /** who fills the column */
  readonly fills: 'owner' | 'planning' | 'nobody'
  /** for locks; left out, none of a row or column is asked for */
  readonly row?: string
  readonly column?: string
  /** what the planning office has laid down for the table; left out: nothing */
  readonly rules?: Rules
  /** the moment, ms since 1970; left out: before every deadline and every end */
  readonly at?: number
}

export type Reason =
  | 'planning-office'
  | 'own-row'
  | 'as-deputy'
  | 'everyone-reads'
  | 'granted'
  | 'reading-not-granted'
  | 'export-not-granted'
  | 'row-of-other-department'
  | 'row-without-owner'
  | 'column-of-planning-office'
  | 'column-is-computed'
  | 'role-only-reads'
  | 'table-is-submitted'
  | 'table-is-issued'
  | 'table-is-archived'
  | 'deadline-passed'
  | 'cell-locked'
  | 'rows-submitted'
  | 'only-planning-office'
  | 'only-auditor'
  | 'only-admin'

/** What the sentence names beside the reason. */
export interface ReasonFacts {
  /** department id: whose row it is, or for whom one acts */
  readonly department?: string
  /** ms since 1970: the deadline, a lock's or a deputy's end; null: open */
  readonly until?: number | null
  /** name of who locked it, and why */
  readonly by?: string
  readonly words?: string
}

/** A decision that explains itself; `reason` is an i18n key under `permission.` */
export interface Decision {
  readonly allowed: boolean
  readonly reason: Reason
  readonly facts?: ReasonFacts
}

const yes = (reason: Reason): Decision => ({ allowed: true, reason })
const no = (reason: Reason): Decision => ({ allowed: false, reason })

// the answers that name nothing are made once: the gate asks for every cell
const PLANNING = yes('planning-office')
const OWN = yes('own-row')
const EVERYONE = yes('everyone-reads')
const GRANTED = yes('granted')
const NOT_READ = no('reading-not-granted')
const NOT_EXPORT = no('export-not-granted')
const ISSUED = no('table-is-issued')
const ARCHIVED = no('table-is-archived')
const SUBMITTED = no('table-is-submitted')
const COMPUTED = no('column-is-computed')
const OF_PLANNING = no('column-of-planning-office')
const ONLY_READS = no('role-only-reads')
const WITHOUT_OWNER = no('row-without-owner')

/** Pure: account and subject in, decision out (SPEC.md). */
export function can(account: Account, action: Action, subject: Subject): Decision {
  const { rules = OPEN_RULES, at = Number.NEGATIVE_INFINITY } = subject
  switch (action) {
    case 'read-table':
      return mayRead(account, rules, at)
    case 'export': {
      const reads = mayRead(account, rules, at)
      if (!reads.allowed || hasRole(account, 'planning', at)) return reads
      return isGiven(rules.export, account, at) ? reads : NOT_EXPORT
    }
    case 'manage-accounts':
      return { allowed: hasRole(account, 'admin', at), reason: 'only-admin' }
    case 'manage-rights':
      return hasRole(account, 'planning', at) ? PLANNING : no('only-planning-office')
    case 'read-audit':
      return { allowed: hasRole(account, 'auditor', at) || hasRole(account, 'admin', at), reason: 'only-auditor' }
    case 'write-structure':
      if (!hasRole(account, 'planning', at)) return mayRead(account, rules, at).allowed ? OF_PLANNING : NOT_READ
      return closed(subject) ?? PLANNING
    case 'write-cell':
    case 'write-row':
      return mayWrite(account, action, subject, rules, at)
  }
}

function mayRead(account: Account, { read }: Rules, at: number): Decision {
  if (read.everyone) return EVERYONE
  if (hasRole(account, 'planning', at)) return PLANNING
  if (hasRole(account, 'auditor', at) || isGiven(read, account, at)) return GRANTED
  return NOT_READ
}

function closed({ phase }: Subject): Decision | null {
  if (phase === 'issued') return ISSUED
  return phase === 'archived' ? ARCHIVED : null
}

function mayWrite(
  account: Account,
  action: 'write-cell' | 'write-row',
  subject: Subject,
  rules: Rules,
  at: number,
): Decision {
  if (!mayRead(account, rules, at).allowed) return NOT_READ
  const shut = closed(subject)
  if (shut !== null) return shut
  const isCell = action === 'write-cell'
  if (isCell && subject.fills === 'nobody') return COMPUTED
  const locked = rules.lockedAt.size === 0 ? null : lockOn(subject, rules, at)
  if (locked?.kind === 'locked') return lockedBy(locked)
  if (hasRole(account, 'planning', at)) return PLANNING
  if (!hasRole(account, 'clerk', at)) return ONLY_READS
  if (isCell && subject.fills === 'planning') return OF_PLANNING
  const { rowOwner } = subject
  if (rowOwner === null) return WITHOUT_OWNER
  const as = fillsAs(account, rowOwner, at)
  if (as === null) return { allowed: false, reason: 'row-of-other-department', facts: { department: rowOwner } }
  if (subject.phase === 'submitted') return SUBMITTED
  if (locked !== null) return lockedBy(locked)
  const until = Object.hasOwn(rules.extensions, rowOwner) ? rules.extensions[rowOwner]! : rules.deadline
  if (until !== null && at > until) return { allowed: false, reason: 'deadline-passed', facts: { until } }
  if (as === 'member' || !as.deputy) return OWN
  return { allowed: true, reason: 'as-deputy', facts: { department: rowOwner, until: as.until } }
}

const lockedBy = ({ kind, by, words, until }: Lock): Decision => ({
  allowed: false,
  reason: kind === 'locked' ? 'cell-locked' : 'rows-submitted',
  facts: { by, words, until },
})

/** The lock that binds most: one that binds everybody comes before one that only holds the department. */
function lockOn({ row, column, rowOwner }: Subject, { lockedAt }: Rules, at: number): Lock | null {
  let held: Lock | null = null
  let isBack = false
  const look = (place: string): boolean => {
    for (const lock of lockedAt.get(place) ?? []) {
      if (lock.until !== null && at >= lock.until) continue
      switch (lock.kind) {
        case 'locked':
          held = lock
          return true
        case 'returned':
          isBack = true
          break
        case 'submitted':
          // what came back is its department's again
          if (!isBack) held ??= lock
      }
    }
    return false
  }
  if (row !== undefined && column !== undefined && look(`${row}:${column}`)) return held
  if (row !== undefined && look(`${row}:`)) return held
  if (column !== undefined && look(`:${column}`)) return held
  if (rowOwner !== null && look(`@${rowOwner}`)) return held
  look('')
  return held
}
