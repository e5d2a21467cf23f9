import type { Scalar } from '../../shared/core/scalar.ts'
import type { Baseline, NewBaseline } from '../../shared/review/baseline.ts'
import type { CourseEvent } from '../../shared/review/course.ts'
import type { NewReviewEvent, ReviewEvent } from '../../shared/review/event.ts'
import type { RequestState, RequestStep, RevisionRequest } from '../../shared/review/request.ts'
import type { NewNotice } from './notice-store.ts'

/** Whose write a cell's present value is. */
export interface LastWrite {
  readonly row: string
  readonly column: string
  /** account id */
  readonly account: string
  readonly accountName: string
  /** the account's present department */
  readonly department: string | null
  readonly reason: string | null
  readonly at: number
}

/** A cell's value before and after one commit, for walking back in time. */
export interface PastEffect {
  readonly row: string
  readonly column: string
  readonly before: Scalar
  readonly at: number
}

/**
 * What review asks of the disk. Every write is durable when its promise resolves; nothing is ever changed but where it says so.
 * `beside`: notices that go into the same transaction.
 */
export interface ReviewStore {
  /** by number; also one that was begun and not completed */
  baselines(tableId: string): Promise<readonly Baseline[]>
  /** numbered after the table's last one; @throws StorageError where somebody else took that number meanwhile */
  beginBaseline(baseline: NewBaseline): Promise<Baseline>
  /** completes what `beginBaseline` began */
  completeBaseline(id: number, editionHash: string, beside?: readonly NewNotice[]): Promise<void>
  /** takes back what `beginBaseline` began, where the table could not be closed */
  dropBaseline(id: number): Promise<void>
  /** of all tables, those begun and not completed */
  unfinishedBaselines(): Promise<readonly Baseline[]>
  /** hash of the table's first edition */
  firstEdition(tableId: string): Promise<string | null>

  /** all of them in one transaction, numbered in order */
  addEvents(tableId: string, events: readonly NewReviewEvent[], beside?: readonly NewNotice[]): Promise<void>
  /** of one base, oldest first */
  events(tableId: string, base: string): Promise<readonly ReviewEvent[]>
  addCourseEvent(
    tableId: string,
    event: Omit<CourseEvent, 'id' | 'accountName'>,
    beside?: readonly NewNotice[],
  ): Promise<void>
  /** of one base, oldest first */
  courseEvents(tableId: string, base: string): Promise<readonly CourseEvent[]>

  addRequest(request: Omit<RevisionRequest, 'id' | 'accountName' | 'steps'>): Promise<number>
  /** newest first */
  requests(tableId: string): Promise<readonly RevisionRequest[]>
  /** @throws StorageError where the step at that position was passed meanwhile */
  addStep(request: number, position: number, step: Omit<RequestStep, 'accountName'>): Promise<void>
  /** once: false where it was closed already */
  closeRequest(id: number, state: Exclude<RequestState, 'open'>, words: string, at: number): Promise<boolean>

  /** the newest write of every cell that was written since, that moment included */
  lastWrites(tableId: string, since: number): Promise<readonly LastWrite[]>
  /** what happened to cells after that moment, newest first */
  effectsAfter(tableId: string, moment: number): Promise<readonly PastEffect[]>
}
