import { MOST_TEXT } from '../../../shared/document/edit.ts'

/** What one update may hold. An honest client's full diff of a long day offline is far below. */
export interface GateLimits {
  readonly bytes: number
  /** structs, and writes in them */
  readonly structs: number
  /** client blocks: a full diff may name everybody who ever wrote in the room */
  readonly clients: number
  /** ids that were never seen before */
  readonly newClients: number
  readonly deleteRanges: number
  /** bytes of one text */
  readonly text: number
  readonly clock: number
}

export const GATE_LIMITS: GateLimits = {
  bytes: 4 * 1024 * 1024,
  structs: 100_000,
  clients: 1_024,
  newClients: 4,
  deleteRanges: 100_000,
  text: MOST_TEXT,
  clock: 2 ** 40,
}
