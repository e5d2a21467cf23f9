import type { Account } from '../../shared/accounts/account.ts'
import { personColor } from '../../shared/accounts/person-color.ts'
import {
  type AwarenessEntry,
  type AwarenessState,
  awarenessFrame,
  QUERY_AWARENESS,
  readAwarenessFrame,
  readFrameType,
} from './awareness-frame.ts'

/**
 * Who is in a table and where: y-websocket's awareness protocol, with a server that vouches for the names.
 * A connection speaks for one awareness client, the first that it introduces (stock clients repeat what they hear about
 * others; that is passed over in silence), and the `user` of every state is the one who signed in.
 */
export interface PresencePeer {
  readonly account: Account
  send(frame: Uint8Array): void
}

export interface PresenceRoom {
  /** tells the newcomer who is here */
  join(peer: PresencePeer): void
  /** @throws MalformedFrame */
  receive(peer: PresencePeer, frame: Uint8Array): void
  /** tells the others that the peer is gone */
  leave(peer: PresencePeer): void
  readonly size: number
}

interface Speaker {
  clock: number
  state: AwarenessState
  peer: PresencePeer
}

/** Runs once, soon: what changes until then goes out as one frame. */
export type Soon = (run: () => void) => void

/** ms; a cursor on the move is sent this often */
const GATHER = 30
const soonByTimer: Soon = run => void setTimeout(run, GATHER).unref()

/** whose awareness client ids are kept for them after they left, so that nobody else can bring them back */
const MOST_REMEMBERED = 1_000

export function createPresenceRoom(soon: Soon = soonByTimer): PresenceRoom {
  const peers = new Set<PresencePeer>()
  const speakers = new Map<number, Speaker>()
  const ownId = new Map<PresencePeer, number>()
  const gone = new Map<number, string>()
  const changed = new Map<number, AwarenessEntry>()

  const announce = (entry: AwarenessEntry) => {
    if (changed.size === 0) soon(flush)
    changed.set(entry.client, entry)
  }

  const flush = () => {
    if (changed.size === 0) return
    const frame = awarenessFrame([...changed.values()])
    changed.clear()
    // the author too: hearing itself is how a stock client knows that the connection lives
    for (const peer of peers) peer.send(frame)
  }

  const everybody = () => awarenessFrame([...speakers].map(([client, { clock, state }]) => ({ client, clock, state })))

  const remove = (client: number, peer: PresencePeer, clock: number) => {
    speakers.delete(client)
    ownId.delete(peer)
    gone.delete(client)
    gone.set(client, peer.account.id)
    for (const oldest of gone.keys()) {
      if (gone.size <= MOST_REMEMBERED) break
      gone.delete(oldest)
    }
    announce({ client, clock, state: null })
  }

  const speak = (peer: PresencePeer, { client, clock, state }: AwarenessEntry) => {
    const known = speakers.get(client)
    if (known?.peer === peer) {
      if (clock < known.clock || (clock === known.clock && state !== null)) return
      if (state === null) return remove(client, peer, clock)
      known.clock = clock
      known.state = withUser(state, peer.account)
      return announce({ client, clock, state: known.state })
    }
    if (state === null || ownId.has(peer)) return
    const whose = known?.peer.account.id ?? gone.get(client) ?? peer.account.id
    if (whose !== peer.account.id) return
    // the same person again, before the server has noticed that the old connection died
    if (known !== undefined) ownId.delete(known.peer)
    gone.delete(client)
    const speaker = { clock: Math.max(clock, known?.clock ?? 0), state: withUser(state, peer.account), peer }
    speakers.set(client, speaker)
    ownId.set(peer, client)
    announce({ client, clock: speaker.clock, state: speaker.state })
  }

  return {
    join(peer) {
      peers.add(peer)
      if (speakers.size > 0) peer.send(everybody())
    },
    receive(peer, frame) {
      if (readFrameType(frame) === QUERY_AWARENESS) return peer.send(everybody())
      for (const entry of readAwarenessFrame(frame)) speak(peer, entry)
    },
    leave(peer) {
      peers.delete(peer)
      const client = ownId.get(peer)
      const speaker = client === undefined ? undefined : speakers.get(client)
      if (client !== undefined && speaker !== undefined) remove(client, peer, speaker.clock)
    },
    get size() {
      return peers.size
    },
  }
}

const withUser = (state: AwarenessState, { id, name, departmentName }: Account): AwarenessState => ({
  ...state,
  user: { id, name, departmentName, color: personColor(id) },
})
