import type { IncomingMessage, Server } from 'node:http'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { tableOfRoom } from '../../shared/document/manifest.ts'
import { CloseCode } from '../../shared/protocol/close-code.ts'
import { decodeFrame, FRAME } from '../../shared/protocol/frames.ts'
import { identify } from '../accounts/credentials.ts'
import { isOwnOrigin } from '../accounts/same-origin.ts'
import type { Proof, Sessions } from '../accounts/sessions.ts'
import type { Log } from '../observability/log.ts'
import type { RightsBook } from '../permissions/rights-book.ts'
import { remoteAddress } from '../remote-address.ts'
import { AWARENESS, QUERY_AWARENESS, readFrameType } from './awareness-frame.ts'
import type { LiveTable, LiveTables, Peer } from './live-table.ts'
import { createOpenSockets, type OpenSocket } from './open-sockets.ts'
import { createPresenceRoom, type PresenceRoom } from './presence.ts'
import { sendRights, tellRights } from './rights-news.ts'
import { header, refuseUpgrade, type SocketTarget, socketTarget } from './socket-request.ts'
import { tellNews } from './table-news.ts'
import { WaitingFrames } from './waiting-frames.ts'

export interface SyncServerOptions {
  readonly sessions: Sessions
  readonly live: LiveTables
  readonly rights: RightsBook
  readonly publicOrigin: string | null
  readonly clock: () => number
  readonly log: Log
  /** bytes of one frame */
  readonly maxFrame?: number
}

export interface SyncServer {
  /** answers the upgrades of this server from now on */
  attach(server: Server): void
  readonly connections: number
  /** closes the sockets of sessions that ended and tokens that were withdrawn */
  end(ended: (proof: Proof) => boolean): void
  /** closes the sockets of an account that changed: they come again */
  reopen(account: string): void
  /** what belongs to a table and is no part of its document has changed: open pages hear of it */
  tell(tableId: string, what: string): void
  /** something of these people has changed: their open pages hear of it */
  tellPeople(accounts: ReadonlySet<string>, what: string): void
  /** after the live tables have closed theirs: ends what is still open */
  close(): Promise<void>
}

const MAX_FRAME = 8 * 1024 * 1024
const MOST_WAITING = 1024 * 1024

