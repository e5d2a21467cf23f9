/** Compares by code unit, never by locale: every machine gives the same order. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
