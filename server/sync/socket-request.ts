import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** What a socket asks for: `WS /sync/{room}?token=&ack=1`. */
export interface SocketTarget {
  readonly room: string
  readonly token: string | null
  /** one of our own clients: it understands acknowledgements */
  readonly acks: boolean
}

/** null: not an address of ours */
export function socketTarget(requestUrl: string | undefined): SocketTarget | null {
  const base = 'http://host'
  if (requestUrl === undefined || !URL.canParse(requestUrl, base)) return null
  const { pathname, searchParams } = new URL(requestUrl, base)
  const encoded = /^\/sync\/([^/]+)$/.exec(pathname)?.[1]
  const room = encoded === undefined ? null : decoded(encoded)
  if (room === null || room.length > 200) return null
  return { room, token: searchParams.get('token'), acks: searchParams.get('ack') === '1' }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const REASON = { 403: 'Forbidden', 404: 'Not Found', 503: 'Service Unavailable' } as const

/** Answers an upgrade with plain HTTP. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof REASON): void {
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status} ${REASON[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

export const header = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}
