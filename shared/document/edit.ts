import { z } from 'zod'
import type { Scalar } from '../core/scalar.ts'
import type { RefusalReason } from '../protocol/frames.ts'
import { MAPS, type MapName } from './keys.ts'
import type { ItemId } from './overlay.ts'

/** What a person writes: a cell (`cells`, `rowId:columnId`) or a row fact (`rows`, `rowId:fact`). */
export interface Write {
  readonly map: Exclude<MapName, 'structure'>
  readonly key: string
  readonly value: Scalar
}

export const cellWrite = (row: string, column: string, value: Scalar): Write => ({
  map: 'cells',
  key: `${row}:${column}`,
  value,
})
export const rowWrite = (row: string, fact: string, value: Scalar): Write => ({
  map: 'rows',
  key: `${row}:${fact}`,
  value,
})

/** A write that is not yet known to be durable. */
export interface Edit extends Write {
  /** what its author saw: the own value before, else the committed one. A rebase asks whether it still holds. */
  base: Scalar
  /** the item it was sent as; null while unsent */
  at: ItemId | null
  /** for a row's deletion: the committed cells of the row as its author saw them, blanks left out */
  readonly seen?: Readonly<Record<string, Scalar>>
}

/**
 * What became of an edit; every edit has exactly one.
 * - `landed`: durable, exactly once
 * - `already`: not written, the value stands there anyway
 * - `superseded`: not written, the same author wrote the key again before it was sent on
 * - `conflict`: not written, somebody else moved what it was based on: the author is asked
 * - `refused`: its author may not write there
 */
export type Outcome =
  | { readonly kind: 'landed' | 'already' | 'superseded' }
  | { readonly kind: 'conflict'; readonly conflict: Conflict }
  | { readonly kind: 'refused'; readonly why: RefusalReason }

export type ConflictCause = 'base-moved' | 'row-gone' | 'column-gone' | 'deleted-row-was-edited'

export interface Conflict {
  readonly map: Write['map']
  readonly key: string
  readonly mine: Scalar
  readonly base: Scalar
  readonly theirs: Scalar
  readonly cause: ConflictCause
}

export interface RefusedEdit {
  readonly map: Write['map']
  readonly key: string
  readonly value: Scalar
  readonly why: RefusalReason
}

/** bytes of one text, in UTF-8 */
export const MOST_TEXT = 32_768
export const isTooLong = ({ value }: Write): boolean =>
  typeof value === 'string' &&
  // a code unit is three bytes at most
  value.length * 3 > MOST_TEXT &&
  (value.length > MOST_TEXT || new TextEncoder().encode(value).length > MOST_TEXT)

export const same = (a: Scalar | undefined, b: Scalar | undefined): boolean => (a ?? null) === (b ?? null)
/** keys of the two maps share one index */
export const mapKey = (map: MapName, key: string): string => `${map} ${key}`

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** Unacknowledged edits as they may be kept in the browser's storage; JSON. */
export const pendingEdits = z.object({
  v: z.literal(1),
  table: z.string(),
  /** the room into which the sent ones were sent: only it can say whether they landed */
  room: z.string(),
  edits: z.array(
    z.object({
      map: z.enum(MAPS).exclude(['structure']),
      key: z.string(),
      value: scalar,
      base: scalar,
      at: z.object({ client: z.number(), clock: z.number() }).nullable(),
      seen: z.record(z.string(), scalar).optional(),
    }),
  ),
})
export type PendingEdits = z.infer<typeof pendingEdits>
