import { setImmediate as nextTurn } from 'node:timers/promises'

/** How long one slice of a long export may hold the event loop, in milliseconds. */
const SLICE_MS = 8
/** Looking at the clock costs more than writing a narrow row, so it is looked at only every few rows. */
const ROWS_PER_LOOK = 16

/**
 * Lets other requests and sockets run between the rows of a long job.
 * Await `rest()` once per row: it gives the event loop back when the slice is used up.
 */
export class Pacer {
  private sliceStarted = performance.now()
  private rowsSinceLook = 0
  private readonly signal: AbortSignal | undefined

  constructor(signal: AbortSignal | undefined) {
    this.signal = signal
  }

  /** True when the slice is used up: then, and only then, `rest()` is worth awaiting. */
  get due(): boolean {
    if (++this.rowsSinceLook < ROWS_PER_LOOK) return false
    this.rowsSinceLook = 0
    return performance.now() - this.sliceStarted >= SLICE_MS
  }

  /** @throws the signal's reason once the job is cancelled */
  async rest(): Promise<void> {
    await nextTurn()
    this.signal?.throwIfAborted()
    this.sliceStarted = performance.now()
  }
}
