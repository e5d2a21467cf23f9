import { once } from 'node:events'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'

type Fetch = (request: Request, env: object) => Response | Promise<Response>

/** The port, taken before anything else is done; until the server is ready it answers 503. */
export interface HttpListener {
  readonly server: Server
  readonly port: number
  serve(fetch: Fetch): void
  /** lets answers under way finish, within the time given (ms) */
  close(within: number): Promise<void>
}

/** @throws what listening throws: EADDRINUSE, EACCES, EADDRNOTAVAIL */
export async function listen(host: string, port: number): Promise<HttpListener> {
  let fetch: Fetch = () => new Response(null, { status: 503, headers: { 'retry-after': '1' } })
  const server = createAdaptorServer({ fetch: (request, env) => fetch(request, env) }) as Server
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  return {
    server,
    port: typeof address === 'object' && address !== null ? address.port : port,
    serve(next) {
      fetch = next
    },
    async close(within) {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeIdleConnections()
      const late = setTimeout(() => server.closeAllConnections(), within)
      await closed
      clearTimeout(late)
    },
  }
}
