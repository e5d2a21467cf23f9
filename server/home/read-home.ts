import type { Account } from '../../shared/accounts/account.ts'
import { dayOf } from '../../shared/core/moments.ts'
import { isOverdue } from '../../shared/notices/due.ts'
import type { HomeAnswer, HomeChange, HomeShare, HomeTable } from '../../shared/protocol/api-home.ts'
import { cellKey } from '../../shared/review/change.ts'
import { courseOf } from '../../shared/review/course.ts'
import { mayDecide } from '../../shared/review/reviewers.ts'
import type { ChangeState } from '../../shared/review/standing.ts'
import { type Judgement, judgedCounts } from '../../shared/tables/judged-counts.ts'
import { nameOf, ownerOf, type Standings } from '../review/read-review.ts'
import type { ReviewDesk } from '../review/review-desk.ts'
import type { NoticeStore } from '../storage/notice-store.ts'
import type { ChangeRecord, StoredTable, TableStore } from '../storage/table-store.ts'
import type { LiveTable } from '../sync/live-table.ts'
import type { TableCatalogue } from '../tables/table-catalogue.ts'
import type { TallyShelf } from './tally-shelf.ts'

export interface HomeNeeds {
  readonly catalogue: TableCatalogue
  readonly tables: TableStore
  readonly desk: ReviewDesk
  readonly tallies: TallyShelf
  readonly notices: Pick<NoticeStore, 'urges'>
  readonly clock: () => number
}

/** of each table's log */
const NEWEST = 2_000
const MOST_TOLD = 40

interface ReadTable {
  readonly home: HomeTable
  readonly changes: readonly HomeChange[]
}

/** @param since ms since 1970: from when on changes are told */
export async function readHome(needs: HomeNeeds, account: Account, since: number): Promise<HomeAnswer> {
  const [summaries, names] = await Promise.all([needs.catalogue.list(account), needs.catalogue.departmentNames()])
  const read = await Promise.all(
    summaries.map(async ({ id }) => {
      const { stored, table } = await needs.catalogue.open(account, id)
      return readTable(needs, account, stored, table, [...names.keys()], since)
    }),
  )
  const changes = read.flatMap(table => table.changes).sort((a, b) => b.at - a.at)
  return {
    tables: read.map(({ home }) => home),
    departments: [...names].map(([id, name]) => ({ id, name })),
    changes: changes.slice(0, MOST_TOLD),
    changedCells: changes.length,
  }
}

async function readTable(
  { tables, desk, tallies, notices, clock }: HomeNeeds,
  account: Account,
  stored: StoredTable,
  table: LiveTable,
  order: readonly string[],
  since: number,
): Promise<ReadTable> {
  const [tally, log, standings] = await Promise.all([
    tallies.tally(table),
    tables.changes(stored.id, { limit: NEWEST }),
    tallies.standings(table),
  ])
  const [course, urges] = await Promise.all([
    desk.reviews.courseEvents(stored.id, standings.base.hash),
    notices.urges([stored.id]),
  ])
  const today = dayOf(clock())
  const { view } = table
  const { table: facts } = view.structure
  const states = statesOf(standings, table, account)
  const lastOf = lastChanges(log, table)
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  const shares = [...tally.departments]
    .map(([department, counts]): HomeShare => {
      const own = states.ofDepartment.get(department) ?? []
      const { state } = courseOf(
        course.filter(event => event.department === department),
        own,
      )
      const urge = urges.find(each => each.department === department)
      return {
        department,
        ...counts,
        returned: own.filter(state => state === 'returned' || state === 'proposed').length,
        state,
        overdue: counts.cells > 0 && isOverdue({ due: facts.due ?? null, phase: facts.phase, state }, today),
        urged: urge === undefined ? null : { byName: urge.byName, at: urge.at },
        lastChange: lastOf.get(department) ?? null,
      }
    })
    .sort((a, b) => place(a.department) - place(b.department))
  const last = log[0]
  return {
    home: {
      id: stored.id,
      name: stored.name,
      title: facts.title,
      shortTitle: facts.shortTitle ?? null,
      section: stored.section,
      phase: facts.phase,
      due: facts.due ?? null,
      rows: view.rows.length,
      shares,
      judged: judgedOf(table),
      open: states.open,
      lastChange: last === undefined ? null : { at: last.at, accountName: last.accountName },
    },
    changes: changesSince(log, table, account, since),
  }
}

function judgedOf(table: LiveTable): HomeTable['judged'] {
  return judgedCounts(table).map(({ title, words }) => {
    const sum = (wanted: Judgement) =>
      words.reduce((total, { judgement, count }) => (judgement === wanted ? total + count : total), 0)
    return { title: title.replaceAll('\n', ''), reached: sum('reached'), behind: sum('behind') }
  })
}

function statesOf(standings: Standings, { view }: LiveTable, account: Account) {
  const ofDepartment = new Map<string, ChangeState[]>()
  let open = 0
  for (const change of standings.changes.cells) {
    const { state } = standings.standing(change)
    const author = standings.writes.get(cellKey(change))?.department ?? null
    if ((state === 'open' || state === 'moved') && mayDecide(account, author)) open++
    const owner = ownerOf(view, change.row)
    if (owner === null) continue
    const list = ofDepartment.get(owner)
    if (list) list.push(state)
    else ofDepartment.set(owner, [state])
  }
  return { ofDepartment, open }
}

/** department → when one of its rows last changed */
function lastChanges(log: readonly ChangeRecord[], { view }: LiveTable): ReadonlyMap<string, number> {
  const last = new Map<string, number>()
  for (const { row, at } of log) {
    const owner = ownerOf(view, row)
    if (owner !== null && !last.has(owner)) last.set(owner, at)
  }
  return last
}

/** One line per cell: what it read at first and reads now; a cell that came back to itself is left out. */
function changesSince(
  log: readonly ChangeRecord[],
  { id, view }: LiveTable,
  account: Account,
  since: number,
): HomeChange[] {
  const columns = new Map(view.structure.columns.map(column => [column.id, column.title.replaceAll('\n', '')]))
  const cells = new Map<string, { last: ChangeRecord; before: ChangeRecord['before'] }>()
  for (const change of log) {
    if (change.at < since) break
    const key = cellKey(change)
    const known = cells.get(key)
    if (known) known.before = change.before
    else cells.set(key, { last: change, before: change.before })
  }
  return [...cells.values()].flatMap(({ last, before }) => {
    const columnTitle = columns.get(last.column)
    if (last.after === before || columnTitle === undefined || view.rowIndex(last.row) < 0) return []
    return {
      table: id,
      row: last.row,
      rowName: nameOf(view, last.row),
      column: last.column,
      columnTitle,
      before,
      after: last.after,
      accountName: last.accountName,
      own: account.department !== null && ownerOf(view, last.row) === account.department,
      at: last.at,
    }
  })
}
