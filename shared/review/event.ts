import type { Scalar } from '../core/scalar.ts'

/** What a reviewer may say of a changed cell. */
export const VERDICTS = ['accept', 'return', 'propose'] as const

export const EVENT_KINDS = [...VERDICTS, 'answer', 'undo'] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** One line of a cell's review; lines are only ever added (REV-10). */
export interface ReviewEvent {
  /** counts up through the reviews of all tables */
  readonly id: number
  readonly row: string
  readonly column: string
  readonly kind: EventKind
  /** hash of the base's edition */
  readonly base: string
  /** the value that stood when it was said */
  readonly seen: Scalar
  /** of `propose`; else null */
  readonly proposal: Scalar
  /** opinion or answer; empty where none was given */
  readonly words: string
  /** of `undo`: the event that no longer counts */
  readonly undoes: number | null
  /** account id */
  readonly account: string
  readonly accountName: string
  /** the account's department at that time */
  readonly department: string | null
  /** ms since 1970 */
  readonly at: number
}

/** As it is said, before it has a number. */
export type NewReviewEvent = Omit<ReviewEvent, 'id'>
