import type { TableView } from '../../shared/document/table-view.ts'
import type { DepartmentCourse, ReviewedChange } from '../../shared/protocol/api-review.ts'
import { type CourseEvent, courseOf } from '../../shared/review/course.ts'
import type { ChangeState } from '../../shared/review/standing.ts'
import type { DepartmentNames } from '../tables/read-rows.ts'

/** Every department that owns rows of the table, and where it stands. */
export function departmentCourses(
  view: TableView,
  changes: readonly ReviewedChange[],
  events: readonly CourseEvent[],
  names: DepartmentNames,
): DepartmentCourse[] {
  const filled = view.structure.columns.filter(({ fills, hidden }) => fills === 'owner' && !hidden).map(({ id }) => id)
  const rows = new Map<string, { rows: number; blank: number }>()
  for (const row of view.rows) {
    const owner = view.rowFact(row, 'owner')
    if (typeof owner !== 'string' || owner === '') continue
    const count = rows.get(owner) ?? { rows: 0, blank: 0 }
    rows.set(owner, count)
    count.rows++
    for (const column of filled) if (isBlank(view.cell(row, column))) count.blank++
  }
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

const isBlank = (value: unknown) => value === null || value === ''

function statesOf(changes: readonly ReviewedChange[]): Record<ChangeState, number> {
  const counts = { open: 0, moved: 0, returned: 0, proposed: 0, accepted: 0 }
  for (const { state } of changes) counts[state]++
  return counts
}

const orderOf = (names: DepartmentNames, department: string) => {
  const at = [...names.keys()].indexOf(department)
  return at < 0 ? names.size : at
}
