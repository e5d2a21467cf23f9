/** A seeded generator: the same seed gives the same history. */
export interface Random {
  /** 0 ≤ x < 1 */
  (): number
  /** 0 ≤ integer < n */
  below(n: number): number
  pick<T>(list: readonly T[]): T
}

export function createRandom(seed: number): Random {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return Object.assign(next, { below, pick: <T>(list: readonly T[]): T => list[below(list.length)]! })
}
