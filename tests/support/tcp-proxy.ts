import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line to another server that can be cut without touching that server. */
export interface TcpProxy {
  readonly port: number
  /** breaks every connection and refuses new ones */
  cut(): void
  /** keeps connections open and lets nothing through, in either direction; nobody is told */
  freeze(): void
  /** breaks every connection on the near side; the far side is not told and keeps its end open */
  strand(): void
  /** lets everything through again; what a freeze held back is delivered */
  restore(): void
  end(): Promise<void>
}

export async function startTcpProxy(port: number, host: string): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  const nears = new Set<Socket>()
  const stranded = new Set<Socket>()
  let state: 'open' | 'cut' | 'frozen' = 'open'
  const apply = (socket: Socket) => (state === 'frozen' ? socket.pause() : socket.resume())

  const server = createServer(near => {
    if (state === 'cut') {
      near.destroy()
      return
    }
    const far = connect(port, host)
    nears.add(near)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.setNoDelay(true)
      from.on('data', chunk => to.write(chunk))
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        nears.delete(from)
        if (!stranded.has(from)) to.destroy()
      })
      apply(from)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as { port: number }
  return {
    port: address.port,
    cut() {
      state = 'cut'
      for (const socket of sockets) socket.destroy()
    },
    freeze() {
      state = 'frozen'
      sockets.forEach(apply)
    },
    strand() {
      for (const near of nears) {
        stranded.add(near)
        near.destroy()
      }
    },
    restore() {
      state = 'open'
      sockets.forEach(apply)
    },
    async end() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
