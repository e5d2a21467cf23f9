// A process of its own: the least that a Yjs server can be. It keeps rooms in memory, hands every update on the moment it
// arrives, and forgets all when it ends: no accounts, no rights, no disk. What remains is what sockets and Yjs cost.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type WebSocket, WebSocketServer } from 'ws'
import { messageYjsSyncStep1, readSyncStep1, writeSyncStep1 } from 'y-protocols/sync'
import * as Y from 'yjs'

const SYNC = 0

interface Room {
  readonly doc: Y.Doc
  readonly sockets: Set<WebSocket>
}

const rooms = new Map<string, Room>()
const roomOf = (name: string): Room => {
  const room = rooms.get(name) ?? { doc: new Y.Doc(), sockets: new Set<WebSocket>() }
  rooms.set(name, room)
  return room
}

function receive(room: Room, from: WebSocket, frame: Uint8Array): void {
  const decoder = decoding.createDecoder(frame)
  if (decoding.readVarUint(decoder) !== SYNC) return
  if (decoding.readVarUint(decoder) === messageYjsSyncStep1) {
    const answer = encoding.createEncoder()
    encoding.writeVarUint(answer, SYNC)
    readSyncStep1(decoder, answer, room.doc)
    from.send(encoding.toUint8Array(answer))
    return
  }
  for (const socket of room.sockets) if (socket !== from) socket.send(frame)
  Y.applyUpdate(room.doc, decoding.readVarUint8Array(decoder))
}

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })
})
server.on('connection', (socket, request) => {
  const room = roomOf(request.url ?? '')
  room.sockets.add(socket)
  socket.on('close', () => room.sockets.delete(socket))
  socket.on('message', (data: Buffer) => receive(room, socket, new Uint8Array(data)))
  const hello = encoding.createEncoder()
  encoding.writeVarUint(hello, SYNC)
  writeSyncStep1(hello, room.doc)
  socket.send(encoding.toUint8Array(hello))
})
process.on('disconnect', () => process.exit())
