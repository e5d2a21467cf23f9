import type { ClientPhase } from '../../shared/document/client-options.ts'
import type { ClientTable } from '../../shared/document/table-client.ts'
import { backoff } from './backoff.ts'
import type { SocketHost } from './room-socket.ts'

/**
 * Connects a table again whenever it is closed: after a growing pause, at once when the network comes back.
 * A table on its way from one edition to the next is closed for a moment too; it goes on by itself, and the pause is called off.
 */
export class Reconnect {
  readonly #table: ClientTable
  readonly #host: SocketHost
  readonly #changed: () => void
  readonly #stopListening: () => void
  #failures = 0
  #cancel: () => void = () => undefined

  constructor(table: ClientTable, host: SocketHost, lose: () => void, changed: () => void) {
    this.#table = table
    this.#host = host
    this.#changed = changed
    const stopEvents = table.listen(event => {
      if (event.kind === 'phase') this.#phase(event.phase)
    })
    const stopNetwork = host.onNetwork(() => this.now(), lose)
    this.#stopListening = () => {
      stopEvents()
      stopNetwork()
    }
  }

  /** the last try failed, and no connection has come about since */
  get troubled(): boolean {
    return this.#failures > 0
  }

  /** For a person's impatience, and for the moment the network comes back. */
  now(): void {
    this.#cancel()
    this.#table.connect()
  }

  stop(): void {
    this.#stopListening()
    this.#cancel()
  }

  #phase(phase: ClientPhase): void {
    this.#cancel()
    if (phase === 'live') this.#failures = 0
    if (phase !== 'closed') return
    // not yet a failure: a change of edition passes through here and is gone before the pause is over
    const pause = backoff(this.#failures, this.#host.random())
    this.#cancel = this.#host.after(0, () => {
      this.#failures++
      this.#changed()
      this.#cancel = this.#host.after(pause, () => this.#table.connect())
    })
  }
}
