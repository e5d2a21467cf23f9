import { createHmac, randomUUID } from 'node:crypto'
import type { Log } from '../observability/log.ts'
import type { NewNotice } from '../storage/notice-store.ts'

export interface WebhookTarget {
  readonly url: string
  readonly secret: string
}

interface Options {
  readonly target: WebhookTarget
  readonly clock: () => number
  readonly log: Log
  /** ms before each further try */
  readonly waits?: readonly number[]
}

/** Tells another machine of notices. What was said is on disk and waits for no answer from there (NOTE-30). */
export interface Webhook {
  send(notices: readonly NewNotice[]): void
  /** what has not arrived yet is given up */
  close(): void
}

const WAITS = [1_000, 10_000, 60_000, 600_000]
/** deliveries that may wait; then the oldest is given up */
const MOST = 1_000
const ANSWERS_WITHIN = 10_000

/** `sha256=` and the HMAC, in hex, of the time as sent, a point and the body as sent. */
const signatureOf = (secret: string, time: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`

export function createWebhook({ target, clock, log, waits = WAITS }: Options): Webhook {
  const waiting: { readonly id: string; readonly body: string }[] = []
  const stop = new AbortController()
  let busy = false

  async function post(id: string, body: string): Promise<boolean> {
    const time = String(clock())
    try {
      const answer = await fetch(target.url, {
        method: 'POST',
        redirect: 'error',
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWERS_WITHIN)]),
        headers: {
          'content-type': 'application/json',
          'x-tongchou-delivery': id,
          'x-tongchou-time': time,
          'x-tongchou-signature': signatureOf(target.secret, time, body),
        },
        body,
      })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false
    }
  }

  async function deliver({ id, body }: { readonly id: string; readonly body: string }): Promise<void> {
    for (const wait of [...waits, null]) {
      if (stop.signal.aborted || (await post(id, body))) return
      if (wait === null) break
      await pause(wait, stop.signal)
    }
    log.warn({ delivery: id }, 'webhook given up')
  }

  async function work(): Promise<void> {
    if (busy) return
    busy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await deliver(next)
    busy = false
  }

  return {
    send(notices) {
      if (notices.length === 0 || stop.signal.aborted) return
      const told = notices.map(({ to, table, by, at, what }) => ({ to, table, by, at, what }))
      waiting.push({ id: randomUUID(), body: JSON.stringify({ notices: told }) })
      if (waiting.length > MOST) log.warn({ delivery: waiting.shift()?.id }, 'webhook given up: too many wait')
      void work()
    },
    close() {
      waiting.length = 0
      stop.abort()
    },
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    timer.unref()
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
