/**
 * Frames that arrive while a socket's session and table are still being looked up. Bounded: whoever has not been let in
 * yet may not fill the memory.
 */
export class WaitingFrames {
  #frames: Uint8Array[] = []
  #bytes = 0
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** false: too much, close the socket */
  add(frame: Uint8Array): boolean {
    this.#bytes += frame.byteLength + 64
    this.#frames.push(frame)
    return this.#bytes <= this.#most
  }

  take(): readonly Uint8Array[] {
    const frames = this.#frames
    this.#frames = []
    this.#bytes = 0
    return frames
  }
}
