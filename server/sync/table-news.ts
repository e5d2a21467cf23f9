import { encodeFrame } from '../../shared/protocol/frames.ts'
import type { OpenSockets } from './open-sockets.ts'

/** Reaches every page that has the table open; who may not read it any more has no socket here (RIGHT-4). */
export function tellNews(sockets: OpenSockets, tableId: string, what: string): void {
  const frame = encodeFrame({ type: 'news', news: { what } })
  for (const { ws, target } of sockets.all())
    if (target.tableId === tableId && target.acks && ws.readyState === ws.OPEN) ws.send(frame)
}
