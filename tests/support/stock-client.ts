import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { TestCaller } from './caller.ts'

/** A client exactly as the y-websocket package comes. */
export interface StockClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly cells: Y.Map<unknown>
  readonly rows: Y.Map<unknown>
  /** resolves with [code, reason] when the server closes the socket */
  readonly closed: Promise<readonly [number, string]>
  end(): void
}

export async function newToken(caller: TestCaller): Promise<string> {
  const { token } = (await (await caller.send('POST', '/api/tokens', { name: 'a script' })).json()) as { token: string }
  return token
}

/** Connected and synced. */
export async function openStockClient(syncUrl: string, room: string, token: string): Promise<StockClient> {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(syncUrl, room, doc, {
    params: { token },
    disableBc: true,
    WebSocketPolyfill: WebSocket as never,
  })
  const closed = new Promise<readonly [number, string]>(resolve =>
    provider.on('connection-close', event => event && resolve([event.code, event.reason])),
  )
  await new Promise<void>(resolve => provider.on('sync', synced => synced && resolve()))
  return {
    doc,
    provider,
    cells: doc.getMap('cells'),
    rows: doc.getMap('rows'),
    closed,
    end() {
      provider.destroy()
      doc.destroy()
    },
  }
}

export const becomes = (map: Y.Map<unknown>, key: string, value: unknown): Promise<void> =>
  until(map, key, found => found === value)

export const until = (map: Y.Map<unknown>, key: string, holds: (value: unknown) => boolean): Promise<void> =>
  new Promise(resolve => {
    const look = () => {
      if (!holds(map.get(key))) return
      map.unobserve(look)
      resolve()
    }
    map.observe(look)
    look()
  })
