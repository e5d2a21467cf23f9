import type { TableView } from '../../shared/document/table-view.ts'

export interface DepartmentTally {
  rows: number
  /** of these rows, those of the columns that owners fill */
  cells: number
  filled: number
}

/** What can be counted of a table without knowing who asks. */
export interface Tally {
  readonly departments: ReadonlyMap<string, DepartmentTally>
}

/** rows that are counted before others have their turn */
const ROWS_AT_ONCE = 2_000

/** @param pause lets others have their turn, so that a large table stops nobody */
export async function tallyOf({ view }: { readonly view: TableView }, pause: () => Promise<void>): Promise<Tally> {
  const columns = view.structure.columns
    .filter(({ fills, hidden, type }) => fills === 'owner' && !hidden && type !== 'owner' && type !== 'computed')
    .map(({ id }) => id)
  const departments = new Map<string, DepartmentTally>()
  const { rows } = view
  for (let at = 0; at < rows.length; at++) {
    if (at > 0 && at % ROWS_AT_ONCE === 0) await pause()
    const row = rows[at]!
    const owner = view.rowFact(row, 'owner')
    if (typeof owner !== 'string' || owner === '') continue
    let tally = departments.get(owner)
    if (tally === undefined) departments.set(owner, (tally = { rows: 0, cells: 0, filled: 0 }))
    tally.rows++
    tally.cells += columns.length
    for (const column of columns) if (!isBlank(view.cell(row, column))) tally.filled++
  }
  return { departments }
}

const isBlank = (value: unknown) => value === null || value === ''
