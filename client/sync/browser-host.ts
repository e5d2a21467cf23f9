import type { SocketHost } from './room-socket.ts'

export const browserHost: SocketHost = {
  open: url => new WebSocket(url),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  random: Math.random,
  onNetwork: (back, away) => {
    // a laptop that was shut wakes without any `online`, and a background tab's timers are slowed: being looked at is a reason to try
    const seen = () => {
      if (document.visibilityState === 'visible') back()
    }
    window.addEventListener('online', back)
    window.addEventListener('offline', away)
    document.addEventListener('visibilitychange', seen)
    return () => {
      window.removeEventListener('online', back)
      window.removeEventListener('offline', away)
      document.removeEventListener('visibilitychange', seen)
    }
  },
}

/** The room's address on the server that the page came from. */
export const roomUrl = (room: string): string =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sync/${encodeURIComponent(room)}?ack=1`
