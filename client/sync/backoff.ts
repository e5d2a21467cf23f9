const FIRST_MS = 400
const LONGEST_MS = 8_000

/**
 * How long to wait before the next try, in ms. The upper half is left to chance, so that a server that was restarted is not met by
 * everybody at once.
 * @param failures tries that failed in a row
 * @param chance 0 ≤ n < 1
 */
export const backoff = (failures: number, chance: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2)
