/** One at a time, first come, first served. */
export interface Mutex {
  /** resolves to the function that gives the turn to the next */
  take(): Promise<() => void>
}

export function createMutex(): Mutex {
  let tail: Promise<void> = Promise.resolve()
  return {
    take() {
      const before = tail
      let release = () => {}
      tail = new Promise(resolve => {
        release = resolve
      })
      return before.then(() => release)
    },
  }
}
