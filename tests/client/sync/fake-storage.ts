/** The browser's storage, for a machine without a browser. `room` is how many characters fit. */
export class FakeStorage implements Storage {
  readonly #entries = new Map<string, string>()
  room = Number.POSITIVE_INFINITY

  get length(): number {
    return this.#entries.size
  }
  key(at: number): string | null {
    return [...this.#entries.keys()][at] ?? null
  }
  getItem(key: string): string | null {
    return this.#entries.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    if (value.length > this.room) throw new DOMException('full', 'QuotaExceededError')
    this.#entries.set(key, value)
  }
  removeItem(key: string): void {
    this.#entries.delete(key)
  }
  clear(): void {
    this.#entries.clear()
  }
}

/** The browser's locks, as far as they are used: exclusive, `ifAvailable`. */
export function fakeLocks(): LockManager {
  const held = new Set<string>()
  const request = async (name: string, ...rest: unknown[]): Promise<unknown> => {
    const run = rest.at(-1) as (lock: { name: string } | null) => unknown
    const ifAvailable = rest.length > 1 && (rest[0] as LockOptions).ifAvailable === true
    if (held.has(name)) {
      if (ifAvailable) return run(null)
      throw new Error('waiting is not played here')
    }
    held.add(name)
    try {
      return await run({ name })
    } finally {
      held.delete(name)
    }
  }
  return { request, query: async () => ({}) } as unknown as LockManager
}
