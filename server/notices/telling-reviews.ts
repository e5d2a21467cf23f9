import type { ReviewStore } from '../storage/review-store.ts'
import type { LiveTables } from '../sync/live-table.ts'
import type { NoticeDesk, NoticeDraft } from './notice-desk.ts'
import { noticesOfBaseline, noticesOfCourse, noticesOfEvents } from './review-notices.ts'

interface Needs {
  readonly desk: NoticeDesk
  readonly live: Pick<LiveTables, 'open'>
  readonly departmentName: (id: string) => Promise<string>
}

/** The review's store, which writes beside everything that is said what others are to hear of it (NOTE-4). */
export function tellingReviews(store: ReviewStore, { desk, live, departmentName }: Needs): ReviewStore {
  async function told(
    drafts: readonly NoticeDraft[],
    by: string,
    at: number,
    write: (beside: Awaited<ReturnType<NoticeDesk['address']>>) => Promise<void>,
  ): Promise<void> {
    const beside = await desk.address(drafts, by, at)
    await write(beside)
    desk.ring(beside)
  }

  return {
    ...store,
    async addEvents(tableId, events) {
      const table = await live.open(tableId)
      const first = events[0]
      if (table === null || first === undefined) return await store.addEvents(tableId, events)
      const drafts = noticesOfEvents(tableId, table.view, events)
      await told(drafts, first.account, first.at, beside => store.addEvents(tableId, events, beside))
    },
    async addCourseEvent(tableId, event) {
      const drafts = noticesOfCourse(tableId, event, await departmentName(event.department))
      await told(drafts, event.account, event.at, beside => store.addCourseEvent(tableId, event, beside))
    },
    async completeBaseline(id, edition) {
      const begun = (await store.unfinishedBaselines()).find(baseline => baseline.id === id)
      const table = begun === undefined ? null : await live.open(begun.table)
      if (begun === undefined || table === null) return await store.completeBaseline(id, edition)
      const drafts = noticesOfBaseline(table.view, begun)
      await told(drafts, begun.account, begun.at, beside => store.completeBaseline(id, edition, beside))
    },
  }
}
