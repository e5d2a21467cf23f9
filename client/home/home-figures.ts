import type { Account } from '../../shared/accounts/account.ts'
import { isOwed } from '../../shared/notices/due.ts'
import type { HomeShare, HomeTable } from '../../shared/protocol/api-home.ts'

/** What a person's first page begins with. */
export type HomeView = 'own' | 'offices' | 'progress'

/** Whoever fills sees what is theirs, the planning office who has filled what, everybody else how the tables stand. */
export function homeViewOf({ roles, department }: Account): HomeView {
  if (roles.includes('planning')) return 'offices'
  return roles.includes('clerk') && department !== null ? 'own' : 'progress'
}

export interface OwnPart {
  readonly table: HomeTable
  readonly share: HomeShare
  readonly blank: number
}

/** A department's part of every table that has one: what was returned first, then what is due soonest, then what is blank. */
export function ownParts(tables: readonly HomeTable[], department: string): readonly OwnPart[] {
  return tables
    .flatMap((table): OwnPart[] => {
      const share = table.shares.find(found => found.department === department)
      return share ? [{ table, share, blank: share.cells - share.filled }] : []
    })
    .sort(
      (a, b) =>
        b.share.returned - a.share.returned ||
        (a.table.due ?? '9').localeCompare(b.table.due ?? '9') ||
        Math.sign(b.blank) - Math.sign(a.blank),
    )
}

/** All departments' parts of a table together. */
export function wholeOf({ shares }: HomeTable): { readonly cells: number; readonly filled: number } {
  return shares.reduce((sum, { cells, filled }) => ({ cells: sum.cells + cells, filled: sum.filled + filled }), {
    cells: 0,
    filled: 0,
  })
}

/** Departments that own rows of any of the tables, and each one's share of each table. */
export function officeLines(
  tables: readonly HomeTable[],
  departments: readonly { readonly id: string; readonly name: string }[],
) {
  return departments.flatMap(({ id, name }) => {
    const shares = tables.map(({ shares: all }) => all.find(share => share.department === id) ?? null)
    return shares.some(share => share !== null) ? [{ id, name, shares }] : []
  })
}

/** The office still owes its rows of this table. */
export const isOwing = ({ phase }: HomeTable, { cells, state }: HomeShare): boolean =>
  cells > 0 && isOwed({ phase, state })

/** What is overdue, of all tables. */
export const overdueParts = (tables: readonly HomeTable[]) =>
  tables.flatMap(({ id, shares }) =>
    shares.filter(({ overdue }) => overdue).map(({ department }) => ({ table: id, department })),
  )

const DAY = 86_400_000

/** Days until a day is over: 0 today, negative afterwards. @param due YYYY-MM-DD, a day of the person's own calendar */
export function daysUntil(due: string, now: number): number {
  const [year, month, day] = due.split('-').map(Number)
  const today = new Date(now)
  return Math.round(
    (Date.UTC(year!, month! - 1, day) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / DAY,
  )
}

/** The moment at which yesterday began, for the person. */
export function startOfYesterday(now: number): number {
  const today = new Date(now)
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1).getTime()
}
