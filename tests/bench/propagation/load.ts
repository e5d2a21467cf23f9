/** Where a client goes. */
export interface ClientAddress {
  readonly url: string
  /** of servers that take several documents over one socket: which one, said with every frame */
  readonly document?: string
}

/** What the process with the clients is asked to do: everybody edits, and those of one room see it. */
export interface Load {
  /** rooms, and in each one address per client */
  readonly rooms: readonly (readonly ClientAddress[])[]
  /** by all clients together */
  readonly editsPerSecond: number
  readonly seconds: number
  readonly rows: number
  readonly columns: readonly string[]
  /** of the moments at which each client edits */
  readonly seed: number
}

export interface LoadOutcome {
  /** ms from an edit to the last of all the others, one per edit that arrived everywhere */
  readonly lastMs: readonly number[]
  readonly sent: number
  /** edits that did not reach somebody within the time allowed */
  readonly lost: number
  /** seconds that sending really took: more than asked for where the clients could not keep up */
  readonly sendingSeconds: number
  /** frames with updates that arrived, all clients together */
  readonly frames: number
  /** of the clients' process, in shares of one core */
  readonly clientCpu: number
  /** clients whose socket the server closed */
  readonly closed: number
}
