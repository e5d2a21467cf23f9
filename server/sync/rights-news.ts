import { CloseCode } from '../../shared/protocol/close-code.ts'
import { encodeFrame } from '../../shared/protocol/frames.ts'
import type { RightsBook, RightsChange } from '../permissions/rights-book.ts'
import type { OpenSocket, OpenSockets } from './open-sockets.ts'

/** What the page decides by: the table's rules and the person's offices (RIGHT-19). */
export function sendRights({ ws, account, target }: OpenSocket, rights: RightsBook): void {
  if (ws.readyState !== ws.OPEN) return
  const { acts = [] } = rights.actor(account)
  ws.send(encodeFrame({ type: 'rights', rights: { rules: rights.sent(target.tableId), acts } }))
}

/** A change reaches whom it concerns at once; who may not read any more is closed (RIGHT-4). */
export function tellRights(sockets: OpenSockets, rights: RightsBook, change: RightsChange): void {
  for (const socket of sockets.all()) {
    const { ws, account, target } = socket
    const concerns = change.kind === 'table' ? change.tableId === target.tableId : change.accountId === account.id
    if (!concerns) continue
    if (!rights.mayRead(account, target.tableId)) ws.close(CloseCode.notReadable, 'not readable')
    else if (target.acks) sendRights(socket, rights)
  }
}
