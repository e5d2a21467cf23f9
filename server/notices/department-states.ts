import { type CourseState, courseOf } from '../../shared/review/course.ts'
import type { ChangeState } from '../../shared/review/standing.ts'
import type { TallyShelf } from '../home/tally-shelf.ts'
import { ownerOf } from '../review/read-review.ts'
import type { ReviewDesk } from '../review/review-desk.ts'
import type { LiveTable } from '../sync/live-table.ts'

export interface StatesNeeds {
  readonly desk: Pick<ReviewDesk, 'reviews'>
  readonly tallies: TallyShelf
}

/** Every department that fills rows of the table, and where it stands. */
export async function departmentStates(
  { desk, tallies }: StatesNeeds,
  table: LiveTable,
): Promise<ReadonlyMap<string, CourseState>> {
  const [{ departments }, standings] = await Promise.all([tallies.tally(table), tallies.standings(table)])
  const events = await desk.reviews.courseEvents(table.id, standings.base.hash)
  const changes = new Map<string, ChangeState[]>()
  for (const change of standings.changes.cells) {
    const owner = ownerOf(table.view, change.row)
    if (owner !== null) changes.set(owner, [...(changes.get(owner) ?? []), standings.standing(change).state])
  }
  const filling = [...departments].filter(([, { cells }]) => cells > 0)
  return new Map(
    filling.map(([id]) => [
      id,
      courseOf(
        events.filter(({ department }) => department === id),
        changes.get(id) ?? [],
      ).state,
    ]),
  )
}