/** Sockets in, frames to the live tables and to presence. It knows nothing of documents. */
export function createSyncServer(options: SyncServerOptions): SyncServer {
  const { sessions, live, rights, publicOrigin, clock, log, maxFrame = MAX_FRAME } = options
  const sockets = createOpenSockets()
  const presence = new Map<string, PresenceRoom>()
  // compression would be paid once per client for every frame; the frames are small and binary
  const upgrades = new WebSocketServer({ noServer: true, maxPayload: maxFrame, perMessageDeflate: false })
  let closing = false

  const timers = [
    setInterval(() => sockets.cutSlow(clock()), 5_000),
    setInterval(() => sockets.beat(), 20_000),
    setInterval(
      () => void sockets.recheck(sessions).catch(error => log.warn({ err: error }, 'sessions not checked')),
      60_000,
    ),
  ]
  for (const timer of timers) timer.unref()
  const stopListening = rights.listen(change => tellRights(sockets, rights, change))

  const presenceOf = (tableId: string): PresenceRoom => {
    const room = presence.get(tableId) ?? createPresenceRoom()
    presence.set(tableId, room)
    return room
  }

  /** Who it is and which table; null where the socket was closed instead. */
  async function admit(ws: WebSocket, request: IncomingMessage, target: SocketTarget) {
    const caller = await identify(sessions, {
      cookie: header(request, 'cookie'),
      authorization: header(request, 'authorization'),
      queryToken: target.token,
    })
    if (caller === null) return ws.close(CloseCode.noSession, 'sign in first')
    const tableId = tableOfRoom(target.room)
    const table = tableId !== null && rights.mayRead(caller.account, tableId) ? await live.open(tableId) : null
    if (table === null) return ws.close(CloseCode.tryAgain, 'unknown room')
    return { caller, table }
  }

  function open(ws: WebSocket, request: IncomingMessage, target: SocketTarget): void {
    const waiting = new WaitingFrames(MOST_WAITING)
    let deliver = (frame: Uint8Array): void => {
      if (!waiting.add(frame)) ws.close(CloseCode.tooBig, 'too much at once')
    }
    ws.on('error', error => log.debug({ err: error }, 'socket error'))
    ws.on('message', (data: RawData, binary: boolean) => {
      if (ws.readyState !== ws.OPEN) return
      if (binary) deliver(copyOf(data))
      else ws.close(CloseCode.hostile, 'binary frames only')
    })
    admit(ws, request, target)
      .then(admitted => {
        if (!admitted || ws.readyState !== ws.OPEN) return
        const { account, proof } = admitted.caller
        const socket = sockets.add(ws, account, proof, { tableId: admitted.table.id, acks: target.acks })
        const address = remoteAddress(request.socket.remoteAddress, header(request, 'x-forwarded-for'))
        const receive = serve(socket, admitted.table, target, address)
        deliver = frame => {
          socket.used = true
          try {
            receive(frame)
          } catch (error) {
            log.info({ err: error, account: account.id, room: target.room }, 'frame refused')
            ws.close(CloseCode.hostile, 'malformed frame')
          }
        }
        for (const frame of waiting.take()) if (ws.readyState === ws.OPEN) deliver(frame)
      })
      .catch(error => {
        log.error({ err: error, room: target.room }, 'socket not opened')
        ws.close(CloseCode.tryAgain, 'try again')
      })
  }

  /** Joins the socket to its table; answers what takes its frames from now on. */
  function serve(
    socket: OpenSocket,
    table: LiveTable,
    target: SocketTarget,
    address: string,
  ): (frame: Uint8Array) => void {
    const { ws, account } = socket
    const people = presenceOf(table.id)
    const peer: Peer = {
      account,
      acks: target.acks,
      address,
      send(frame) {
        if (ws.readyState !== ws.OPEN) return
        socket.fed = true
        ws.send(frame)
      },
      close: (code, reason) => ws.close(code, reason),
    }
    ws.on('close', () => {
      sockets.remove(socket)
      people.leave(peer)
      live.linked.leave(table.id, peer)
      if (people.size === 0) presence.delete(table.id)
      table.disconnect(peer)
    })
    if (target.acks) sendRights(socket, rights)
    table.connect(peer, target.room)
    people.join(peer)
    return frame => {
      const type = readFrameType(frame)
      if (type === AWARENESS || type === QUERY_AWARENESS) people.receive(peer, frame)
      else if (type === FRAME.linkedAsk) {
        const asked = decodeFrame(frame)
        if (asked.type === 'linked-ask') live.linked.ask(table, peer, asked.ask)
      } else table.receive(peer, frame)
    }
  }

  return {
    attach(server) {
      server.on('upgrade', (request, socket, head) => {
        const target = socketTarget(request.url)
        if (closing) return refuseUpgrade(socket, 503)
        if (target === null) return refuseUpgrade(socket, 404)
        const from = { origin: header(request, 'origin'), host: header(request, 'host') }
        if (!isOwnOrigin(from, publicOrigin)) return refuseUpgrade(socket, 403)
        // nothing is awaited before `open` listens: frames that come early would be lost
        upgrades.handleUpgrade(request, socket, head, ws => open(ws, request, target))
      })
    },
    get connections() {
      return sockets.size
    },
    end: sockets.end,
    reopen: sockets.reopen,
    tell: (tableId, what) => tellNews(sockets, target => target.tableId === tableId, what),
    tellPeople: (accounts, what) => tellNews(sockets, (_, account) => accounts.has(account.id), what),
    async close() {
      closing = true
      stopListening()
      for (const timer of timers) clearInterval(timer)
      const left = [...upgrades.clients]
      for (const ws of left) ws.close(CloseCode.goingAway, 'server stops')
      await Promise.race([
        Promise.all(
          left.map(ws => (ws.readyState === ws.CLOSED ? null : new Promise(resolve => ws.once('close', resolve)))),
        ),
        new Promise(resolve => setTimeout(resolve, 1_000).unref()),
      ])
      for (const ws of upgrades.clients) ws.terminate()
      upgrades.close()
    },
  }
}

/** A frame of its own: what `ws` hands out is part of a buffer that it may use again. */
function copyOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return data instanceof ArrayBuffer ? new Uint8Array(data.slice(0)) : new Uint8Array(data)
}
