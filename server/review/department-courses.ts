import type { TableView } from '../../shared/document/table-view.ts'
import type { DepartmentCourse, ReviewedChange } from '../../shared/protocol/api-review.ts'
import { type CourseEvent, courseOf } from '../../shared/review/course.ts'
import type { ChangeState } from '../../shared/review/standing.ts'
import type { DepartmentNames } from '../tables/read-rows.ts'
import { fillCounts } from './fill-counts.ts'

/** Every department that owns rows of the table, and where it stands. */
export function departmentCourses(
  view: TableView,
  changes: readonly ReviewedChange[],
  events: readonly CourseEvent[],
  names: DepartmentNames,
): DepartmentCourse[] {
  const rows = fillCounts(view)
  return [...rows]
    .map(([department, count]) => {
      const own = changes.filter(({ owner }) => owner === department)
      const { state, last } = courseOf(
        events.filter(event => event.department === department),
        own.map(change => change.state),
      )
      return {
        department,
        name: names.get(department) ?? department,
        state,
        ...count,
        changes: statesOf(own),
        last: last && { kind: last.kind, words: last.words, accountName: last.accountName, at: last.at },
      }
    })
    .sort((a, b) => orderOf(names, a.department) - orderOf(names, b.department))
}

function statesOf(changes: readonly ReviewedChange[]): Record<ChangeState, number> {
  const counts = { open: 0, moved: 0, returned: 0, proposed: 0, accepted: 0 }
  for (const { state } of changes) counts[state]++
  return counts
}

const orderOf = (names: DepartmentNames, department: string) => {
  const at = [...names.keys()].indexOf(department)
  return at < 0 ? names.size : at
}
