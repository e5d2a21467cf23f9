import type { Account } from '../../shared/accounts/account.ts'
import { groupBy } from '../../shared/core/group-by.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import { createCalculation } from '../../shared/formulas/create-calculation.ts'
import type { ReviewAnswer, ReviewedChange } from '../../shared/protocol/api-review.ts'
import { type CellChange, type Changes, cellKey } from '../../shared/review/change.ts'
import { changesBetween } from '../../shared/review/changes-between.ts'
import { meaningsOf } from '../../shared/review/columns-that-mean.ts'
import { differenceOf } from '../../shared/review/difference.ts'
import type { ReviewEvent } from '../../shared/review/event.ts'
import { hintsOf } from '../../shared/review/hints.ts'
import { mayDecide, reviewRole } from '../../shared/review/reviewers.ts'
import { type Standing, standingOf } from '../../shared/review/standing.ts'
import { expectedUnit } from '../../shared/tables/expected-unit.ts'
import type { Column } from '../../shared/tables/structure.ts'
import type { LastWrite, ReviewStore } from '../storage/review-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import type { DepartmentNames } from '../tables/read-rows.ts'
import type { Base } from './base.ts'
import { departmentCourses } from './department-courses.ts'
import { effectsOn } from './effects-on.ts'
import { stateOfView } from './state-of-view.ts'

/** A table's review as it stands: what everything else in this folder decides on. */
export interface Standings {
  readonly base: Base
  readonly changes: Changes
  readonly events: ReadonlyMap<string, readonly ReviewEvent[]>
  readonly writes: ReadonlyMap<string, LastWrite>
  standing(change: CellChange): Standing
}

export async function readStandings(reviews: ReviewStore, base: Base, table: LiveTable): Promise<Standings> {
  const [events, writes] = await Promise.all([
    reviews.events(table.id, base.hash),
    reviews.lastWrites(table.id, base.baseline?.at ?? 0),
  ])
  // compared after the disk has answered: what is read of it is older than what stands, never newer
  const changes = changesBetween(stateOfView(base.state), stateOfView(table.view))
  const byCell = groupBy(events, cellKey)
  return {
    base,
    changes,
    events: byCell,
    writes: new Map(writes.map(write => [cellKey(write), write])),
    standing: change => standingOf(byCell.get(cellKey(change)) ?? [], change.after),
  }
}

export interface ReviewParts {
  readonly account: Account
  readonly table: LiveTable
  readonly standings: Standings
  readonly departments: DepartmentNames
}

export async function readReview(reviews: ReviewStore, parts: ReviewParts): Promise<ReviewAnswer> {
  const { account, table, standings, departments } = parts
  const { base, changes } = standings
  const { view } = table
  const { table: facts } = view.structure
  const reviewed = reviewedChanges(parts)
  const courseEvents = await reviews.courseEvents(table.id, base.hash)
  return {
    table: table.id,
    title: facts.title,
    phase: facts.phase,
    base: { hash: base.hash, baseline: base.baseline },
    role: reviewRole(account),
    changes: reviewed,
    rows: changes.rows.map(change => ({
      ...change,
      name: nameOf(change.kind === 'added' ? view : base.state, change.row),
    })),
    effects: effectsOn(rowsOf(changes), beforeOf(base), table, view.structure.columns),
    departments: departmentCourses(view, reviewed, courseEvents, departments),
    counts: countStates(reviewed),
  }
}

function reviewedChanges({ account, table, standings }: ReviewParts): ReviewedChange[] {
  const { view } = table
  const meanings = meaningsOf(view.structure)
  const columns = new Map(view.structure.columns.map(column => [column.id, column]))
  return standings.changes.cells.map(change => {
    const write = standings.writes.get(cellKey(change))
    const { state, lastEvent } = standings.standing(change)
    const column = columns.get(change.column)
    const department = write?.department ?? null
    return {
      ...change,
      rowName: nameOf(view, change.row),
      owner: ownerOf(view, change.row),
      author: write?.account ?? null,
      authorName: write?.accountName ?? null,
      department,
      reason: write?.reason ?? null,
      at: write?.at ?? null,
      differences: [...differenceOf(change.before, change.after, unitOf(view, column, change.row))],
      hints: hintsOf(change, view, meanings).map(({ code, params }) => ({ code, params: { ...params } })),
      state,
      mayDecide: mayDecide(account, department),
      lastEvent,
      events: (standings.events.get(cellKey(change)) ?? []).map(told),
    }
  })
}

type View = LiveTable['view']

export const unitOf = (view: View, column: Column | undefined, row: string): string | null =>
  column === undefined ? null : expectedUnit(column, other => view.cell(row, other))

/** What a row is called: its first text column that is shown. */
export function nameOf(view: Pick<View, 'structure' | 'cell'>, row: string): string {
  const { columns } = view.structure
  const column = columns.find(({ type, hidden }) => type === 'text' && !hidden) ?? columns[0]
  const name = column === undefined ? null : view.cell(row, column.id)
  return name === null || name === '' ? row : String(name)
}

export function ownerOf(view: Pick<View, 'rowFact'>, row: string): string | null {
  const owner = view.rowFact(row, 'owner')
  return typeof owner === 'string' && owner !== '' ? owner : null
}

const rowsOf = ({ cells }: Changes): readonly string[] => [...new Set(cells.map(({ row }) => row))]

// an edition never changes, so neither do its computed cells
const calculations = new WeakMap<object, Calculation>()
function beforeOf({ state }: Base): Calculation {
  const known = calculations.get(state) ?? createCalculation(state)
  calculations.set(state, known)
  return known
}

const countStates = (changes: readonly ReviewedChange[]): ReviewAnswer['counts'] => {
  const counts = { open: 0, moved: 0, returned: 0, proposed: 0, accepted: 0 }
  for (const { state } of changes) counts[state]++
  return counts
}

const told = ({ base: _base, row: _row, column: _column, ...event }: ReviewEvent) => event
