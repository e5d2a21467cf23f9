import type { WebSocket } from 'ws'
import type { Account } from '../../shared/accounts/account.ts'
import { CloseCode } from '../../shared/protocol/close-code.ts'
import type { Proof, Sessions } from '../accounts/sessions.ts'
import { awarenessFrame } from './awareness-frame.ts'

/** Which table a socket is for, and whether its client understands our own frames. */
export interface SocketTable {
  readonly tableId: string
  readonly acks: boolean
}

/** A socket that was let in. */
export interface OpenSocket {
  readonly ws: WebSocket
  readonly account: Account
  readonly proof: Proof
  readonly target: SocketTable
  /** has answered since the last ping */
  alive: boolean
  /** the person has sent something since their session was last looked at */
  used: boolean
  /** has been sent something since the last beat */
  fed: boolean
  /** ms since 1970 since when too much waits to be sent to it; null: all is well */
  slowSince: number | null
}

export interface Patience {
  /** bytes that may wait for a client for some time */
  readonly backlog: number
  /** ms that it may stay that way */
  readonly grace: number
  /** bytes that may never wait */
  readonly most: number
}

const PATIENCE: Patience = { backlog: 1024 * 1024, grace: 10_000, most: 32 * 1024 * 1024 }

/** what keeps a stock client, which hangs up after 30 s of silence, on the line */
const NOTHING_NEW = awarenessFrame([])

/** The sockets that are open, and what has to be looked after from time to time. */
export interface OpenSockets {
  add(ws: WebSocket, account: Account, proof: Proof, target: SocketTable): OpenSocket
  all(): Iterable<OpenSocket>
  remove(socket: OpenSocket): void
  readonly size: number
  /** every 5 s: cuts those that do not read what they are sent, so that one slow line does not fill the memory */
  cutSlow(now: number): void
  /** every 20 s: cuts those that did not answer since the last beat */
  beat(): void
  /** every minute: closes those whose session ended or whose account changed, extends the sessions in use */
  recheck(sessions: Sessions): Promise<void>
  /** signed out or token withdrawn */
  end(ended: (proof: Proof) => boolean): void
  /** the account changed: its sockets come again as what it is now */
  reopen(account: string): void
}

export function createOpenSockets(patience: Patience = PATIENCE): OpenSockets {
  const sockets = new Set<OpenSocket>()

  return {
    add(ws, account, proof, target) {
      const socket: OpenSocket = { ws, account, proof, target, alive: true, used: true, fed: true, slowSince: null }
      ws.on('pong', () => {
        socket.alive = true
      })
      sockets.add(socket)
      return socket
    },
    all: () => [...sockets],
    remove(socket) {
      sockets.delete(socket)
    },
    get size() {
      return sockets.size
    },
    cutSlow(now) {
      for (const socket of sockets) {
        const waiting = socket.ws.bufferedAmount
        if (waiting <= patience.backlog) socket.slowSince = null
        else socket.slowSince ??= now
        const tooLong = socket.slowSince !== null && now - socket.slowSince >= patience.grace
        // no close frame: it would wait behind the backlog
        if (tooLong || waiting > patience.most) socket.ws.terminate()
      }
    },
    beat() {
      for (const socket of sockets) {
        if (!socket.alive) {
          socket.ws.terminate()
          continue
        }
        socket.alive = false
        socket.ws.ping()
        if (!socket.fed) socket.ws.send(NOTHING_NEW)
        socket.fed = false
      }
    },
    async recheck(sessions) {
      const looked = new Map<string, Promise<Account | null>>()
      for (const socket of [...sockets]) {
        const { proof } = socket
        const asked = looked.get(proof.tokenHash) ?? sessions.again(proof)
        looked.set(proof.tokenHash, asked)
        const account = await asked
        if (account === null) socket.ws.close(CloseCode.noSession, 'session ended')
        else if (!sameRights(account, socket.account)) socket.ws.close(CloseCode.tryAgain, 'account changed')
        else if (socket.used) await sessions.extend(proof)
        socket.used = false
      }
    },
    reopen(account) {
      for (const { ws, proof } of sockets)
        if (proof.account === account) ws.close(CloseCode.tryAgain, 'account changed')
    },
    end(ended) {
      for (const socket of sockets) if (ended(socket.proof)) socket.ws.close(CloseCode.noSession, 'session ended')
    },
  }
}

const sameRights = (a: Account, b: Account) =>
  a.department === b.department && a.name === b.name && a.roles.join() === b.roles.join()
