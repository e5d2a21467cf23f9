import type { TableView } from '../../shared/document/table-view.ts'

/** Of one department's rows: how many, and how many of their cells to fill are blank. */
export interface FillCount {
  readonly rows: number
  readonly blank: number
}

interface Counted {
  /** by row */
  readonly owners: Map<string, string | null>
  readonly blanks: Map<string, number>
  readonly columns: readonly string[]
}

const counted = new WeakMap<TableView, { now: Counted | null }>()

/** By department, in the order in which they first stand in the table. Counted once per table, and then moved on by its changes. */
export function fillCounts(view: TableView): ReadonlyMap<string, FillCount> {
  let kept = counted.get(view)
  if (kept === undefined) {
    const made: { now: Counted | null } = { now: null }
    kept = made
    counted.set(view, made)
    view.subscribe(change => {
      if (made.now === null) return
      if (change.rows || change.structure || change.origin === 'load') made.now = null
      else for (const row of new Set(change.cells.map(cell => cell.row))) countRow(view, made.now, row)
    })
  }
  const { owners, blanks } = (kept.now ??= count(view))
  const found = new Map<string, { rows: number; blank: number }>()
  for (const row of view.rows) {
    const owner = owners.get(row)
    if (!owner) continue
    const sums = found.get(owner)
    if (sums === undefined) found.set(owner, { rows: 1, blank: blanks.get(row) ?? 0 })
    else {
      sums.rows++
      sums.blank += blanks.get(row) ?? 0
    }
  }
  return found
}

const isBlank = (value: unknown) => value === null || value === ''

function countRow(view: TableView, { owners, blanks, columns }: Counted, row: string): void {
  const owner = view.rowFact(row, 'owner')
  owners.set(row, typeof owner === 'string' && owner !== '' ? owner : null)
  blanks.set(
    row,
    columns.reduce((sum, column) => sum + (isBlank(view.cell(row, column)) ? 1 : 0), 0),
  )
}

function count(view: TableView): Counted {
  const columns = view.structure.columns.filter(({ fills, hidden }) => fills === 'owner' && !hidden).map(({ id }) => id)
  const made: Counted = { owners: new Map(), blanks: new Map(), columns }
  for (const row of view.rows) countRow(view, made, row)
  return made
}
