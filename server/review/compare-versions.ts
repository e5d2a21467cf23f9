import type { CompareAnswer } from '../../shared/protocol/api-review.ts'
import { changesBetween } from '../../shared/review/changes-between.ts'
import { differenceOf } from '../../shared/review/difference.ts'
import type { LiveTable } from '../sync/live-table.ts'
import { nameOf, unitOf } from './read-review.ts'
import type { ReviewDesk } from './review-desk.ts'
import { versionOf } from './version-of.ts'

/** @throws ApiFailure unknown-version */
export async function compareVersions(
  { reviews, shelf }: ReviewDesk,
  table: LiveTable,
  from: string,
  to: string,
): Promise<CompareAnswer> {
  const [base, now] = [await versionOf(reviews, shelf, table, from), await versionOf(reviews, shelf, table, to)]
  const { cells, rows } = changesBetween(base, now)
  const columns = new Map(
    [...base.structure.columns, ...now.structure.columns].map(column => [column.id, column] as const),
  )
  return {
    from,
    to,
    changes: cells.map(change => {
      const column = columns.get(change.column)
      return {
        ...change,
        rowName: nameOf(now, change.row),
        columnTitle: column?.title ?? change.column,
        differences: [...differenceOf(change.before, change.after, unitOf(table.view, column, change.row))],
      }
    }),
    rows: rows.map(change => ({ ...change, name: nameOf(change.kind === 'added' ? now : base, change.row) })),
  }
}
