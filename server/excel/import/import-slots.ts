import { ApiFailure } from '../../errors.ts'

/** Imports under way, counted from the first byte that is taken in: each may hold a whole file. */
const MOST_AT_ONCE = 8
const MOST_PER_ACCOUNT = 2
/** threads that read files at the same time */
const MOST_READING = 2

/** Keeps one account, or many at once, from filling the machine with files. */
export class ImportSlots {
  private readonly underWay = new Map<string, number>()
  private total = 0
  private reading = 0
  private readonly waiting: (() => void)[] = []

  /** @throws ApiFailure imports-busy */
  async take<T>(account: string, run: () => Promise<T>): Promise<T> {
    const own = this.underWay.get(account) ?? 0
    if (this.total >= MOST_AT_ONCE || own >= MOST_PER_ACCOUNT) throw new ApiFailure('imports-busy')
    this.total++
    this.underWay.set(account, own + 1)
    try {
      return await run()
    } finally {
      this.total--
      const left = (this.underWay.get(account) ?? 1) - 1
      if (left > 0) this.underWay.set(account, left)
      else this.underWay.delete(account)
    }
  }

  /** Waits for a turn. @throws the signal's reason when cancelled meanwhile */
  async read<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
    if (this.reading >= MOST_READING) await new Promise<void>(resolve => this.waiting.push(resolve))
    else this.reading++
    try {
      signal.throwIfAborted()
      return await run()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.reading--
    }
  }
}
