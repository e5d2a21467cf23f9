/** How long a run of failures keeps an account shut for an address, and how many are free. */
export interface AttemptLimits {
  readonly free: number
  /** ms */
  readonly window: number
}

export interface Attempt {
  /** seconds to wait; 0: none */
  readonly wait: number
  /** the first that has to wait, in a row that may be long */
  readonly shuts: boolean
}

export interface AttemptLimiter {
  /** Counts an attempt before it is judged, so that many at once are counted too. */
  begin(key: string): Attempt
  succeeded(key: string): void
  /** Of all keys that begin so: ms since 1970 until when the longest is shut; null: none is. */
  shutUntil(prefix: string): number | null
  /** forgets the failures of all keys that begin so */
  forgive(prefix: string): void
}

const FREE: Attempt = { wait: 0, shuts: false }
const MOST_KEYS = 10_000

/** Slows down guessing, per account and address. In memory: a restart forgives, which is fine for what it is. */
export function createAttemptLimiter(
  clock: () => number,
  limits: AttemptLimits = { free: 10, window: 300_000 },
): AttemptLimiter {
  const attempts = new Map<string, { count: number; readonly since: number }>()

  const forgetOld = (now: number) => {
    for (const [key, { since }] of attempts) if (now - since >= limits.window) attempts.delete(key)
    // names made up by the thousand must not fill the memory: the oldest go first
    for (const key of attempts.keys()) {
      if (attempts.size <= MOST_KEYS) break
      attempts.delete(key)
    }
  }

  return {
    begin(key) {
      const now = clock()
      const known = attempts.get(key)
      if (known !== undefined && now - known.since < limits.window) {
        known.count++
        const over = known.count - limits.free
        if (over <= 0) return FREE
        return { wait: Math.ceil((known.since + limits.window - now) / 1000), shuts: over === 1 }
      }
      attempts.delete(key)
      attempts.set(key, { count: 1, since: now })
      if (attempts.size > MOST_KEYS) forgetOld(now)
      return FREE
    },
    succeeded(key) {
      attempts.delete(key)
    },
    shutUntil(prefix) {
      const now = clock()
      let until: number | null = null
      for (const [key, { count, since }] of attempts)
        if (key.startsWith(prefix) && count >= limits.free && now - since < limits.window)
          until = Math.max(until ?? 0, since + limits.window)
      return until
    },
    forgive(prefix) {
      for (const key of attempts.keys()) if (key.startsWith(prefix)) attempts.delete(key)
    },
  }
}
