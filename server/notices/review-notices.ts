import { groupBy } from '../../shared/core/group-by.ts'
import type { TableView } from '../../shared/document/table-view.ts'
import type { NamedCell, NoticeFacts } from '../../shared/notices/notice.ts'
import type { Baseline } from '../../shared/review/baseline.ts'
import type { CourseEvent } from '../../shared/review/course.ts'
import type { NewReviewEvent } from '../../shared/review/event.ts'
import { nameOf, ownerOf } from '../review/read-review.ts'
import type { NoticeDraft } from './notice-desk.ts'

function namedCell(view: TableView, { row, column }: { readonly row: string; readonly column: string }): NamedCell {
  const title = view.structure.columns.find(({ id }) => id === column)?.title ?? column
  return { row, column, rowName: nameOf(view, row), columnTitle: title.replaceAll('\n', '') }
}

/** Of one decision, one notice per department whose rows it is about (NOTE-5). */
export function noticesOfEvents(table: string, view: TableView, events: readonly NewReviewEvent[]): NoticeDraft[] {
  const told = events.flatMap(event => {
    const department = ownerOf(view, event.row)
    return department === null ? [] : [{ event, department }]
  })
  const parts = groupBy(told, ({ department, event }) => JSON.stringify([department, event.kind, event.words]))
  return [...parts.values()].flatMap(part => {
    const { event, department } = part[0]!
    const what = factsOf(event, { cell: namedCell(view, event), count: part.length })
    return what === null ? [] : [{ table, to: { to: 'department' as const, department }, what }]
  })
}

function factsOf(
  { kind, words }: NewReviewEvent,
  cells: { readonly cell: NamedCell; readonly count: number },
): NoticeFacts | null {
  switch (kind) {
    case 'accept':
      return { kind: 'decided', ...cells }
    case 'return':
    case 'propose':
      return { kind: 'returned', ...cells, verdict: kind, words }
    case 'answer':
    case 'undo':
      return null
  }
}

export function noticesOfCourse(
  table: string,
  { kind, department, words }: Pick<CourseEvent, 'kind' | 'department' | 'words'>,
  departmentName: string,
): NoticeDraft[] {
  switch (kind) {
    case 'submit':
      return [{ table, to: { to: 'planning' }, what: { kind: 'submitted', departmentName, words } }]
    case 'reopen':
      return [{ table, to: { to: 'department', department }, what: { kind: 'reopened', words } }]
    case 'recall':
      return []
  }
}

/** Snapshots are nobody's business but of who took them. */
export function noticesOfBaseline(view: TableView, { table, kind, title, number }: Baseline): NoticeDraft[] {
  if (kind !== 'issued' && kind !== 'adjusted') return []
  const departments = [...new Set(view.rows.flatMap(row => ownerOf(view, row) ?? []))]
  return [{ table, to: { to: 'everybody-in', departments }, what: { kind: 'issued', title, number } }]
}
