import type { Account } from '../../shared/accounts/account.ts'
import { encodeFrame } from '../../shared/protocol/frames.ts'
import type { OpenSockets, SocketTable } from './open-sockets.ts'

/** Reaches every open page that it concerns; who may not read a table any more has no socket there (RIGHT-4). */
export function tellNews(
  sockets: OpenSockets,
  concerns: (target: SocketTable, account: Account) => boolean,
  what: string,
): void {
  const frame = encodeFrame({ type: 'news', news: { what } })
  for (const { ws, target, account } of sockets.all())
    if (target.acks && ws.readyState === ws.OPEN && concerns(target, account)) ws.send(frame)
}
