import type { Account } from '../../../shared/accounts/account.ts'
import type { Scalar } from '../../../shared/core/scalar.ts'
import { ID, idOf, type MapName, nameOf } from '../../../shared/document/keys.ts'
import { type Action, can } from '../../../shared/permissions/can.ts'
import type { Rules } from '../../../shared/permissions/rules.ts'
import { hasRole } from '../../../shared/permissions/standing.ts'
import type { RefusalReason } from '../../../shared/protocol/frames.ts'
import type { Column, Phase } from '../../../shared/tables/structure.ts'
import type { Rights } from '../../permissions/rights-book.ts'

/** What a decision rests on: the table as the batch has left it so far; owners are those of SQL. */
export interface RightsState {
  readonly tableId: string
  readonly phase: Phase
  /** left out: nothing is laid down */
  readonly rights?: Rights
  knowsRow(row: string): boolean
  column(id: string): Column | undefined
  owner(row: string): string | null
}

export interface JudgedWrite {
  readonly map: MapName
  readonly key: string
  readonly value: Scalar
}

interface NewRow {
  owner: string | null
  refused: RefusalReason | null
}

const MAX_ORDER_KEY = 200

/** Decides the writes of one update or patch, in order; null is allowed. */
export function decideWrites(
  state: RightsState,
  account: Account,
  writes: readonly JudgedWrite[],
): (RefusalReason | null)[] {
  const { rights } = state
  // once per update: the person's offices, the table's rules and the moment are the same for all of its cells
  const asked: Asked =
    rights === undefined
      ? { state, account, facts: {} }
      : {
          state,
          account: rights.actor(account),
          facts: { rules: rights.rules(state.tableId), at: rights.now() },
        }
  const newRows = rowsMade(asked, writes)
  return writes.map(write => decide(asked, write, newRows))
}

interface Asked {
  readonly state: RightsState
  readonly account: Account
  readonly facts: { readonly rules?: Rules; readonly at?: number }
}

/** A row is made by the first order key written to it; who makes it says in the same update whose it is. */
function rowsMade(asked: Asked, writes: readonly JudgedWrite[]): ReadonlyMap<string, NewRow> {
  const { state } = asked
  const made = new Map<string, NewRow>()
  for (const { map, key, value } of writes) {
    // an order key that is refused makes no row: its cells would be orphans, and the table could never be folded again
    if (map === 'rows' && nameOf(key) === 'order' && misfitOf('order', value) === null && !state.knowsRow(idOf(key)))
      made.set(idOf(key), { owner: null, refused: null })
  }
  if (made.size === 0) return made
  for (const { map, key, value } of writes) {
    const row = map === 'rows' && nameOf(key) === 'owner' ? made.get(idOf(key)) : undefined
    if (row !== undefined && typeof value === 'string') row.owner = value
  }
  for (const [id, row] of made) row.refused = refusalOf(asked, 'write-row', row.owner, 'owner', id)
  return made
}

function decide(asked: Asked, write: JudgedWrite, newRows: ReadonlyMap<string, NewRow>): RefusalReason | null {
  const { state, account, facts } = asked
  if (write.map === 'structure') return 'structure-by-command'
  const row = idOf(write.key)
  const name = nameOf(write.key)
  const made = newRows.get(row)
  if (made === undefined && !state.knowsRow(row)) return 'unknown-row'
  if (made !== undefined && made.refused !== null) return made.refused
  const owner = made !== undefined ? made.owner : state.owner(row)
  if (write.map === 'cells') {
    const column = state.column(name)
    return column === undefined ? 'unknown-column' : refusalOf(asked, 'write-cell', owner, column.fills, row, name)
  }
  const misfit = misfitOf(name, write.value)
  if (misfit !== null) return misfit
  const refused = refusalOf(asked, 'write-row', owner, 'owner', row)
  if (refused !== null) return refused
  // a clerk may make rows for the own department, never hand rows over
  return name === 'owner' && made === undefined && !hasRole(account, 'planning', facts.at ?? Number.NEGATIVE_INFINITY)
    ? 'owner-by-planning-office'
    : null
}

/** A request that passed its chain writes whatever the phase and whoever owns the row; what no person could fill it cannot either. */
export function unfitForRequest(state: RightsState, key: string): RefusalReason | null {
  if (!state.knowsRow(idOf(key))) return 'unknown-row'
  const column = state.column(nameOf(key))
  if (column === undefined) return 'unknown-column'
  return column.fills === 'nobody' ? 'column-is-computed' : null
}

function refusalOf(
  { state, account, facts }: Asked,
  action: Action,
  rowOwner: string | null,
  fills: Column['fills'],
  row: string,
  column?: string,
): RefusalReason | null {
  const place = column === undefined ? { row } : { row, column }
  const { tableId, phase } = state
  const decision = can(account, action, { tableId, phase, rowOwner, fills, ...place, ...facts })
  return decision.allowed ? null : decision.reason
}

function misfitOf(fact: string, value: Scalar): RefusalReason | null {
  switch (fact) {
    case 'order':
      // a key of zeros alone leaves no place before it: nobody could ever insert a row above
      return typeof value === 'string' && value.length <= MAX_ORDER_KEY && /[^0]/.test(value) ? null : 'not-storable'
    case 'deleted':
    case 'ofWhich':
      return value === null || typeof value === 'boolean' ? null : 'not-storable'
    case 'owner':
    case 'parent':
      return value === null || (typeof value === 'string' && ID.test(value)) ? null : 'not-storable'
    default:
      return 'unknown-fact'
  }
}
