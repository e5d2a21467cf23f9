import { BatchDraft } from '../../server/sync/batch.ts'
import { GATE_LIMITS } from '../../server/sync/gate/limits.ts'
import { RoomState } from '../../server/sync/room-state.ts'
import type { Account } from '../../shared/accounts/account.ts'
import type { Edition } from '../../shared/document/edition.ts'
import { seal } from '../../shared/document/seal.ts'
import type { Refusal } from '../../shared/protocol/frames.ts'
import { sampleEdition } from './sample-table.ts'

/** A room behind its gate, without disk and sockets. */
export interface GatedRoom {
  readonly state: RoomState
  /** @throws Hostile, OutOfSync, ForeignRoom, RetiredClient */
  apply(account: Account, update: Uint8Array): { readonly refused: readonly Refusal[]; readonly draft: BatchDraft }
  /** the server's frames */
  onFrame(listener: (update: Uint8Array) => void): void
}

export function gatedRoom(
  clientId = 2 ** 33 + 1,
  edition: Edition = sampleEdition(),
  owners = SAMPLE_OWNERS,
  olderClients: readonly number[] = [],
): GatedRoom {
  const { room, hash } = seal(edition)
  const state = new RoomState({
    tableId: 't',
    room,
    hash,
    edition,
    updates: [],
    claims: new Map(),
    olderClients: new Set(olderClients),
    rowOwners: owners,
    clientId,
    limits: GATE_LIMITS,
  })
  return {
    state,
    apply(account, update) {
      const draft = new BatchDraft(state)
      let refused: readonly Refusal[] = []
      state.doc.transact(transaction => {
        refused = draft.update(account, update).refused
        transaction.local = true
      })
      return { refused, draft }
    },
    onFrame(listener) {
      state.doc.on('update', listener)
    },
  }
}

const SAMPLE_OWNERS: ReadonlyMap<string, string> = new Map([
  ['r0', 'gongxin'],
  ['r1', 'gongxin'],
  ['r2', 'shangwu'],
])
