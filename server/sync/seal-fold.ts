import { createHash } from 'node:crypto'
import type { Edition } from '../../shared/document/edition.ts'
import { type Hash, sealInSteps } from '../../shared/document/seal.ts'
import type { CommitFold } from '../storage/table-store.ts'
import { RoomState } from './room-state.ts'

export interface SealedFold {
  readonly fold: CommitFold
  readonly next: RoomState
}

/** ids of earlier rooms that are told apart, the latest: a document older than these is out of sync anyway */
const MOST_FOREIGN = 100_000
const nativeHash: Hash = bytes => createHash('sha256').update(bytes).digest('hex')

/**
 * The closing room folded into `next`: what is to be committed, and the room that follows. In steps, meanwhile the document
 * stands still.
 * @param clocks the closing room's
 * @param clientId the server's own in the next room
 */
export function* sealFold(
  closing: RoomState,
  next: Edition,
  clocks: ReadonlyMap<number, number>,
  clientId: number,
  now: () => number,
): Generator<undefined, SealedFold, void> {
  const { tableId, edition, hash, room } = closing
  const sealed = yield* sealInSteps(next, nativeHash, edition)
  const fold: CommitFold = {
    from: room,
    clocks: Object.fromEntries(clocks),
    edition: { tableId, seq: next.seq, parent: hash, ...sealed },
    at: now(),
  }
  const following = new RoomState({
    tableId,
    room: sealed.room,
    hash: sealed.hash,
    edition: next,
    updates: [],
    claims: new Map(),
    olderClients: new Set([...closing.foreign, ...clocks.keys()].slice(-MOST_FOREIGN)),
    rowOwners: closing.owners,
    clientId,
    limits: closing.limits,
    rights: closing.rights,
  })
  return { fold, next: following }
}
