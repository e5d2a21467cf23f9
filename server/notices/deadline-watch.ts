import { dayOf } from '../../shared/core/moments.ts'
import { daysToTell } from '../../shared/notices/due.ts'
import type { CourseState } from '../../shared/review/course.ts'
import type { Phase } from '../../shared/tables/structure.ts'
import type { NoticeStore } from '../storage/notice-store.ts'
import type { TableStore } from '../storage/table-store.ts'
import type { LiveTables } from '../sync/live-table.ts'
import { readOutline } from '../tables/table-outline.ts'
import { departmentStates, type StatesNeeds } from './department-states.ts'
import type { NoticeDesk, NoticeDraft } from './notice-desk.ts'

interface DueTable {
  readonly id: string
  readonly due: string | null
  readonly phase: Phase
  readonly departments: ReadonlyMap<string, CourseState>
}

/** Who is to hear today that the day is near: once for each due day, whoever asks how often (NOTE-22). */
export const deadlineNotices = ({ id, due, phase, departments }: DueTable, today: string): NoticeDraft[] =>
  [...departments].flatMap(([department, state]) => {
    const days = daysToTell({ due, phase, state }, today)
    if (days === null || due === null) return []
    return [
      {
        table: id,
        to: { to: 'department' as const, department },
        what: { kind: 'deadline' as const, due, days },
        once: `deadline/${id}/${department}/${due}`,
      },
    ]
  })

export interface WatchNeeds extends StatesNeeds {
  readonly tables: TableStore
  readonly live: LiveTables
  readonly store: NoticeStore
  readonly notices: NoticeDesk
  readonly clock: () => number
  readonly failed: (error: unknown) => void
}

/** ms */
const EVERY = 3_600_000

/** Looks which due days are near: whenever the server is asked, at most once an hour. */
export function createDeadlineWatch(needs: WatchNeeds): () => void {
  const { tables, live, store, notices, clock, failed } = needs
  let last = Number.NEGATIVE_INFINITY

  async function look(at: number): Promise<void> {
    const today = dayOf(at)
    for (const { id } of await tables.listTables()) {
      // only tables that are due soon are loaded
      const outline = (await live.opened(id)) ?? (await readOutline(tables, id))
      const { due = null, phase } = outline?.view.structure.table ?? {}
      if (due === null || phase === undefined || daysToTell({ due, phase, state: 'filling' }, today) === null) continue
      const table = await live.open(id)
      if (table === null) continue
      const drafts = deadlineNotices({ id, due, phase, departments: await departmentStates(needs, table) }, today)
      notices.ring(await store.add(await notices.address(drafts, null, at)))
    }
  }

  return () => {
    const at = clock()
    if (at - last < EVERY) return
    last = at
    look(at).catch(failed)
  }
}
