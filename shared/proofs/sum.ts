import { clean, printNumber } from '../values/print.ts'

/** A sum free of binary dust. */
export const sumOf = (parts: readonly number[]): number => clean(parts.reduce((sum, part) => clean(sum + part), 0))

/** How far the sum of rounded parts may be off its total: half a unit of the last printed digit for each part. */
export function roundingSlack(parts: readonly number[]): number {
  const decimals = Math.max(0, ...parts.map(part => printNumber(part).split('.')[1]?.length ?? 0))
  return decimals === 0 ? 0 : clean(0.5 * 10 ** -decimals * parts.length)
}
