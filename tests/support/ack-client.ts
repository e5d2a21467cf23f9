import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Scalar } from '../../shared/core/scalar.ts'
import { CloseCode } from '../../shared/protocol/close-code.ts'
import {
  decodeFrame,
  encodeFrame,
  type Frame,
  MAX_SERVER_FRAME_BYTES,
  PROTOCOL_VERSION,
} from '../../shared/protocol/frames.ts'

/** One connection that asks for acknowledgements and believes nothing else. It does not reconnect. */
export interface AckClient {
  readonly cells: Y.Map<Scalar>
  /** resolves true once the server says that it is on disk, false where the socket closed first */
  set(key: string, value: Scalar, map?: 'cells' | 'rows'): Promise<boolean>
  /** what the server said has changed beside the document, in order */
  readonly news: readonly string[]
  /** [code, reason] */
  readonly closed: Promise<readonly [number, string]>
  end(): void
}

/** Connected and synced; asks again where the server says so. @throws Error where the socket closes with another code */
export async function openAckClient(
  syncUrl: string,
  room: string,
  cookie: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<AckClient> {
  for (;;) {
    const opened = await openOnce(syncUrl, room, { cookie, ...headers })
    if ('cells' in opened) return opened
    if (opened.code !== CloseCode.tryAgain) throw new Error(`closed with ${opened.code} ${opened.reason}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

async function openOnce(
  syncUrl: string,
  room: string,
  headers: Readonly<Record<string, string>>,
): Promise<AckClient | { readonly code: number; readonly reason: string }> {
  const doc = new Y.Doc()
  const ws = new WebSocket(`${syncUrl}/${encodeURIComponent(room)}?ack=1`, { headers })
  ws.binaryType = 'arraybuffer'
  ws.on('error', () => {})
  const news: string[] = []
  const waiting: { readonly clock: number; readonly settle: (saved: boolean) => void }[] = []
  const send = (frame: Frame) => ws.readyState === WebSocket.OPEN && ws.send(encodeFrame(frame))

  const closed = new Promise<readonly [number, string]>(resolve =>
    ws.on('close', (code, reason) => {
      for (const { settle } of waiting.splice(0)) settle(false)
      resolve([code, String(reason)])
    }),
  )
  doc.on('update', (body: Uint8Array, origin: unknown) => {
    if (origin !== ws) send({ type: 'update', body })
  })
  ws.on('open', () => {
    send({ type: 'hello', hello: { v: PROTOCOL_VERSION, retire: [] } })
    send({ type: 'sync-step-1', body: Y.encodeStateVector(doc) })
  })
  const synced = new Promise<void>(resolve => {
    ws.on('message', (data: ArrayBuffer) => {
      const frame = decodeFrame(new Uint8Array(data), MAX_SERVER_FRAME_BYTES)
      if (frame.type === 'sync-step-2' || frame.type === 'update') Y.applyUpdate(doc, frame.body, ws)
      if (frame.type === 'sync-step-2') resolve()
      if (frame.type === 'news') news.push(frame.news.what)
      if (frame.type === 'ack') acknowledged(frame.ack.clocks)
    })
  })
  function acknowledged(clocks: readonly (readonly [number, number])[]): void {
    const upTo = clocks.find(([client]) => client === doc.clientID)?.[1] ?? 0
    while (waiting[0] !== undefined && waiting[0].clock < upTo) waiting.shift()?.settle(true)
  }
  const refused = await Promise.race([synced, closed])
  if (refused) return { code: refused[0], reason: refused[1] }
  const cells = doc.getMap<Scalar>('cells')
  return {
    cells,
    news,
    set(key, value, map = 'cells') {
      if (ws.readyState !== WebSocket.OPEN) return Promise.resolve(false)
      return new Promise(settle => {
        waiting.push({ clock: Y.getState(doc.store, doc.clientID), settle })
        doc.getMap<Scalar>(map).set(key, value)
      })
    },
    closed,
    end: () => ws.terminate(),
  }
}
